import type { ReadPart } from '../../paper/read-part.ts'
import type { Step } from '../walkthrough/schema.ts'
import { behind, plain } from './same-words.ts'

const empty = '[☐□◻]|\\[\\s?\\]'
const full = '[☑☒✓✔✗✘]|\\[[xX✓]\\]'
/** What people put where a box is, or beside it. */
const byHand = '[xX✕×]'

const isTicked = new RegExp(`^(?:${full})\\s*(.+)$`, 'su')
const isBox = new RegExp(`^(?:${empty}|${full})\\s*(.*)$`, 'su')
const signBefore = new RegExp(`^(?:${byHand})\\s*(?:${empty})?\\s*(.+)$`, 'su')
const signBehind = new RegExp(`^(?:(?:${empty})\\s*)?(.+?)\\s*(?:${full}|\\b${byHand})$`, 'su')

/** The labels of the boxes that a question has on paper. */
const labelsOf = ({ options }: Step): string[] => [
  'Yes',
  'Not yet',
  'No',
  'Partly',
  ...options.map(one => one.label),
]

/** What somebody ticked; a box that is left empty is nothing. */
export function tickedIn(part: ReadPart, step: Step): string | undefined {
  if (part.type !== 'item' && part.type !== 'words') return undefined
  const line = part.text.trim()
  const ticked = isTicked.exec(line)?.[1]?.trim()
  if (ticked !== undefined) return ticked
  const label = signBefore.exec(line)?.[1] ?? signBehind.exec(line)?.[1]
  return label === undefined ? undefined : labelsOf(step).find(one => plain(one) === plain(label))
}

/** What is written beside a box that is left empty; undefined: it is no box. */
export function besideBox(part: ReadPart & { text: string }, step: Step | undefined): string | undefined {
  if (part.type !== 'item' && part.type !== 'words') return undefined
  if (step && tickedIn(part, step) !== undefined) return ''
  const line = part.text.trim()
  // An editor that knows no boxes writes another sign in their place.
  if (step && /^[?-]\s/.test(line) && labelsOf(step).some(one => plain(one) === plain(line))) return ''
  const label = isBox.exec(line)?.[1]
  if (label === undefined) return undefined
  const rests = step ? labelsOf(step).map(one => behind(label, one) ?? '') : []
  // What is left of a label are its signs.
  return rests.find(one => /[\p{L}\p{N}]/u.test(one))?.replace(/^[^\p{L}\p{N}]+/u, '') ?? ''
}
