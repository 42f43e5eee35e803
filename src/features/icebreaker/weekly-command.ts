import type { Call } from '../../core/command.ts'
import {
  type Effect,
  inPlace,
  type NewCard,
  privateReply,
  replace,
  reply,
  send,
  update,
} from '../../core/effect.ts'
import { withReadings } from '../../core/language/unclear.ts'
import { type Message, text } from '../../core/message.ts'
import { noGuest } from '../../core/permissions.ts'
import { effectivePreferencesOf, readerOf, recurrenceFor } from '../../core/schedule/preferences.ts'
import {
  type NewReminder,
  type Reminder,
  remind,
  reminders,
  remindersByConversation,
  resumed,
} from '../../core/schedule/reminder.ts'
import { zoneQuestion } from '../../core/schedule/zone-question.ts'
import { byId, kind, type Tx } from '../../core/store.ts'
import { recurrenceInWords } from '../../core/time/in-words.ts'
import { destinationIn, notThere } from '../../core/time/parse-destination.ts'
import { type ParsedRecurrence, parseRecurrence } from '../../core/time/parse-recurrence.ts'
import type { DateReader } from '../../core/time/parse-start-date.ts'
import { unspoken } from '../../core/time/reader-locale.ts'
import { UserError } from '../../core/user-error.ts'
import { deckOf, decks, questionsOf } from './catalog.ts'
import { remembering } from './deck.ts'
import { parseFilters } from './parse-filters.ts'
import { nothingFits, pickIcebreaker } from './pick.ts'
import { markOf } from './post-elsewhere.ts'
import type { Icebreaker } from './schema.ts'
import {
  announcement,
  beforeSetting,
  confirmation,
  listCard,
  resumedNote,
  roomInWords,
  stoppedNote,
  unknownWords,
} from './weekly-cards.ts'
import { postingWeekly, weeklyPosts } from './weekly-post.ts'

/** How many were ever set: an old button must not stop a new one. */
export const count = kind<{ made: number }>('weekly-count')

const command = 'icebreaker weekly post'
/** Beyond that a channel has no room left for anything else; in one's own chat it is one's own affair. */
const most = { inChannel: 3, inOwnChat: 10 }
const onlyHere =
  'It comes to the channel where you type this. For a direct message, type there: “icebreaker every monday 9:00”.'

/** `/icebreaker every monday 9:00 [words]` and `/icebreaker weekly`: a question that comes by itself, week after week. */
export function weeklyIcebreakers(icebreakers: readonly Icebreaker[]) {
  const post = postingWeekly(icebreakers)
  return { every, weekly }

  async function every(call: Call, typed: string): Promise<Effect[]> {
    const { words, where, elsewhere } = destinationIn(typed, call.place.name)
    if (elsewhere !== undefined) return askedFirst(call, words, elsewhere)
    if (where === 'alone' && !call.place.personal) throw new UserError(onlyHere)
    return set(call, words)
  }

  async function set(call: Call, words: string): Promise<Effect[]> {
    if (!call.place.personal) await noGuest(call)
    const when = whenSaid(words, await readerOf(call))
    if (parseFilters(when.rest).unknown.length > 0) throw new UserError(unknownWords(when))
    const { fitting, all, parsed } = pickIcebreaker(await questionsOf(call, icebreakers), when.rest)
    if (fitting.length === 0) return [privateReply(nothingFits(all, parsed, `icebreaker every ${when.said}`))]
    const reminder = await reminderFor(call, when)
    const { id, kept, isNew } = await call.library.update(tx => keep(tx, call, reminder))
    const asks = await zoneQuestion(call, kept)
    const answer = privateReply([...confirmation(id, kept, call, isNew, when), ...asks])
    // Said in the room itself, so that all know, and so that a room Hearth may not speak in shows now and not on Monday.
    return isNew && !call.place.personal
      ? [answer, send(call.place.conversation, announcement(id, kept), newCardOf(id))]
      : [answer]
  }

  /** In another channel it is public: what will come there is shown before it is set up. */
  async function askedFirst(call: Call, words: string, channel: string): Promise<Effect[]> {
    await noGuest(call)
    const address = await call.roomNamed(channel)
    if (address === undefined) throw notThere(channel, `/icebreaker every ${words}`)
    await call.mustReach(address)
    const when = whenSaid(words, await readerOf(call))
    if (parseFilters(when.rest).unknown.length > 0) throw new UserError(unknownWords(when))
    const { fitting, all, parsed } = pickIcebreaker(await questionsOf(call, icebreakers), when.rest)
    if (fitting.length === 0) return [privateReply(nothingFits(all, parsed, `icebreaker every ${when.said}`))]
    const name = call.rooms?.find(room => room.address === address)?.name ?? channel
    const { rule } = await reminderFor(call, when)
    await call.library.update(async tx => {
      const { conversation } = call.place
      const deck = await deckOf(tx, conversation)
      const before = deck.looking[call.person.id] ?? { id: '', request: '' }
      const looking = remembering(deck.looking, call.person.id, { ...before, to: { address, name } })
      await tx.put(decks, conversation, { ...deck, looking })
    })
    return [inPlace(call, beforeSetting({ rule, words, rest: when.rest, name, mark: markOf(address) }, call))]
  }

  /** `there 1a2b monday 9:00 teens`: the channel that was asked about, and no other. */
  async function setThere(call: Call, mark: string, words: string): Promise<Effect[]> {
    const { looking } = await deckOf(call.library, call.place.conversation)
    const to = looking[call.person.id]?.to
    if (!to || markOf(to.address) !== mark)
      throw new UserError('That was about another channel. Please type it once more, with the channel.')
    await call.mustReach(to.address)
    const place = {
      ...call.place,
      address: to.address,
      conversation: to.address,
      personal: false,
      thread: false,
      name: to.name ?? 'the channel you chose',
    }
    return set({ ...call, place }, words)
  }

  async function weekly(call: Call, rest: string): Promise<Effect[]> {
    const [action = '', id = '', ...more] = rest.split(/\s+/)
    if (action === '')
      return [privateReply(listCard(await inConversation(call.library, call.place.conversation), call))]
    if (action === 'stop') return stop(call, id.toLowerCase() || (await onlyOne(call)))
    if (action === 'resume') return resume(call, id.toLowerCase())
    if (action === 'there') return setThere(call, id, more.join(' '))
    if (action === 'not') return [inPlace(call, [text('All right. I set nothing up.')])]
    if (action === 'post') return post(call, [id, ...more].join(' ').trim())
    return every(call, rest)
  }

  async function stop(call: Call, id: string): Promise<Effect[]> {
    const stopped = await call.library.update(async tx => {
      const one = await found(tx, call, id)
      await tx.delete(reminders, id)
      await tx.delete(weeklyPosts, id)
      return one
    })
    return answered(call, id, stoppedNote(stopped, call.person.name))
  }

  async function resume(call: Call, id: string): Promise<Effect[]> {
    const going = await call.library.update(async tx => {
      const one = await found(tx, call, id)
      const going = one.paused || one.closed ? await resumed(tx, one, call.at) : one
      await tx.put(reminders, id, going)
      return going
    })
    return answered(call, id, resumedNote(id, going))
  }
}

