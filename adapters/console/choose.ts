import type { Option } from '../../src/core/message.ts'

/** What was chosen, or a sentence that says why it was not understood. */
export type Choice = { value: string } | { problem: string }

/** Finds the one option meant by its number, its label or the beginning of it. */
export function chooseOne(options: readonly Option[], typed: string): Choice {
  const found = find(options, typed)
  return found ? { value: found.value } : { problem: notThere(typed) }
}

/** Finds all options meant, by numbers or words with commas or blanks between them. */
export function chooseSeveral(options: readonly Option[], typed: string): Choice {
  const whole = find(options, typed)
  if (whole) return { value: whole.value }
  const words = typed
    .split(typed.includes(',') ? ',' : /\s+/)
    .map(word => word.trim())
    .filter(Boolean)
  const unknown = words.find(word => !find(options, word))
  if (unknown !== undefined) return { problem: notThere(unknown) }
  const values = words.flatMap(word => find(options, word)?.value ?? [])
  return { value: [...new Set(values)].join(',') }
}

const notThere = (typed: string) => `“${typed}” is none of these. Type the number or the word of one of them.`

function find(options: readonly Option[], typed: string): Option | undefined {
  const word = typed.trim().toLowerCase()
  if (word === '') return undefined
  const begins = options.filter(one => one.label.toLowerCase().startsWith(word))
  return (
    options.find(one => one.label.toLowerCase() === word) ??
    (/^\d{1,3}$/.test(word) ? options[Number(word) - 1] : undefined) ??
    options.find(one => one.value.toLowerCase() === word) ??
    (begins.length === 1 ? begins[0] : undefined)
  )
}
