import type { Call } from '../../core/command.ts'
import { bold, type Folded, file, list, type Message, type Rich, text } from '../../core/message.ts'
import {
  byHearthAlone,
  type FoundPersonalData,
  type PersonalDataEntry,
  type PersonalPart,
  type Someone,
} from '../../core/records/personal-data.ts'
import { byId } from '../../core/store.ts'
import { markdownLine } from '../../core/text.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { lookFor, partsIn } from './erase-person.ts'

/** The asker, by all that the library and the platform know them by. */
export async function askerOf(call: Call): Promise<Someone> {
  const { id } = call.person
  return { id, ids: [...new Set([id, ...(await call.aliases())])] }
}

/** All that is kept about the asker. */
export const findPersonalData = async (
  call: Call,
  inventory: readonly PersonalDataEntry[],
): Promise<FoundPersonalData> =>
  partsIn(await lookFor(call.library, inventory, await askerOf(call))).map(({ entry, parts }) => ({
    entry,
    parts: [...parts].sort((a, b) => byId([a.id], [b.id])),
  }))

/** What is kept, a line for each kind of it with who sees it; what only Hearth itself uses comes last. */
export function personalDataInWords(all: FoundPersonalData): Folded[] {
  const inner = innerOf(all)
  return [
    ...seenLines(all),
    ...(inner.length > 0
      ? [
          text('For my own use, and shown to nobody:'),
          list(inner.map(({ entry, parts }) => `${entry.what}: ${counted(parts)}.`)),
        ]
      : []),
  ]
}

/** The same, and what only Hearth itself uses in one line. */
export const seenInWords = (all: FoundPersonalData): Folded[] => [
  ...seenLines(all),
  ...(innerOf(all).length > 0 ? [text('And what I note for my own use, such as where my cards stand.')] : []),
]

function seenLines(all: FoundPersonalData): Folded[] {
  const lines = all.flatMap(({ entry, parts }): Rich[] => {
    const seen = parts.filter(one => one.seenBy !== byHearthAlone)
    return seen.length > 0 ? [[bold(entry.what), `: ${counted(seen)} (${whoSees(seen)}).`]] : []
  })
  return lines.length > 0 ? [list(lines)] : []
}

const innerOf = (all: FoundPersonalData): FoundPersonalData =>
  all.filter(({ parts }) => parts.length > 0 && parts.every(one => one.seenBy === byHearthAlone))

const whoSees = (parts: readonly PersonalPart[]): string => {
  const groups = grouped(parts)
  return [...groups]
    .map(([seenBy, some]) => (groups.size === 1 ? seenBy : `${countOf(some)} ${seenBy}`))
    .join('; ')
}

/** The same as files: one to read, and one with every document as it is stored. */
export function personalDataFiles(call: Call, all: FoundPersonalData): Message {
  const about = all.filter(({ parts }) => parts.length > 0)
  return [
    file('what-hearth-keeps-about-you.md', asMarkdown(call, about)),
    file('what-hearth-keeps-about-you.json', `${JSON.stringify(asData(call, about), null, 2)}\n`),
  ]
}

function asMarkdown({ person, at }: Call, about: FoundPersonalData): string {
  const parts = [
    '# What Hearth keeps about you',
    `${markdownLine(person.name)}, as of ${dayOf(at)}. Every document as it is stored is in what-hearth-keeps-about-you.json; your answers and notes stand beside their questions in libraries-as-social-connectors.md.`,
    ...(about.length === 0 ? ['Nothing.'] : []),
    ...about.flatMap(({ entry, parts }) => [
      `## ${entry.what}`,
      parts
        .map(
          one => `- ${markdownLine(one.line)} (${[sinceOf([one]), one.seenBy].filter(Boolean).join('; ')})`,
        )
        .join('\n'),
    ]),
  ]
  return `${parts.join('\n\n')}\n`
}

function asData({ person, at, workspace }: Call, about: FoundPersonalData) {
  return {
    person,
    library: workspace,
    as_of: new Date(at).toISOString(),
    kept: about.flatMap(({ entry, parts }) =>
      parts.map(({ id, data, seenBy }) => ({
        what: entry.what,
        kind: entry.kind,
        id,
        seen: seenBy,
        data,
      })),
    ),
  }
}

/** In the order in which they come first. */
function grouped(parts: readonly PersonalPart[]): Map<string, PersonalPart[]> {
  const groups = new Map<string, PersonalPart[]>()
  for (const one of parts) groups.set(one.seenBy, [...(groups.get(one.seenBy) ?? []), one])
  return groups
}

const counted = (parts: readonly PersonalPart[]): string =>
  [String(countOf(parts)), sinceOf(parts)].filter(Boolean).join(', ')

/** How many things these are. */
const countOf = (parts: readonly PersonalPart[]): number =>
  parts.reduce((sum, { count = 1 }) => sum + count, 0)

function sinceOf(parts: readonly PersonalPart[]): string {
  const first = Math.min(...parts.map(one => one.since ?? Number.POSITIVE_INFINITY))
  return Number.isFinite(first) ? `since ${dayOf(first)}` : ''
}