/** When it is to come. @throws {UserError}, with a button for each reading where there are several. */
function whenSaid(words: string, reader: DateReader): ParsedRecurrence {
  try {
    return parseRecurrence(`every ${words}`, reader)
  } catch (error) {
    throw withReadings(error, typed => `icebreaker every ${typed}`)
  }
}

async function reminderFor(call: Call, when: ParsedRecurrence): Promise<NewReminder> {
  const { rule, follows, from } = recurrenceFor(
    when,
    { zone: (await effectivePreferencesOf(call)).zone },
    call.at,
  )
  const { conversation, personal, name } = call.place
  const place = { address: conversation, conversation, personal, thread: false, ...(name && { name }) }
  const title = `the icebreaker ${roomInWords(place)}, ${recurrenceInWords(rule, unspoken(call.person.locale))}`
  return {
    rule,
    follows,
    ...(from && { from }),
    place,
    title,
    person: call.person,
    subject: { type: 'icebreaker', filters: when.rest },
    command: `${command} ${when.rest}`.trim(),
    resume: '',
  }
}

async function keep(tx: Tx, call: Call, reminder: NewReminder) {
  const here = await inConversation(tx, call.place.conversation)
  const same = here.find(
    ([, one]) =>
      recurrenceInWords(one.rule) === recurrenceInWords(reminder.rule) && one.command === reminder.command,
  )
  if (same) return { id: same[0], kept: same[1], isNew: false }
  const { personal, name = 'this channel' } = call.place
  if (here.length >= (personal ? most.inOwnChat : most.inChannel))
    throw new UserError(
      personal
        ? `${here.length} icebreakers come to your chat by themselves already, and I keep no more than ${most.inOwnChat}. Stop one first: “icebreaker weekly” lists them.`
        : `${here.length} icebreakers come to ${name} by themselves already, and a channel has at most ${most.inChannel}. Stop one first: “/icebreaker weekly” lists them.`,
    )
  const made = ((await tx.get(count, 'all'))?.made ?? 0) + 1
  const id = `weekly-${made}`
  await tx.put(count, 'all', { made })
  const kept = await remind(tx, id, { ...reminder, resume: `icebreaker weekly resume ${id}` }, call.at)
  return { id, kept, isNew: true }
}

async function inConversation(from: Pick<Tx, 'find'>, conversation: string): Promise<[string, Reminder][]> {
  const here = await from.find(remindersByConversation, conversation)
  return here.filter(([, one]) => one.subject.type === 'icebreaker').sort(byId)
}

/** The one that is meant where none is named: the only one here. */
async function onlyOne(call: Call): Promise<string> {
  const here = await inConversation(call.library, call.place.conversation)
  return here.length === 1 ? (here[0]?.[0] ?? '') : ''
}

/** Anyone in the room may stop it; its owner from anywhere, since an archived room takes no commands. */
async function found(tx: Tx, call: Call, id: string): Promise<Reminder> {
  const one = id ? await tx.get(reminders, id) : undefined
  const theirs =
    one && (one.place.conversation === call.place.conversation || one.person.id === call.person.id)
  if (one?.subject.type === 'icebreaker' && theirs) return one
  throw new UserError('Which one? Type “icebreaker weekly” for the list of those scheduled here.')
}

/** In place of the card that was pressed; typed, for all to see. */
const answered = (call: Call, id: string, message: Message): Effect[] => {
  if (!call.card) return [reply(message, newCardOf(id))]
  // In a list that one person sees it was pressed beside the card that all see.
  return call.card.private
    ? [replace(message), update(weeklyCardOf(id), message)]
    : [replace(message, weeklyCardOf(id))]
}

/** The card in the room itself that tells of a weekly icebreaker. */
export const weeklyCardOf = (id: string) => `weekly/${id}`
const newCardOf = (id: string): NewCard => ({ name: weeklyCardOf(id), of: { kind: reminders, id } })
