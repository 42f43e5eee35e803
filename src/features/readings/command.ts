import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, post, privateReply } from '../../core/effect.ts'
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
import { kind } from '../../core/store.ts'
import { clip } from '../../core/text.ts'
import { UserError } from '../../core/user-error.ts'
import { authorLine, frontMatter, type Guide, type Reading } from './schema.ts'
import { findReadings } from './search.ts'

/** What one person saved and has read. */
export const shelves = kind<{ saved: string[]; done: string[] }>('shelf')

/** How many readings one answer shows: more would not be read between two patrons. */
const shown = 4

/** `/readings [words]`: the guide's readings, found by any word, kept on a shelf of one's own. */
export function readingsCommand({
  guide,
  readings,
}: {
  guide: Guide
  readings: readonly Reading[]
}): Command {
  const inOrder = readings.toSorted((a, b) => place(a) - place(b))
  const isAboutTheGuide = (one: Reading) => one.section === frontMatter
  /** What is about the guide itself comes after its sections. */
  const sectionsFirst = inOrder.toSorted((a, b) => Number(isAboutTheGuide(a)) - Number(isAboutTheGuide(b)))
  const actions: Readonly<Record<string, (call: Call, rest: string) => Promise<Effect[]>>> = {
    saved,
    next,
    save,
    done,
    share,
    more,
    another,
    unsave,
    unread,
    unconfirmed,
  }

  return {
    name: 'readings',
    summary: 'The guide’s readings: find one, save it, share it',
    hint: '[hosting, video, section 4, Parker | saved | done | next]',
    keywords: ['articles', 'books', 'links', 'resources', 'videos', 'research', 'reading', 'toolkit'],
    examples: [
      ['readings hosting', 'finds readings by any word: subject, author, kind, section'],
      ['readings video', 'finds videos; “webinar”, “book” and “report” work too'],
      ['readings next', 'shows the next one you have not read, in the guide’s order'],
      ['readings saved', 'lists what you saved; “readings done” what you have read'],
      ['readings unconfirmed', 'tells which links could not be confirmed, and what stands in for them'],
    ],
    async run(call) {
      const first = call.words[0]?.toLowerCase() ?? ''
      const action = Object.hasOwn(actions, first) && actions[first]
      return action ? action(call, call.rest.slice(first.length).trim()) : search(call, call.rest)
    },
  }

  async function search(call: Call, request: string): Promise<Effect[]> {
    if (!request) return [privateReply(startingPoints())]
    return [privateReply(await found(call, request, 0))]
  }

  async function more(call: Call, rest: string): Promise<Effect[]> {
    const [from = '0', ...words] = rest.split(/\s+/)
    return [privateReply(await found(call, words.join(' '), Number.parseInt(from, 10) || 0))]
  }

  /** The next of what the newest card shows, or of the guide. */
  async function another(call: Call): Promise<Effect[]> {
    const behind = call.offered.flatMap(one => /^readings more (.+)$/.exec(one)?.[1] ?? [])[0]
    return behind === undefined ? next(call) : more(call, behind)
  }

  async function found(call: Call, request: string, from: number): Promise<Message> {
    const { found: all, unknown, partial, sections, notes } = findReadings(readings, guide, request)
    if (all.length === 0) return nothing(request, unknown, sections)
    const shelf = await shelfOf(call)
    const [only] = all
    if (only && all.length === 1) return whole(only, shelf, call.place)
    const list = inList(from, request)
    const page = all.slice(from, from + shown)
    const rest = all.length - from - page.length
    return [
      heading(request ? `Readings: ${request}` : 'Readings'),
      ...(partial ? [quiet('Nothing fits all of these words; these fit some of them.')] : []),
      ...notes.map(note => quiet(note)),
      ...page.map(one => inOneLine(one, shelf, call.place, list)),
      ...unknown.map(({ word }) => quiet(`No matches for “${word}”; these fit the other words.`)),
      ...(rest > 0 ? [buttons(button(`${rest} more`, `readings more ${from + shown} ${request}`))] : []),
    ]
  }

  async function saved(call: Call, rest: string): Promise<Effect[]> {
    return shelved(call, 'saved', rest)
  }

  /** What stands on one board of somebody's shelf, from a place on. */
  async function shelved(call: Call, board: keyof Shelf, rest: string): Promise<Effect[]> {
    const { title, empty: none } = boards[board]
    const from = Number.parseInt(rest, 10) || 0
    const shelf = await shelfOf(call)
    const mine = inOrder.filter(one => shelf[board].includes(one.id))
    if (mine.length === 0)
      return [inPlace(call, [text(...none), buttons(button('Find something to read', 'readings'))])]
    const left = mine.length - from - shown
    return [
      inPlace(call, [
        heading(title),
        ...mine.slice(from, from + shown).map(one => inOneLine(one, shelf, call.place, inList(board, from))),
        ...(left > 0 ? [buttons(button(`${left} more`, `readings ${board} ${from + shown}`))] : []),
      ]),
    ]
  }

  async function next(call: Call): Promise<Effect[]> {
    const shelf = await shelfOf(call)
    const unread = sectionsFirst.filter(one => !shelf.done.includes(one.id))
    const [first] = unread
    if (!first)
      return [privateReply([text('You’ve read everything in the guide. Thank you for staying with it.')])]
    const left = `${unread.length} left to read · ${sectionTitle(first)}`
    return [privateReply([...whole(first, shelf, call.place), quiet(left)])]
  }

  async function save(call: Call, rest: string): Promise<Effect[]> {
    const one = named(rest, call, 'save')
    await keep(call, shelf => ({ ...shelf, saved: toggled(shelf.saved, one.id, true) }))
    const card = await redrawn(call, rest, one)
    if (card) return card
    return [
      privateReply([
        text('Saved: ', bold(one.title)),
        quiet('Only you see your saved readings.'),
        buttons(
          button('My saved readings', 'readings saved'),
          button('Not anymore', `readings unsave ${one.id}`),
        ),
      ]),
    ]
  }

  async function unsave(call: Call, rest: string): Promise<Effect[]> {
    const one = named(rest, call, 'unsave')
    await keep(call, shelf => ({ ...shelf, saved: toggled(shelf.saved, one.id, false) }))
    const card = await redrawn(call, rest, one)
    if (card) return card
    return [
      inPlace(call, [
        text('No longer saved: ', bold(one.title)),
        buttons(
          button('My saved readings', 'readings saved'),
          button('Save it again', `readings save ${one.id}`),
        ),
      ]),
    ]
  }

  /** A reading that is read; alone, where none was just shown, or with a number, the list of those that are. */
  async function done(call: Call, rest: string): Promise<Effect[]> {
    const isShown = call.offered.some(one => one.startsWith('readings done '))
    if (/^\d+$/.test(rest) || (rest === '' && !isShown)) return shelved(call, 'done', rest)
    const one = named(rest, call, 'done')
    await keep(call, shelf => ({
      saved: toggled(shelf.saved, one.id, false),
      done: toggled(shelf.done, one.id, true),
    }))
    const card = await redrawn(call, rest, one)
    if (card) return card
    return [
      privateReply([
        text('Marked as read: ', bold(one.title)),
        buttons(
          button('Next in the guide', 'readings next'),
          button('What I have read', 'readings done'),
          button('Mark as unread', `readings unread ${one.id}`),
        ),
      ]),
    ]
  }

  async function unread(call: Call, rest: string): Promise<Effect[]> {
    const one = named(rest, call, 'unread')
    await keep(call, shelf => ({ ...shelf, done: toggled(shelf.done, one.id, false) }))
    const card = await redrawn(call, rest, one)
    if (card) return card
    return [
      inPlace(call, [
        text('Marked as unread: ', bold(one.title)),
        buttons(button('What I have read', 'readings done'), button('Next in the guide', 'readings next')),
      ]),
    ]
  }

  /** Which addresses nobody could confirm when the guide was read, and what is linked instead. */
  async function unconfirmed(call: Call, rest: string): Promise<Effect[]> {
    const from = Number.parseInt(rest, 10) || 0
    const shelf = await shelfOf(call)
    const all = inOrder.filter(one => one.link.stands_in)
    const left = all.length - from - shown
    return [
      inPlace(call, [
        heading('Links that could not be confirmed'),
        text(
          `Of ${readings.length} readings, the links of ${readings.length - all.length} were confirmed. For these ${all.length} a related page stands in, under its own name.`,
        ),
        ...all
          .slice(from, from + shown)
          .map(one => inOneLine(one, shelf, call.place, inList('unconfirmed', from))),
        ...(left > 0 ? [buttons(button(`${left} more`, `readings unconfirmed ${from + shown}`))] : []),
      ]),
    ]
  }

  async function share(call: Call, rest: string): Promise<Effect[]> {
    const one = named(rest, call, 'share')
    return [post([...body(one), quiet(`From the guide ${guide.title}, section ${sectionTitle(one)}.`)])]
  }

  /** The one that was named, also by its place on the newest card (`#2`, `#-1` the last); where none was, the only one there. @throws {UserError}, with those that may be meant */
  function named(typed: string, { offered }: Call, action: string): Reading {
    const rest = typed.replace(onCard, '')
    const shownHere = offered.flatMap(line =>
      readings.filter(one => line.replace(onCard, '') === `readings ${action} ${one.id}`),
    )
    const [, place] = /^#(-?\d{1,3})$/.exec(rest) ?? []
    if (place !== undefined) {
      const one = shownHere.at(Number(place) - (Number(place) > 0 ? 1 : 0))
      if (!one || place === '0')
        throw new UserError('The newest card here shows no reading of that number. Type a word of its title.')
      return one
    }
    if (rest === '' && shownHere[0] && shownHere.length === 1) return shownHere[0]
    if (rest === '' && shownHere.length > 1)
      throw new UserError([
        text('Which one do you mean?'),
        buttons(...shownHere.map(one => button(one.title.slice(0, 70), `readings ${action} ${one.id}`))),
      ])
    const byId = readings.find(one => one.id === rest.toLowerCase())
    const all = byId ? [byId] : rest ? findReadings(readings, guide, rest).found : []
    const [only] = all
    if (only && all.length === 1) return only
    if (all.length === 0)
      throw new UserError('I don’t know that reading. Type “readings” and any word of its title.')
    throw new UserError([
      text('Which one do you mean?'),
      buttons(
        ...all
          .slice(0, 5)
          .map(one => button(one.title.slice(0, 70), `readings more 0 ${one.id.replaceAll('-', ' ')}`)),
      ),
    ])
  }

  /** A reading in a list: its title leads to it, and all that can be done with it is behind ⋯. */
  function inOneLine(one: Reading, shelf: Shelf, where: Call['place'], list: string): Block {
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
  function whole(one: Reading, shelf: Shelf, where: Call['place']): Message {
    // A reading that is saved by its own card shows there that it is.
    const [open, save, ...others] = ways(one, shelf, where).map(way => onItsCard(way, ' here'))
    const marks = marked(one, shelf)
    return [
      ...body(one),
      ...(marks.length > 0 ? [quiet(`You marked it: ${marks.join(', ')}.`)] : []),
      buttons(...(open && save ? [open, save] : []), ...others.map(secondary)),
    ]
  }

  /** The card on which one of a reading's own buttons was pressed, as it stands after that: the reading by itself, or the list. */
  async function redrawn(call: Call, rest: string, one: Reading): Promise<Effect[] | undefined> {
    const [where, list, words = ''] = onCard.exec(rest) ?? []
    if (!call.card || where === undefined) return undefined
    if (list === undefined) return [inPlace(call, whole(one, await shelfOf(call), call.place))]
    if (list === 'unconfirmed') return unconfirmed(call, words)
    if (list === 'saved' || list === 'done') return shelved(call, list, words)
    return [inPlace(call, await found(call, words, Number(list)))]
  }

  function ways(one: Reading, shelf: Shelf, where: Call['place']): Button[] {
    const there = where.personal ? 'this chat' : (where.name ?? 'this channel')
    const about = (what: string, button: Button) => withFullLabel(`${what} “${one.title}”`, button)
    return [
      about('Open', opens(one.link.stands_in ? 'Open related page' : 'Open', one.link.url)),
      shelf.saved.includes(one.id)
        ? about('No longer save', button('No longer save', `readings unsave ${one.id}`))
        : about('Save', button('Save', `readings save ${one.id}`)),
      shelf.done.includes(one.id)
        ? about('Mark as unread', button('Mark as unread', `readings unread ${one.id}`))
        : about('Mark as read', button('Mark as read', `readings done ${one.id}`)),
      about('Share', button(clip(`Share in ${there}`, 60), `readings share ${one.id}`)),
    ]
  }

  function startingPoints(): Message {
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

  function place(one: Reading): number {
    const section = guide.sections.find(({ id }) => id === one.section)?.order ?? 0
    return section * 1000 + readings.indexOf(one)
  }

  function sectionTitle(one: Reading): string {
    return guide.sections.find(({ id }) => id === one.section)?.title ?? 'About the guide'
  }
}

type Shelf = { saved: string[]; done: string[] }

/** How each board of the shelf is called, and what is said where nothing stands on it. */
const boards: Readonly<Record<keyof Shelf, { title: string; empty: readonly Span[] }>> = {
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

const marked = (one: Reading, shelf: Shelf): string[] => [
  ...(shelf.saved.includes(one.id) ? ['saved'] : []),
  ...(shelf.done.includes(one.id) ? ['read'] : []),
]

/** Its title, which leads to it. */
const titleOf = (one: Reading): Rich =>
  one.link.stands_in ? [bold(one.title)] : [link(one.title, one.link.url)]

/** What a reading is, with its link under the name of what it leads to. */
function body(one: Reading): Message {
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

function nothing(
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

const empty: Shelf = { saved: [], done: [] }
const shelfOf = async (call: Call) => (await call.library.get(shelves, call.person.id)) ?? empty

const keep = (call: Call, change: (shelf: typeof empty) => typeof empty) =>
  call.library.update(async tx =>
    tx.put(shelves, call.person.id, change((await tx.get(shelves, call.person.id)) ?? empty)),
  )

const toggled = (ids: string[], id: string, on: boolean): string[] =>
  on ? [...new Set([...ids, id])] : ids.filter(one => one !== id)

/** Behind a command: it was pressed on the card of that reading by itself. */
/** Where the button of a reading stands: on its own card (`here`), or in a list (`in saved 4`, `in 0 hosting`). */
const onCard = /\s+(?:here|in (saved|done|unconfirmed|\d+)(?: (.*))?)$/

const inList = (list: string | number, rest: string | number): string => ` in ${list} ${rest}`

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
