import { randomUUID } from 'node:crypto'
import type { Incoming, Person, PressedCard, Values } from '../../src/core/incoming.ts'
import { addressOf, isPersonal, type Location, placeOf, workspace } from './address.ts'

/** A request typed at the terminal, before it has an id and a time. */
export interface TerminalRequest {
  person: Person
  location: Location
  kind: Incoming['kind']
  text: string
  addressed?: true
  values?: Values
  chosen?: Incoming['chosen']
  card?: PressedCard
  said?: string
}

/** Turns a request into an incoming. Ids differ in every run, since the core remembers them longer than that. */
export function createToIncoming(now: () => number): (asked: TerminalRequest) => Incoming {
  const run = randomUUID().slice(0, 8)
  let count = 0
  return ({ location, person, kind, text, addressed, values = {}, chosen, card, said }) => {
    const place = placeOf(location)
    const toAsker = isPersonal(location) ? place.address : addressOf({ ...location, only: person.id })
    return {
      id: `console-${run}-${++count}`,
      workspace,
      person,
      place,
      answer: { here: place.address, private: toAsker },
      kind,
      text,
      ...(addressed && { addressed }),
      values,
      chosen,
      card,
      sourceMessageId: said,
      at: now(),
    }
  }
}
