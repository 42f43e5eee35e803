import type { Sheet, SheetRow } from '../../paper/read-sheet.ts'
import type { Tags } from '../icebreaker/catalog.ts'
import { audiencesNamed, topicsIn } from '../icebreaker/parse-filters.ts'
import { needsOf } from '../icebreaker/schema.ts'
import { countOf, type Draft, type Given, longest, propose, splitAudience } from './propose.ts'
import { type Known, meaningOf, twinOf } from './twins.ts'

/** A link as a spreadsheet makes it: `=HYPERLINK("https://…","What made you smile?")`; it shows its text. */
const linkText = /^=HYPERLINK\([^)]*[,;]\s*"((?:[^"]|"")+)"\s*\)$/i

/** A draft, and the line it comes from. */
interface LineDraft extends Draft {
  line: number
}

/** What a list comes to: a draft for each line that can be one, and what is said of the others, each with its line. */
export interface Drafts {
  drafts: LineDraft[]
  told: string[]
  /** Lines that ask what is asked already: they are left out. */
  twins: { line: number; text: string; of: Known }[]
}

/** Of a list so many lines are taken at a time. */
export const mostLines = 500

type Column = 'text' | 'audience' | 'minutes' | 'needs' | 'topics' | 'chat'

/** What people call a column. */
const names: Readonly<Record<Column, RegExp>> = {
  text: /^(?:questions?|text|icebreakers?|prompts?|the question)$/,
  audience:
    /^(?:for|for whom|audiences?|who|groups?|who(?:m|s| is)? (?:is )?(?:it|this|its) for|good for|ages?|crowd)$/,
  minutes: /^(?:minutes?|time|mins?|duration|length)$/,
  needs: /^(?:needs?|materials?|supplies|props|what it needs)$/,
  topics: /^(?:topics?|tags?|about|occasions?|subjects?|themes?)$/,
  chat: /^(?:channel|chat|in a channel|posted|online)$/,
}

/** A heading in somebody’s own words: `Our Ice Breaker Qs!!`. It counts where what stands below it asks, and it does not. */
const ownHeading = /\b(?:questions?|qs|ice ?breakers?|openers?|prompts?)\b/
const mostWordsOfHeading = 6

/** Reads the rows of a list into drafts. `known`: what is asked already. Pure. */
export function draftsIn({ rows, told }: Sheet, known: readonly Known[]): Drafts {
  const columns = columnsOf(rows)
  const lines = columns ? rows.slice(1) : rows
  const found: Drafts = { drafts: [], told: [...told], twins: [] }
  const all = [...known]
  for (const row of lines) {
    const cell = (column: Column) => cellOf(row, columns, column)
    const say = (words: string) => found.told.push(`Line ${row.line}: ${words}`)
    const linked = linkText.exec(cell('text'))?.[1]?.replaceAll('""', '"')
    if (linked !== undefined) say('there is a formula in it. I took what it shows, as text.')
    const { text, audience } = splitAudience(linked ?? cell('text'))
    if (!/\p{L}/u.test(text)) {
      say('there is no question in it, so I left it out.')
      continue
    }
    if (countOf(text) > longest.text) {
      say(
        `its ${countOf(text)} words are more than a host says in one breath (${longest.text}), so I left it out.`,
      )
      continue
    }
    if (/^[=+@]/.test(text)) say('it begins like a formula. I took it as plain text.')
    const twin = twinOf(text, all)
    if (twin) {
      found.twins.push({ line: row.line, text, of: twin })
      continue
    }
    all.push({ text, whose: `line ${row.line}`, meaning: meaningOf(text) })
    found.drafts.push({
      line: row.line,
      ...propose(text, { ...given(cell, say), ...(audience && { audience }) }),
    })
  }
  return found
}

/** How many questions a list may hold: its heading is none. */
export const countIn = ({ rows }: Sheet): number => rows.length - (columnsOf(rows) ? 1 : 0)

