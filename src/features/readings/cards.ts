import type { Call } from '../../core/command.ts'
import {
  type Block,
  type Button,
  bold,
  button,
  buttons,
  code,
  fold,
  heading,
  link,
  type Message,
  opens,
  quiet,
  type Rich,
  row,
  type Span,
  secondary,
  spans,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { clip } from '../../core/text.ts'
import { authorLine, type Guide, type Reading } from './schema.ts'
import type { Shelf } from './shelf.ts'

/** Where to begin: the guide’s sections, and one’s own shelf. */
export function startingPoints(guide: Guide, readings: readonly Reading[]): Message {
  const sections = guide.sections.filter(section => readings.some(one => one.section === section.id))
  const wayTo = (section: Guide['sections'][number]) =>
    row(
      `${section.order}  ${section.title}`,
      '',
      withFullLabel(`Readings: ${section.title}`, button('See them', `readings section ${section.order}`)),
    )
  return [
    heading('Readings of the guide'),
    text(
      'Type ',
      code('readings'),
      ' and any word: a subject (hosting), an author (Parker), or a kind (video).',
    ),
    fold('Section by section', ...sections.map(wayTo)),
    quiet(
      `The links of ${readings.filter(one => one.link.stands_in).length} of the ${readings.length} readings could not be confirmed; “readings unconfirmed” lists them.`,
    ),
    buttons(
      button('Next unread', 'readings next', 'primary'),
      button('My saved readings', 'readings saved'),
      button('What I have read', 'readings done'),
    ),
  ]
}

/** A reading in a list: its title leads to it, and all that can be done with it is behind ⋯. */
export function inOneLine(one: Reading, shelf: Shelf, where: Call['place'], list: string): Block {
  const about = [
    authorLine(one),
    `${one.kind}${one.length ? `, ${length(one.length)}` : ''}`,
    ...marked(one, shelf),
  ]
  return row(
    titleOf(one),
    about.filter(Boolean).join(' · '),
    ...ways(one, shelf, where).map(way => secondary(onItsCard(way, list))),
  )
}

/** A reading by itself, with what it is about. */
export function whole(one: Reading, shelf: Shelf, where: Call['place']): Message {
  // A reading that is saved by its own card shows there that it is.
  const [open, save, ...others] = ways(one, shelf, where).map(way => onItsCard(way, ' here'))
  const marks = marked(one, shelf)
  return [
    ...body(one),
    ...(marks.length > 0 ? [quiet(`You marked it: ${marks.join(', ')}.`)] : []),
    buttons(...(open && save ? [open, save] : []), ...others.map(secondary)),
  ]
}

function ways(one: Reading, shelf: Shelf, where: Call['place']): Button[] {
  const there = where.personal ? 'this chat' : (where.name ?? 'this channel')
  // What is heard begins with what is seen: who speaks to the page says what stands there.
  const about = (button: Button) => withFullLabel(`${button.label} “${one.title}”`, button)
  return [
    about(opens(one.link.stands_in ? 'Open related page' : 'Open', one.link.url)),
    shelf.saved.includes(one.id)
      ? about(button('No longer save', `readings unsave ${one.id}`))
      : about(button('Save', `readings save ${one.id}`)),
    shelf.done.includes(one.id)
      ? about(button('Mark as unread', `readings unread ${one.id}`))
      : about(button('Mark as read', `readings done ${one.id}`)),
    about(button(clip(`Share in ${there}`, 60), `readings share ${one.id}`)),
  ]
}

const marked = (one: Reading, shelf: Shelf): string[] => [
  ...(shelf.saved.includes(one.id) ? ['saved'] : []),
  ...(shelf.done.includes(one.id) ? ['read'] : []),
]

/** Its title, which leads to it. */
const titleOf = (one: Reading): Rich =>
  one.link.stands_in ? [bold(one.title)] : [link(one.title, one.link.url)]

/** What a reading is, with its link under the name of what it leads to. */
export function body(one: Reading): Message {
  const by = authorLine(one)
  const size = one.length ? `, ${length(one.length)}` : ''
  return [
    text(...spans(titleOf(one))),
    quiet([by, `${one.kind}${size}`].filter(Boolean).join(' · ')),
    text(one.summary),
    ...(one.link.stands_in
      ? [
          text(
            'We couldn’t confirm its link. Related page: ',
            link(one.link.label ?? one.link.url, one.link.url),
          ),
        ]
      : []),
    ...(one.also.length > 0
      ? [
          text(
            'See also: ',
            ...one.also.flatMap((other, at) => [at > 0 ? ', ' : '', link(other.label, other.url)]),
          ),
        ]
      : []),
    ...(one.link.label && !one.link.stands_in ? [quiet(one.link.label)] : []),
  ]
}

function length(size: NonNullable<Reading['length']>): string {
  if ('pages' in size && size.pages) return `${size.pages} pages`
  if ('minutes' in size && size.minutes) return `${size.minutes} minutes`
  return 'text' in size && size.text ? size.text : ''
}

/** What is said where nothing was found. */
export function nothing(
  request: string,
  unknown: readonly { word: string; near: readonly string[] }[],
  sections: readonly { title: string }[],
): Message {
  const [section] = sections
  if (section)
    return [
      text(`The guide lists no readings under “${section.title}”.`),
      buttons(button('All sections', 'readings')),
    ]
  const near = [...new Set(unknown.flatMap(one => one.near))].slice(0, 3)
  return [
    text(`No matches for “${request}.”${near.length > 0 ? ' Did you mean one of these?' : ''}`),
    buttons(...near.map(word => button(word, `readings ${word}`)), button('All sections', 'readings')),
  ]
}

/** How each board of the shelf is called, and what is said where nothing stands on it. */
export const boards: Readonly<Record<keyof Shelf, { title: string; empty: readonly Span[] }>> = {
  saved: {
    title: 'Your saved readings',
    empty: ['You haven’t saved a reading yet. Each one has ', bold('Save'), ' behind its ⋯.'],
  },
  done: {
    title: 'What you have read',
    empty: [
      'You haven’t marked a reading as read yet. Each one has ',
      bold('Mark as read'),
      ' behind its ⋯.',
    ],
  },
}

/** The title of the section that a reading stands in. */
export function sectionTitle(guide: Guide, one: Reading): string {
  return guide.sections.find(({ id }) => id === one.section)?.title ?? 'About the guide'
}

/** Where the button of a reading stands: on its own card (`here`), or in a list (`in saved 4`, `in 0 hosting`). */
export const onCard = /\s+(?:here|in (saved|done|unconfirmed|\d+)(?: (.*))?)$/

/** The list that a button stands in, behind its command. */
export const inList = (list: string | number, rest: string | number): string => ` in ${list} ${rest}`

/** A menu carries so much. */
const mostInMenu = 75

/** The same button on a card that is drawn anew when it is pressed: what is marked shows there. */
function onItsCard(one: Button, where: string): Button {
  const isOnList = where !== ' here'
  if (!('command' in one) || !/^readings (?:un)?(?:save|done|read) /.test(one.command)) return one
  if (!isOnList && !/save /.test(one.command)) return one
  const command = `${one.command}${where}`.trim()
  return command.length <= mostInMenu ? { ...one, command } : one
}
