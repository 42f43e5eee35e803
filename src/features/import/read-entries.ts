import type { ReadPart } from '../../paper/read-part.ts'
import type { Reply } from '../walkthrough/run/yes-no.ts'
import type { Step, Walkthrough } from '../walkthrough/schema.ts'
import { plain } from './same-words.ts'
import { besideBox } from './ticks.ts'

/** One thing that was written to a question. */
export interface WrittenEntry {
  text: string
  /** How it was read when it was typed, where the paper says so. */
  reading?: Reply
}

/** What Hearth says where nothing was answered. */
const silences = ['No answer yet.', 'Parked.', 'Skipped.']

/** Whether Hearth says so there. */
export const isSilence = (part: ReadPart, words: string): boolean =>
  (part.type === 'about' || part.type === 'aside') && plain(part.text) === plain(words)

/** Answers one by one; words in no form of ours are one answer. */
export function entriesIn(parts: readonly ReadPart[], step?: Step): WrittenEntry[] {
  const entries: WrittenEntry[] = []
  const loose: string[] = []
  let isOpen = false
  for (const part of parts) {
    if (part.type === 'answer') {
      const last = entries.at(-1)
      // Whoever presses Enter in an answer goes on with it.
      if (isOpen && last) last.text += `\n${part.text}`
      else entries.push({ text: part.text })
      isOpen = true
    } else if (part.type === 'about' && isOpen) {
      const [, reading] = /\(read as “(yes|no|partly)”\)$/.exec(part.text.trim()) ?? []
      const last = entries.at(-1)
      if (last && reading) last.reading = reading as Reply
      isOpen = false
      loose.push(...(behindWho.exec(part.text)?.slice(1) ?? []))
    } else loose.push(...wordsIn(part, step))
  }
  const words = loose.join('\n').trim()
  return [...entries.filter(one => one.text.trim() !== ''), ...(words === '' ? [] : [{ text: words }])]
}

function wordsIn(part: ReadPart, step: Step | undefined): string[] {
  if (part.type === 'row') return [part.cells.filter(Boolean).join(' | ')]
  if (part.type === 'item' || part.type === 'words') {
    const beside = besideBox(part, step)
    if (beside !== undefined) return beside === '' ? [] : [beside]
    return step && isOurs(part.text, step) ? [] : [part.text]
  }
  if (part.type !== 'aside' || !step || isOurs(part.text, step)) return []
  // Somebody typed behind what stood there.
  const before = silences.find(one => part.text.startsWith(one))
  return before ? [part.text.slice(before.length).trim()] : []
}

const isOurs = (words: string, { note }: Step): boolean =>
  [...(note === undefined ? [] : [note]), ...silences].some(one => plain(one) === plain(words))

/**
 * A program that knows no styles of ours makes plain words of all that a form says. What was given out with answers says under its
 * name whose it is; where that is plain words, so are the answers, and the lines under them that say who gave them.
 */
export function withStyles(
  underTitle: readonly ReadPart[],
  { title }: Pick<Walkthrough, 'title'>,
): (parts: readonly ReadPart[]) => readonly ReadPart[] {
  const isLost = underTitle.some(
    one => one.type === 'words' && plain(one.text).startsWith(`${plain(title)} `) && /:\s/.test(one.text),
  )
  return parts => (isLost ? parts.map(styled) : parts)
}

function styled(part: ReadPart): ReadPart {
  if (part.type !== 'words') return part
  const { text } = part
  if (whoAndWhen.test(text)) return { type: 'about', text }
  if (text.startsWith('Keep in mind: ') || silences.some(one => plain(one) === plain(text)))
    return { type: 'aside', text }
  return { type: 'answer', text }
}

const who = '[^,\\n]{1,80}, (?:\\p{L}{3,12}\\.? \\d{1,2}|\\d{1,2} (?:de )?\\p{L}{3,12}\\.?)'

/** `Ana, Dec 1`, `Ana, 1 dic, from Spring tea (read as “no”)`. */
const whoAndWhen = new RegExp(`^${who}(?:, [^\\n]{1,120})?(?: \\([^()\\n]+\\))?$`, 'u')
/** What somebody typed behind it. */
const behindWho = new RegExp(`^${who}\\s+([^\\s(,].*)$`, 'su')
