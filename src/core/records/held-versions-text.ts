import { dayOf } from '../time/in-words.ts'
import type { HeldPart, HeldVersion } from './held-versions.ts'

/** What was replaced or removed, as a file to read. `whatOf`: the kind of a document, as people call it. */
export const versionsInWords = (versions: readonly HeldVersion[], whatOf: (kind: string) => string): string =>
  `${['# Replaced or removed while it was held', ...versions.map(one => section(one, whatOf(one.kind)))].join('\n\n')}\n`

const section = ({ of, at, removed, parts }: HeldVersion, what: string): string =>
  [
    `## ${dayOf(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC: ${what}, ${of}${removed ? ', removed' : ''}`,
    ...parts.map(partInWords),
  ].join('\n\n')

/** One part, with where it stood: people's words exactly as they were. */
const partInWords = (part: HeldPart): string =>
  [...(part.path ? [`*${part.path}*`] : []), fenced(linesOfPart(part))].join('\n\n')

/** People's words in one part, a line for each. */
export const linesOfPart = ({ was }: Pick<HeldPart, 'was'>): string => linesOf(was, '').join('\n')

/** A line for each text, with the name of its field. */
function linesOf(was: unknown, name: string): string[] {
  if (typeof was === 'string') return [name ? `${name}: ${was}` : was]
  if (typeof was !== 'object' || was === null) return []
  return Object.entries(was).flatMap(([field, one]) => linesOf(one, name ? `${name}.${field}` : field))
}

/** A fence keeps people's words from being read as Markdown, and exactly as typed. */
function fenced(words: string): string {
  const longest = Math.max(2, ...[...words.matchAll(/`+/g)].map(match => match[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${words}\n${fence}`
}
