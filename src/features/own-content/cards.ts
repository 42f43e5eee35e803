import {
  bold,
  button,
  buttons,
  heading,
  list,
  type Message,
  quiet,
  row,
  secondary,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { clip } from '../../core/text.ts'
import { dayOf } from '../../core/time/in-words.ts'
import type { OwnFile } from './store.ts'

/** What content has that it had not before, or has otherwise. */
interface ContentChange {
  how: 'new' | 'instead' | 'gone'
  words: string
}

/** What files come to: what they change, and what is wrong in them, each with its line. */
export interface ContentReport {
  changes: readonly ContentChange[]
  leftOut: readonly string[]
  /** What is used, and should be looked at. */
  notes: readonly string[]
}

/** So much is shown of what may be long. */
const shown = { lines: 8, letters: 140 } as const

const headings = [
  ['new', 'New'],
  ['instead', 'In place of what was there'],
  ['gone', 'Taken away'],
] as const satisfies readonly (readonly [ContentChange['how'], string])[]

/** What is kept of a library's own, with what changes it for whoever may. */
export function ownContentCard(files: readonly (readonly [string, OwnFile])[], mayChange: boolean): Message {
  return [
    heading('Your library’s own content'),
    ...(files.length === 0
      ? [text('Your library has none yet: everybody gets what comes with me.')]
      : files.map(([path, { at, name }]) => {
          const about = `saved ${dayOf(at)}, by ${name}`
          if (!mayChange) return row(path, about)
          const see = secondary(button('Get the file', `content get ${path}`))
          const remove = button('Remove', `content remove ${path}`)
          return row(path, about, withFullLabel(`Remove ${path}`, remove), see)
        })),
    quiet(
      mayChange
        ? 'Send me a content file (.yaml) to add to it: icebreakers, readings, a walk-through, words of your own. First I show what would change.'
        : 'The people who look after Hearth here can add to it.',
    ),
  ]
}

/** What a file that was sent would change, before it is kept. */
export const previewCard = (path: string, report: ContentReport, mark: string): Message => [
  heading(`Read: ${path}`),
  ...(report.changes.length > 0 ? changesInWords(report) : [text('Nothing in it changes anything.')]),
  ...leftOutInWords(report.leftOut),
  ...some('Used, but look at it again', report.notes),
  ...(report.changes.length > 0
    ? [
        quiet('Nothing is saved yet. Once it is, everybody in your library gets it.'),
        buttons(
          button('Save', `content save ${mark}`, 'primary'),
          button('Don’t save it', `content leave ${mark}`),
        ),
      ]
    : []),
]

/** What is new, what stands in place of what, and what goes. */
const changesInWords = ({ changes }: ContentReport): Message =>
  headings.flatMap(([how, name]) => {
    const all = changes.filter(one => one.how === how)
    return some(
      `${name} (${all.length})`,
      all.map(one => clip(one.words, shown.letters)),
    )
  })

/** What is wrong in files, each with its line. */
export const leftOutInWords = (leftOut: readonly string[]): Message => [
  ...some('Left out, since something is wrong with it', leftOut),
  ...(leftOut.length > 0 ? [quiet('Mend these lines, and send the file again. The rest is used.')] : []),
]

/** The first of them, below what they are. */
function some(name: string, all: readonly string[]): Message {
  if (all.length === 0) return []
  return [
    text(bold(`${name}:`)),
    list(all.slice(0, shown.lines).map(one => clip(one, 3 * shown.letters))),
    ...(all.length > shown.lines ? [quiet(`And ${all.length - shown.lines} more.`)] : []),
  ]
}
