import type { Incoming, Person } from '../../../src/core/incoming.ts'
import { addressOf, isPersonal, type Location, placeOf } from '../address.ts'

/** What somebody did on the page, before it has a time. */
export type Asked = Pick<Incoming, 'id' | 'kind' | 'text'> &
  Partial<
    Pick<
      Incoming,
      'values' | 'chosen' | 'card' | 'file' | 'sourceMessageId' | 'addressed' | 'unasked' | 'mayStill'
    >
  > & {
    person: Person
    location: Location
    rooms?: NonNullable<Incoming['rooms']>
  }

/** Turns it into an incoming. In a channel, what is for the asker alone is shown there, to them alone. */
export function toIncoming({ location, values = {}, ...asked }: Asked, at: number): Incoming {
  const place = placeOf(location)
  const alone = isPersonal(location) ? place.address : addressOf({ ...location, only: asked.person.id })
  return {
    ...asked,
    workspace: location.workspace,
    place,
    answer: { here: place.address, private: alone },
    values,
    at,
  }
}
