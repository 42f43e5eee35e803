import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PersonId } from '../../../src/core/incoming.ts'

/** Signs the places that buttons act in, so that nobody can make one up. */
export interface PlaceSigner {
  sign(person: PersonId, place: string): string
  verify(signature: string | undefined, person: PersonId, place: string): boolean
}

/**
 * Hearth sends a private answer to the asker's own chat, and its buttons act where the question was asked. The asker's Teams
 * carries that place: it can read a signed place, but not make one up.
 */
export function createPlaceSigner(secret: string): PlaceSigner {
  const sign = (person: PersonId, place: string) =>
    createHmac('sha256', `hearth, private answers: ${secret}`)
      .update(`${person} ${place}`)
      .digest('base64url')
  return {
    sign: sign,
    verify(signature, person, place) {
      const expected = Buffer.from(sign(person, place))
      const given = Buffer.from(signature ?? '')
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}
