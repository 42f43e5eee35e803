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

/** Whether two names are other ones, and nobody sees that: `Аna`, which begins with a Cyrillic letter. */
export const looksAlike = (one: string, other: string): boolean =>
  !isSameName(one, other) && slug(skeletonOf(one)) === slug(skeletonOf(other))

/** Letters of other scripts that are drawn as Latin ones are, each before its Latin one. */
const alike =
  'АAВBЕEКKМMНHОOРPСCТTУYХXІIЇÏЈJЅSҮYԚQԜWаaеeоoрpсcуyхxіiїïјjѕsһhԁdԛqԝwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvρpυuкk0o'
const latin = new Map(
  [...alike].flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, all[at + 1] ?? letter] as const] : [])),
)

/** A name in the letters that it seems to be written in. */
const skeletonOf = (name: string): string =>
  [...name.normalize('NFKC')]
    .map(letter => latin.get(letter) ?? letter)
    .join('')
    // A capital I and a small l are one stroke; within a word it is an l, at its beginning an I.
    .replace(/(?<=\p{Ll})[I1|]/gu, 'l')
    .replace(/(?<![\p{L}\p{M}])[l1|](?=\p{Ll})/gu, 'I')

/** An id for somebody new: nobody who comes later gets it again, whatever they are called. */
export const idFor = (name: string, random: string): string => {
  const readable = [...slug(name)].slice(0, 30).join('').replace(/-+$/, '')
  return `${readable}-${random
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 8)}`
}
