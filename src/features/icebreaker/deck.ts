/** What one room has used of the icebreakers, and who is looking at what. Ids of questions and people only. */
export interface Deck {
  /** Posted here and not yet due again, in the order they were posted. */
  used: readonly string[]
  /** The one posted last: it does not open the next round. */
  last?: string
  /** How often the questions began anew here: makes each round's order a different one. */
  round: number
  /** What each person has been shown since the round began, the latest last. */
  seen: Readonly<Record<string, readonly string[]>>
  /** Previews that keep a question from other askers for a while. */
  held: readonly { id: string; by: string; until: number }[]
}

export const freshDeck: Deck = { used: [], round: 0, seen: {}, held: [] }

/** How long a previewed question is kept from other askers in the room: ten minutes. */
export const holdMs = 10 * 60_000

export type Draw =
  | { type: 'drawn'; id: string; deck: Deck; used: number; fitting: number }
  /** This person has been shown all that are left; `again` begins showing them anew. */
  | { type: 'seen-all'; left: number; used: number; fitting: number }
  /** What is left is being looked at by others until this instant. */
  | { type: 'held'; until: number }
  | { type: 'none' }

interface DrawHow {
  /** These come before the others. */
  preferred?: ReadonlySet<string>
  /** A round is over when these are used: what cannot be posted is never used up. Left out: all that fit. */
  counted?: readonly string[]
}

/** Draws a question for one person to look at: it is held for them, and not shown to them again this round. */
export function draw(
  deck: Deck,
  room: string,
  fitting: readonly string[],
  by: string,
  now: number,
  how: DrawHow = {},
): Draw {
  const chosen = choose(deck, room, fitting, by, now, how)
  if (chosen.type !== 'drawn') return chosen
  const { deck: left, id } = chosen
  return {
    ...chosen,
    deck: {
      ...left,
      seen: remembering(left.seen, by, [...(left.seen[by] ?? []), id]),
      held: [...left.held, { id, by, until: now + holdMs }],
    },
  }
}

/**
 * Chooses a question for one person: fitting, not used here, not shown to them this round, not held by another. Whatever they held is let go.
 * Pure: the order of a round follows from the room's name and the round's number.
 */
export function choose(
  deck: Deck,
  room: string,
  fitting: readonly string[],
  by: string,
  now: number,
  { preferred = new Set(), counted = fitting }: DrawHow = {},
): Draw {
  if (fitting.length === 0) return { type: 'none' }
  const round = counted.length > 0 ? counted : fitting
  const current = renewed(deck, round)
  const used = new Set(current.used)
  const unused = used.size === 0 ? fitting : fitting.filter(id => !used.has(id))
  const opening = unused.length === fitting.length && unused.length > 1
  const open = opening ? unused.filter(id => id !== current.last) : unused
  const held = current.held.filter(hold => hold.until > now)
  const taken = held.filter(hold => hold.by !== by).map(hold => hold.id)
  const free = taken.length === 0 ? open : open.filter(id => !taken.includes(id))
  const usedOfRound =
    round === fitting ? fitting.length - unused.length : round.filter(id => used.has(id)).length
  const counts = { used: usedOfRound, fitting: round.length }
  if (free.length === 0) return { type: 'held', until: Math.min(...held.map(hold => hold.until)) }
  const shown = current.seen[by] ?? []
  const unseen = shown.length === 0 ? free : free.filter(id => !shown.includes(id))
  if (unseen.length === 0) return { type: 'seen-all', left: free.length, ...counts }
  const best = preferred.size === 0 ? [] : unseen.filter(id => preferred.has(id))
  const id = first(best.length > 0 ? best : unseen, `${room}/${current.round}`)
  return { type: 'drawn', id, ...counts, deck: { ...current, held: held.filter(hold => hold.by !== by) } }
}

/** So many people are remembered in a room, those who asked last: its deck must not grow with all who ever did. */
const mostPeople = 200

/** The same, with this of one person, who is now the latest. */
export function remembering<V>(all: Readonly<Record<string, V>>, who: string, what: V): Record<string, V> {
  const { [who]: _before, ...others }: Record<string, V> = all
  const names = Object.keys(others)
  for (const name of names.slice(0, Math.max(0, names.length + 1 - mostPeople))) delete others[name]
  return { ...others, [who]: what }
}

/** Lets one person see again what they were shown, except what is used. */
export function forgetSeen(deck: Deck, by: string): Deck {
  // Who was shown nothing leaves no mark: a deck does not grow with the people who post from it.
  if (!Object.hasOwn(deck.seen, by)) return deck
  const { [by]: _again, ...seen } = deck.seen
  return { ...deck, seen }
}

/** The question was posted: it comes back only when those that fit with it are used up. */
export const markUsed = (deck: Deck, id: string): Deck => ({
  ...deck,
  used: [...deck.used.filter(one => one !== id), id],
  last: id,
  held: deck.held.filter(hold => hold.id !== id),
})

/** Once all that fit are used, they begin a new round; what was used of the others stays used. */
function renewed(deck: Deck, fitting: readonly string[]): Deck {
  if (deck.used.length < fitting.length) return deck
  const used = new Set(deck.used)
  if (!fitting.every(id => used.has(id))) return deck
  const again = new Set(fitting)
  const stays = (id: string) => !again.has(id)
  return {
    ...deck,
    round: deck.round + 1,
    used: deck.used.filter(stays),
    seen: Object.fromEntries(Object.entries(deck.seen).map(([who, ids]) => [who, ids.filter(stays)])),
  }
}

/** The one that comes first in this round's order. */
function first(ids: readonly string[], seed: string): string {
  const seeded = hashed(`${seed}/`, 0x811c9dc5)
  let best = { id: '', order: Number.POSITIVE_INFINITY }
  for (const id of ids) {
    const order = mixed(hashed(id, seeded))
    if (order < best.order) best = { id, order }
  }
  return best.id
}

/** Spreads ids evenly and the same way each time (FNV-1a, 32 bit, with a final mix). */
function hashed(words: string, from: number): number {
  let hash = from
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193)
  return hash
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (once ^ (once >>> 15)) >>> 0
}
