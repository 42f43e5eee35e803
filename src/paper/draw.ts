import { existsSync } from 'node:fs'
import { type Block, binaryFile, file, type Message } from '../core/message.ts'
import type { Paper } from '../core/paper.ts'
import { createDrawingBeside } from './draw-beside.ts'
import { drawn, type PaperForm, paperForms } from './drawn.ts'

/** The form that somebody asks for by its name, or by the program they have: `as pdf`, `for word`. Undefined: none. */
export function formNamed(typed: string): PaperForm | undefined {
  const name = typed
    .toLowerCase()
    .trim()
    .replace(/^(?:as|for|to|in)(?: an?)? /, '')
  if (/^(?:word|docx?|word (?:doc|document|file))$/.test(name)) return 'word'
  if (/^(?:page|html|print|pdf|printout|paper)$/.test(name)) return 'page'
  return /^(?:markdown|md|text)$/.test(name) ? 'markdown' : undefined
}

/** A paper as files, in one form or in all. */
export async function drawPaper(paper: Paper, name: string, form?: PaperForm): Promise<Message> {
  const forms = form ? [form] : paperForms
  const files = await drawAll(paper, forms)
  return forms.map((one, at) => fileOf(name, one, files[at] ?? ''))
}

/** What runs in the thread stands beside this file where Hearth is built; from its sources, papers are drawn here. */
const beside = new URL('./draw-worker.js', import.meta.url)
const drawAll = existsSync(beside)
  ? createDrawingBeside(beside)
  : (paper: Paper, forms: readonly PaperForm[]) => Promise.all(forms.map(form => drawn(paper, form)))

const endings: Readonly<Record<PaperForm, string>> = { word: 'docx', page: 'html', markdown: 'md' }

const fileOf = (name: string, form: PaperForm, content: Uint8Array | string): Block =>
  typeof content === 'string'
    ? file(`${name}.${endings[form]}`, content)
    : binaryFile(`${name}.${endings[form]}`, content)
