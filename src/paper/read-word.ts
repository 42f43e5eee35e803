import mammoth from 'mammoth'
import type { ReadPart } from './read-part.ts'
import { styleIds } from './word-styles.ts'

/** What mammoth makes of a Word file, as far as it is read here. */
interface Node {
  type: string
  children?: readonly Node[]
  value?: string
  styleId?: string | null
  styleName?: string | null
  numbering?: unknown
}

/** The parts of a Word file, by the styles that Hearth gave them; what has none of them is somebody's words. */
export async function readWord(buffer: Buffer): Promise<ReadPart[]> {
  let body: Node = { type: 'document' }
  const transformDocument = (document: Node) => {
    body = document
    // Nothing is to be drawn of it.
    return { ...document, children: [] }
  }
  const ignored = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) }
  await mammoth.convertToHtml({ buffer }, { transformDocument, ...ignored })
  return (body.children ?? []).flatMap(partsOf)
}

function partsOf(node: Node): ReadPart[] {
  if (node.type === 'table') return (node.children ?? []).flatMap(rowOf)
  if (node.type !== 'paragraph') return (node.children ?? []).flatMap(partsOf)
  const text = wordsOf(node)
  const style = plainName(node.styleName ?? node.styleId ?? '')
  const [, level] = style === 'title' ? ['', '1'] : (/^heading([1-6])$/.exec(style) ?? [])
  if (level) return text.trim() === '' ? [] : [{ type: 'heading', level: Number(level), text }]
  if (style === plainName(styleIds.answer)) return [{ type: 'answer', text }]
  if (text.trim() === '') return []
  if (style === plainName(styleIds.about)) return [{ type: 'about', text }]
  if (asides.has(style)) return [{ type: 'aside', text }]
  return [{ type: node.numbering || style === plainName(styleIds.box) ? 'item' : 'words', text }]
}

const rowOf = (row: Node): ReadPart[] =>
  row.type === 'tableRow'
    ? [{ type: 'row', cells: (row.children ?? []).map(cell => wordsOf(cell).trim()) }]
    : []

function wordsOf(node: Node): string {
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'tab') return '\t'
  if (node.type === 'break') return '\n'
  return (node.children ?? []).map(wordsOf).join('')
}

/** Programs write the name of a style in one way or another: `Hearth answer`, `HearthAnswer`. */
const plainName = (style: string): string => style.toLowerCase().replace(/[\s_-]/g, '')

/** What Hearth says; whoever types there is asked to type elsewhere by nobody, so it is looked at again. */
const asides = new Set([styleIds.quiet, styleIds.guide, styleIds.caption].map(plainName))