/** Which column is which; undefined, where the first line is a question like the others. */
function columnsOf([first, ...below]: readonly SheetRow[]): Partial<Record<Column, number>> | undefined {
  const heads = first?.cells.map(plain) ?? []
  const found = Object.fromEntries(
    Object.entries(names).flatMap(([column, name]) => {
      const at = heads.findIndex(head => name.test(head))
      return at < 0 ? [] : [[column, at]]
    }),
  ) as Partial<Record<Column, number>>
  if (found.text !== undefined) return found
  const own = first?.cells.findIndex((cell, at) => isOwnHeading(cell, at, below)) ?? -1
  return own < 0 ? undefined : { ...found, text: own }
}

/** A heading as it is compared: `Who’s it for?` is `whos it for`. */
const plain = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function isOwnHeading(cell: string, at: number, below: readonly SheetRow[]): boolean {
  const words = plain(cell)
  if (cell.includes('?') || !ownHeading.test(words) || words.split(' ').length > mostWordsOfHeading)
    return false
  const filled = below.flatMap(({ cells }) => cells[at]?.trim() || [])
  return filled.length > 0 && filled.filter(one => one.includes('?')).length >= filled.length / 2
}

/** What stands in a column. Where none is named, the longest cell is the question, and a cell that names people says whom it is for. */
function cellOf(
  { cells }: SheetRow,
  columns: Partial<Record<Column, number>> | undefined,
  column: Column,
): string {
  if (columns) return cells[columns[column] ?? -1] ?? ''
  const question = cells.reduce((best, cell, at) => (cell.length > (cells[best]?.length ?? 0) ? at : best), 0)
  if (column === 'text') return cells[question] ?? ''
  if (column !== 'audience') return ''
  return cells.find((cell, at) => at !== question && audiencesNamed(cell).audience.length > 0) ?? ''
}

/** What stands beside the question. What cannot be read is told, and proposed instead. */
function given(cell: (column: Column) => string, say: (words: string) => void): Given {
  const who = audiencesNamed(cell('audience'))
  const about = topicsIn(cell('topics'))
  for (const word of who.unknown) say(`I don’t know whom “${word}” means, so I left that open.`)
  for (const word of about.unknown) say(`I don’t know “${word}” as a topic, so I left it out.`)
  const minutes = minutesIn(cell('minutes'))
  if (!minutes && cell('minutes')) say(`“${cell('minutes')}” is no time in minutes, so I propose one.`)
  const needs = needsIn(cell('needs'))
  const chat = chatIn(cell('chat'))
  return {
    ...(who.audience.length > 0 && { audience: who.audience }),
    ...(about.topics.length > 0 && { topics: about.topics }),
    ...(minutes && { minutes }),
    ...(needs && { needs }),
    ...(chat !== undefined && { chat }),
  }
}

/** `5`, `3-8`, `about 10 minutes`. */
export function minutesIn(said: string): Tags['minutes'] | undefined {
  const [first, second] = [...said.matchAll(/\d{1,3}/g)].map(([digits]) => Number(digits))
  if (!first) return undefined
  const max = Math.max(first, second ?? first)
  return { min: second ? Math.min(first, second) || 1 : Math.max(1, Math.floor(first / 2)), max }
}

/** `nothing`, `paper and pens`, `a ball`. */
export function needsIn(said: string): Tags['needs'] | undefined {
  const words = said.trim().toLowerCase()
  if (words === '') return undefined
  if (/^(?:nothing|none|no|n\/a|-|–)$/.test(words)) return 'nothing'
  if (/^(?:paper|objects|pictures)$/.test(words)) return words as Tags['needs']
  return needsOf({ materials: [words] })
}

/** `yes`, `no`, or the words for a channel. Undefined: what fits its words. */
export function chatIn(said: string): string | false | undefined {
  const words = said.trim()
  if (/^(?:no|n|false|not there)$/i.test(words)) return false
  return words === '' || /^(?:yes|y|true|x)$/i.test(words) ? undefined : words
}
