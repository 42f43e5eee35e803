import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PersonId } from '../../../src/core/incoming.ts'

/** Marks the places that buttons act in, so that nobody can name one where they are not. */
export interface Seal {
  of(person: PersonId, place: string): string
  isOf(seal: string | undefined, person: PersonId, place: string): boolean
}

/**
 * A private answer stands in the asker's own chat, and its buttons act where it was asked. That place travels through the
 * asker's Teams: sealed, it can be read there, but not made up.
 */
export function createSeal(secret: string): Seal {
  const of = (person: PersonId, place: string) =>
    createHmac('sha256', `hearth, private answers: ${secret}`)
      .update(`${person} ${place}`)
      .digest('base64url')
  return {
    of,
    isOf(seal, person, place) {
      const right = Buffer.from(of(person, place))
      const given = Buffer.from(seal ?? '')
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}
