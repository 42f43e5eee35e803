import { type Block, binaryFile, file, type Message } from '../core/message.ts'
import type { Paper } from '../core/paper.ts'
import { markdownOf } from './markdown.ts'
import { pageOf } from './page.ts'

/** The forms a paper can have, in the order in which they are given. */
const paperForms = ['word', 'page', 'markdown'] as const

type PaperForm = (typeof paperForms)[number]

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
export const drawPaper = (paper: Paper, name: string, form?: PaperForm): Promise<Message> =>
  Promise.all((form ? [form] : paperForms).map(one => draw[one](paper, name)))

/** What draws Word files is large, and loaded when the first one is drawn. */
const draw: Readonly<Record<PaperForm, (paper: Paper, name: string) => Promise<Block>>> = {
  word: async (paper, name) => {
    const { wordOf } = await import('./word.ts')
    return binaryFile(`${name}.docx`, await wordOf(paper))
  },
  page: async (paper, name) => file(`${name}.html`, pageOf(paper)),
  markdown: async (paper, name) => file(`${name}.md`, markdownOf(paper)),
}
