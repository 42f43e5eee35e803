import { inWords } from '../icebreaker/cards.ts'
import type { Icebreaker } from '../icebreaker/schema.ts'
import type { Draft } from './propose.ts'

/** Somebody's own questions as a table that Excel opens, and that comes in again: with the mark by which Excel knows UTF-8. */
export function csvOf(all: readonly Draft[]): string {
  const rows = all.map(({ text, audience, tags: { minutes, needs, topics, chat } }) => [
    text,
    audience.map(who => asTyped[who] ?? inWords(who)).join('; '),
    `${minutes.min} to ${minutes.max}`,
    needs,
    topics.map(inWords).join('; '),
    chat === false ? 'no' : chat === text ? 'yes' : chat,
  ])
  return `\uFEFF${[['Question', 'For', 'Minutes', 'Needs', 'Topics', 'Channel'], ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Whom it is for, in words that are read back. */
const asTyped: Partial<Record<Icebreaker['audience'][number], string>> = {
  'children-0-5-with-adult': 'toddlers',
  'children-6-11': 'children',
  'board-stakeholders': 'board',
  intergenerational: 'all ages',
  'mixed-public': 'public',
}

/** A cell that Excel would take for a formula begins with a mark that says it is text. */
const cell = (words: string): string =>
  `"${(/^[=+\-@\t]/.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`
