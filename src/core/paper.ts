import type { Bar, Rich } from './message.ts'

/** Whose words something is in: the guide's own, or Hearth's. What people wrote is an answer. */
export type Origin = 'guide' | 'hearth'

/** Said beside what is in words of the guide, and in Hearth's. */
export type Origins = Readonly<Record<Origin, string>>

/** How deep a heading stands: 1 is the title. */
export type Level = 1 | 2 | 3 | 4 | 5 | 6

/** What stands on paper, in order. Nothing holds another. `lang`: the language it is in, where that is another than the paper’s. */
export type PaperPart = Drawn & { lang?: string }

type Drawn =
  /** `number`: its place among the questions. `newPage`: printed, it begins a page. */
  | { type: 'heading'; level: Level; text: string; number?: number; origin?: Origin; newPage?: true }
  | { type: 'paragraph'; text: Rich; origin?: Origin; quiet?: true }
  /** `boxes`: each has its box to tick, and no other mark. */
  | { type: 'list'; items: readonly Rich[]; ordered?: true; boxes?: true; origin?: Origin }
  /** Somebody's words, letter for letter, and what is to be known of them. `ours`: they were chosen among words of ours. */
  | { type: 'answer'; text: string; about?: string; ours?: true }
  /** Ruled lines, made for a pen. */
  | { type: 'blank'; lines: number }
  /** To cut out: a sign in large print, and the words under it, which say the same. */
  | { type: 'cards'; cards: readonly { sign: string; words: string }[] }
  | { type: 'chart'; label: string; columns: readonly [what: string, many: string]; bars: readonly Bar[] }
  | { type: 'table'; label: string; columns: readonly string[]; rows: readonly (readonly Rich[])[] }

/** What is printed, kept as a file or sent, as data; each form draws it in its own way. The first part is its title. */
export interface Paper {
  title: string
  /** The language of what is not the guide's own, where that is another than English. */
  language?: string
  /** Whose words something is in, said in that language. */
  origins?: Origins
  parts: readonly PaperPart[]
}

type Of<Type extends PaperPart['type']> = Extract<PaperPart, { type: Type }>

export const title = (words: string): PaperPart => ({ type: 'heading', level: 1, text: words })
export const section = (
  level: number,
  words: string,
  about: Pick<Of<'heading'>, 'number' | 'origin' | 'newPage'> = {},
): PaperPart => ({ type: 'heading', level: Math.max(1, Math.min(6, level)) as Level, text: words, ...about })
export const paragraph = (words: Rich, origin?: Origin): PaperPart => ({
  type: 'paragraph',
  text: words,
  ...(origin && { origin }),
})
export const aside = (words: Rich): PaperPart => ({ type: 'paragraph', text: words, quiet: true })
export const items = (all: readonly Rich[], origin?: Origin): PaperPart => ({
  type: 'list',
  items: all,
  ...(origin && { origin }),
})
export const boxes = (all: readonly string[]): PaperPart => ({
  type: 'list',
  items: all.map(one => `${box(false)} ${one}`),
  boxes: true,
})
export const answer = (words: string, about = '', isOurs = false): PaperPart => ({
  type: 'answer',
  text: words,
  ...(about !== '' && { about }),
  ...(isOurs && { ours: true }),
})
export const blank = (lines: number): PaperPart => ({ type: 'blank', lines })
export const grid = (
  label: string,
  columns: readonly string[],
  rows: readonly (readonly Rich[])[],
): PaperPart => ({ type: 'table', label, columns, rows })

/** A box to tick, and one that is ticked. */
export const box = (isDone: boolean): string => (isDone ? '☑' : '☐')

/** The same in English. */
export const originInWords: Origins = {
  guide: 'the guide’s words',
  hearth: 'Hearth’s words',
}

/** What is said beside a part; empty for words that are somebody's own. */
export const markOf = ({ origin }: { origin?: Origin }, origins: Origins): string =>
  origin ? origins[origin] : ''

/** A heading with its number. */
export const headingText = ({ number, text }: Pick<Of<'heading'>, 'number' | 'text'>): string =>
  number === undefined ? text : `${number}. ${text}`
