import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PersonId } from '../../../src/core/incoming.ts'

/** Marks the places that buttons act in, so that nobody can name one where they are not. */
export interface PlaceSigner {
  sign(person: PersonId, place: string): string
  verify(signature: string | undefined, person: PersonId, place: string): boolean
}

/**
 * A private answer stands in the asker's own chat, and its buttons act where it was asked. That place travels through the
 * asker's Teams: sealed, it can be read there, but not made up.
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
