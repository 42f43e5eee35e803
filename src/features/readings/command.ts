import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, post, privateReply } from '../../core/effect.ts'
import { bold, button, buttons, heading, type Message, quiet, text } from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import {
  boards,
  body,
  inList,
  inOneLine,
  nothing,
  onCard,
  sectionTitle,
  startingPoints,
  whole,
} from './cards.ts'
import { frontMatter, type Guide, type Reading } from './schema.ts'
import { findReadings } from './search.ts'
import { keep, type Shelf, shelfOf, toggled } from './shelf.ts'

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
    inWords(rest) {
      if (rest === '') return 'The guide’s readings'
      if (rest === 'saved') return 'The readings you saved'
      return Object.hasOwn(actions, rest.split(' ')[0] ?? '') ? undefined : `Readings: ${rest}`
    },
    async run(call) {
      const first = call.words[0]?.toLowerCase() ?? ''
      const action = Object.hasOwn(actions, first) && actions[first]
      return action ? action(call, call.rest.slice(first.length).trim()) : search(call, call.rest)
    },
  }

  async function search(call: Call, request: string): Promise<Effect[]> {
    if (!request) return [privateReply(startingPoints(guide, readings))]
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
    const left = `${unread.length} left to read · ${sectionTitle(guide, first)}`
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
    return [
      post([...body(one), quiet(`From the guide ${guide.title}, section ${sectionTitle(guide, one)}.`)]),
    ]
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

  /** The card on which one of a reading's own buttons was pressed, as it stands after that: the reading by itself, or the list. */
  async function redrawn(call: Call, rest: string, one: Reading): Promise<Effect[] | undefined> {
    const [where, list, words = ''] = onCard.exec(rest) ?? []
    if (!call.card || where === undefined) return undefined
    if (list === undefined) return [inPlace(call, whole(one, await shelfOf(call), call.place))]
    if (list === 'unconfirmed') return unconfirmed(call, words)
    if (list === 'saved' || list === 'done') return shelved(call, list, words)
    return [inPlace(call, await found(call, words, Number(list)))]
  }

  function place(one: Reading): number {
    const section = guide.sections.find(({ id }) => id === one.section)?.order ?? 0
    return section * 1000 + readings.indexOf(one)
  }
}
