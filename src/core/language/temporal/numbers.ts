import type { Line } from '../normalize.ts'

/** Each word at the place of its number. */
export const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

const tens: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

const spanish =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'.split(' ')

/** Each word at the place it says. */
export const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')

const byWord: ReadonlyMap<string, number> = new Map([
  ...spanish.map((word, at) => [word, at] as const),
  ...Object.entries(tens),
  ['dozen', 12],
  ...numbers.map((word, at) => [word, at] as const),
])

/** The number a word says: `5`, `five`, `a dozen`; NaN where it says none. */
export const numberOf = (word: string): number =>
  /^\d{1,6}$/.test(word) ? Number(word) : (byWord.get(word) ?? Number.NaN)

/** The number at a place, and how many words it took: `twenty five`, `a dozen`, `15`. */
export function numberAt({ words }: Line, at: number): { value: number; taken: number } | undefined {
  const word = words[at]?.text ?? ''
  const next = words[at + 1]?.text ?? ''
  if ((word === 'a' || word === 'an') && next === 'dozen') return { value: 12, taken: 2 }
  if (word === 'a' && (next === 'couple' || next === 'few'))
    return { value: next === 'couple' ? 2 : 3, taken: words[at + 2]?.text === 'of' ? 3 : 2 }
  if (word === 'half' && next === 'a' && words[at + 2]?.text === 'dozen') return { value: 6, taken: 3 }
  if ((word === 'a' || word === 'one') && next === 'hundred') return { value: 100, taken: 2 }
  if (word === 'couple') return { value: 2, taken: next === 'of' ? 2 : 1 }
  const value = numberOf(word)
  if (Number.isNaN(value)) return undefined
  if (next === 'dozen' && value < 20) return { value: value * 12, taken: 2 }
  const ones = numbers.indexOf(next)
  const compound = value >= 20 && value % 10 === 0 && ones > 0 && ones < 10 && /^[a-z]+$/.test(word)
  return compound ? { value: value + ones, taken: 2 } : { value, taken: 1 }
}

/** Which in a row: `third`, `3rd`, `number 3`, `#3`, `3`. */
export function ordinalOf(word: string): number {
  const at = ordinals.indexOf(word)
  if (at > 0) return at
  const counted = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)
  return counted ? Number(counted[1]) : numberOf(word)
}
