import { storable } from '../../../src/core/sanitize.ts'
import { slug } from '../address.ts'

const longestName = 60

/** A name as it can be kept and shown; undefined: no letter or digit is in it, or it is too long to be one. */
export function nameOf(typed: string): string | undefined {
  const name = storable(typed)
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return name.length <= longestName && slug(name) !== '' ? name : undefined
}

/** Whether two names are told apart by nobody. */
export const isSameName = (one: string, other: string): boolean => slug(one) === slug(other)

/** An id for somebody new: nobody who comes later gets it again, whatever they are called. */
export const idFor = (name: string, random: string): string => {
  const readable = [...slug(name)].slice(0, 30).join('').replace(/-+$/, '')
  return `${readable}-${random
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 8)}`
}
