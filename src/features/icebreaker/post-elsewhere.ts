import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, privateReply, send } from '../../core/effect.ts'
import { bold, button, buttons, type Message, text } from '../../core/message.ts'
import { printOf } from '../../core/undo/patch.ts'
import { beforePosting, postedCard, postedNote, whereCard } from './cards.ts'
import { deckOf, decks, type Looking } from './catalog.ts'
import { markUsed, remembering } from './deck.ts'
import { parseFilters } from './parse-filters.ts'
import { chatForm, type Icebreaker } from './schema.ts'

/** What is to be posted, and where: a room as it was typed, or one that was looked at before. */
interface Elsewhere {
  what: string
  where: string
  step: 'choose' | 'post' | 'leave'
}

/** Reads `in #staff`, `it in a channel`, `big-dream in`, `big-dream there 1a2b`; undefined: it says nothing of another place. */
export function postElsewhere(rest: string): Elsewhere | undefined {
  const [, known = '', step = '', mark = ''] = /^(\S+) (there|not)(?: (\S+))?$/.exec(rest) ?? []
  if (known) return { what: known, where: mark, step: step === 'not' ? 'leave' : 'post' }
  const found = /^(?:(.*?)\s+)?(?:in|into|to)(?:\s+(.*))?$/is.exec(rest)
  const [what, where] = [found?.[1] ?? '', found?.[2] ?? '']
  if (!found || /^(?:here\b|this\b|my\b)/i.test(where)) return undefined
  const isSaid = where === '' || where.startsWith('#') || anyChannel.test(where)
  // “In person” is no room.
  if (!isSaid && parseFilters(rest).unknown.length === 0) return undefined
  return {
    what: /^(?:it|that|this)$/i.test(what) ? '' : what,
    where: anyChannel.test(where) ? '' : where,
    step: 'choose',
  }
}

const anyChannel = /^(?:a|the|another|some|our)\s+(?:other\s+)?(?:channel|room)$/i

interface PostingDeps {
  find(call: Call, id: string | undefined): Promise<Icebreaker>
  preview(call: Call, request: string): Promise<Effect[]>
  lookingAt(call: Call): Promise<Looking | undefined>
}

/** Posts a question in a channel that its asker is in and is not looking at: chosen, shown first, and then posted. */
export function postingElsewhere({ find, preview, lookingAt }: PostingDeps) {
  return { elsewhere }

  async function elsewhere(call: Call, { what, where, step }: Elsewhere): Promise<Effect[]> {
    const looked = await lookingAt(call)
    if (step === 'leave') return [inPlace(call, [text('All right. I posted nothing.')])]
    if (what !== '' && !/^[a-z0-9-]+$/.test(what)) return preview(call, what)
    const one = await find(call, what || looked?.id)
    if (chatForm(one) === undefined) return [inPlace(call, forARoom(one))]
    return step === 'post' ? post(call, one, where) : choose(call, one, where)
  }

  async function choose(call: Call, one: Icebreaker, typed: string): Promise<Effect[]> {
    const address = call.chosen?.channel ?? (typed === '' ? undefined : await call.roomNamed(typed))
    if (address === undefined) return [privateReply(whereCard(one, typed))]
    await call.mustReach(address)
    const name = call.rooms?.find(room => room.address === address)?.name ?? (typed || undefined)
    const { conversation } = call.place
    await call.library.update(async tx => {
      const deck = await deckOf(tx, conversation)
      const { request = '' } = deck.looking[call.person.id] ?? {}
      const to = { address, ...(name && { name }) }
      const looking = remembering(deck.looking, call.person.id, { id: one.id, request, to })
      await tx.put(decks, conversation, { ...deck, looking })
    })
    return [inPlace(call, beforePosting(one, named(name), markOf(address)))]
  }

  /** Where it was looked at before alone: an older card may have been of another place. */
  async function post(call: Call, one: Icebreaker, mark: string): Promise<Effect[]> {
    const { to, request = '' } = (await lookingAt(call)) ?? {}
    if (!to || markOf(to.address) !== mark) return choose(call, one, '')
    await call.mustReach(to.address)
    return call.library.update(async tx => {
      const deck = await deckOf(tx, to.address)
      if (deck.used.includes(one.id)) return [inPlace(call, wasPosted(one, named(to.name)))]
      await tx.put(decks, to.address, { ...deck, ...markUsed(deck, one.id) })
      return [
        send(to.address, postedCard(one)),
        inPlace(call, postedNote(one, request, { personal: false, name: named(to.name) })),
      ]
    })
  }
}

const named = (name: string | undefined): string => name ?? 'the channel you chose'

/** A short mark of a place, by which a button is held to the place that was asked about. */
export const markOf = (address: string): string => (printOf(address) ?? '').slice(0, 12)

const wasPosted = (one: Icebreaker, where: string) => [
  text(`That one was already posted in ${where}: `, bold(one.text)),
  buttons(button('Show me another', 'icebreaker another', 'primary')),
]

/** What stands in place of a question that cannot be posted. */
export const forARoom = (one: Icebreaker): Message => [
  text('That one works only with people in one room, so I did not post it: ', bold(one.text)),
  buttons(
    button('One for the channel', 'icebreaker online', 'primary'),
    button('How to run it', `icebreaker how ${one.id}`),
  ),
]
