import { z } from 'zod'
import type { Incoming, Place } from './incoming.ts'
import { withoutOverrides } from './text.ts'

const halfPairs = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** The same words without what no store can hold: NUL is left out, half a character pair becomes a replacement sign. */
export const storable = (words: string): string =>
  words.isWellFormed() && !words.includes('\0')
    ? words
    : words.replaceAll('\0', '').replace(halfPairs, '\uFFFD')

/** What came in, in words that can be kept: nearly always just as it came. */
export const cleaned = (incoming: Incoming): Incoming =>
  isStorable(incoming)
    ? incoming
    : {
        ...incoming,
        text: storable(incoming.text),
        values: Object.fromEntries(
          Object.entries(incoming.values).map(([id, value]) => [id, storable(value)]),
        ),
        person: { ...incoming.person, name: storable(incoming.person.name) },
        place: cleanPlace(incoming.place),
        ...(incoming.file && { file: { ...incoming.file, name: fileNameOf(incoming.file.name) } }),
      }

function isStorable({ text, values, person, place, file }: Incoming): boolean {
  const isClean = (words: string) => storable(words) === words
  const names = [person.name, place.name ?? '']
  if (file && fileNameOf(file.name) !== file.name) return false
  return isClean(text) && names.every(isClean) && Object.values(values).every(isClean)
}

/** The name of a file that somebody sends, as it can be kept and shown. */
export const fileNameOf = (name: string): string => withoutOverrides(storable(name))

const cleanPlace = (place: Place): Place =>
  place.name === undefined ? place : { ...place, name: storable(place.name) }

/**
 * A text from outside, of so many characters. Not zod's own `max` and `min`: they ask whatever has a `length` for it, text or not,
 * and `{"length":{"toString":1}}` makes them throw.
 */
export const textUpTo = (most: number, least = 0) =>
  z.string().refine(text => text.length >= least && text.length <= most)
