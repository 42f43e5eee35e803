import { z } from 'zod'
import { slug } from '../core/content-id.ts'
import { limits } from './content-file.ts'
import { spelledAsToday } from './earlier-spellings.ts'
import { inPlainWords, valueInWords } from './faults-in-words.ts'
import { type ContentFile, faultOn, readContent } from './yaml-file.ts'

/** An entry that takes away the built-in one with this id. */
export const retiredSchema = z.strictObject({ id: slug, retired: z.literal(true) })

/** One entry of a content file: valid, or a word that takes one away. */
export interface Entry {
  id: string
  retired?: true
  value: unknown
}

/** What a file came to: all that can be used of it, and what is wrong with the rest, each with its line. */
export interface Checked<T> {
  value?: T
  faults: readonly string[]
}

/** What a text comes to by a schema. */
export type Checker<T> = (text: string) => Checked<T>

/** A file that holds one thing, all of it or nothing. */
export const whole =
  <T>(schema: z.ZodType<T>): Checker<T> =>
  text => {
    const file = readContent(text)
    if (file.faults.length > 0) return { faults: file.faults }
    const parsed = schema.safeParse(file.value, { reportInput: true })
    if (parsed.success) return { value: parsed.data, faults: [] }
    return { faults: told(file, text, parsed.error.issues, schema, []) }
  }

/** A file of things by their names, each of which is used or left out by itself; `faultOf`: what else may be wrong with one. */
export const named =
  <T>(
    schema: z.ZodType<Record<string, T>>,
    faultOf: (name: string, value: T) => string | undefined = () => undefined,
  ): Checker<Record<string, T>> =>
  text => {
    const all = partsOf(text, /^["'\p{L}]/u).map(({ file, part, from }): Checked<Record<string, T>> => {
      if (file.faults.length > 0) return { faults: file.faults }
      if (file.value === null) return { faults: [] }
      const isNamed = typeof file.value === 'object' && !Array.isArray(file.value)
      const entries = isNamed ? Object.entries(file.value as object) : [['', file.value] as const]
      const checked = entries.map(([name, value]): Checked<Record<string, T>> => {
        const parsed = schema.safeParse(isNamed ? { [name]: value } : value, { reportInput: true })
        if (!parsed.success)
          return { faults: told(file, part, parsed.error.issues, schema, [], undefined, from) }
        const wrong = faultOf(name, parsed.data[name] as T)
        return wrong
          ? { faults: [`${file.lineOf([name])}: ${name}: ${wrong}`] }
          : { value: parsed.data, faults: [] }
      })
      return merged(checked)
    })
    return merged(all)
  }

const merged = <T>(all: readonly Checked<Record<string, T>>[]): Checked<Record<string, T>> => ({
  value: Object.assign({}, ...all.map(({ value }) => value)),
  faults: all.flatMap(({ faults }) => faults),
})

/** The whole text; or entry by entry, where a slip in one of them would take the others along. */
function partsOf(text: string, begin: RegExp): { file: ContentFile; part: string; from: number }[] {
  const whole = [{ file: readContent(text), part: text, from: 0 }]
  if (whole[0]?.file.faults.length === 0) return whole
  const lines = text.split('\n')
  const begins = lines.flatMap((line, at) => (begin.test(line) ? [at] : []))
  if (begins.length < 2 || begins.length > limits.apart) return whole
  const parts = begins.map((from, at) => {
    const part = lines.slice(from, begins[at + 1]).join('\n')
    return { file: readContent(part, from), part, from }
  })
  return parts.every(({ file }) => file.faults.length === 0) ? whole : parts
}

/** A file that holds one entry and nothing else, or a word that takes one away. */
export const alone =
  <T extends { id: string }>(schema: z.ZodType<T>): Checker<Entry[]> =>
  text => {
    const file = readContent(text)
    if (file.faults.length > 0) return { faults: file.faults }
    const { entry, faults } = entryIn(file, text, file.value, schema, [])
    return { ...(entry && { value: [entry] }), faults }
  }

/** A list of entries. One that has a fault is left out, and the others are used; also where the text as a whole cannot be read. */
export const listed =
  <T extends { id: string }>(schema: z.ZodType<T>): Checker<Entry[]> =>
  text => {
    const file = readContent(text)
    if (file.faults.length > 0) return apart(text, file, schema)
    if (file.value === null) return { value: [], faults: [] }
    if (!Array.isArray(file.value)) return { faults: [`1: the whole file: ${noList}`] }
    const all = file.value.map((value, at) => entryIn(file, text, value, schema, [at]))
    return together(all)
  }

/** Entry by entry, where a slip in one of them would take the others along. */
function apart<T extends { id: string }>(
  text: string,
  { faults: ofAll }: ContentFile,
  schema: z.ZodType<T>,
): Checked<Entry[]> {
  const lines = text.split('\n')
  const begins = lines.flatMap((line, at) => (/^-(?:\s|$)/.test(line) ? [at] : []))
  if (begins.length < 2 || begins.length > limits.apart) return { faults: ofAll }
  const all = begins.map((from, at) => {
    const part = lines.slice(from, begins[at + 1]).join('\n')
    const file = readContent(part, from)
    if (file.faults.length > 0) return { faults: file.faults }
    const value = Array.isArray(file.value) ? file.value[0] : undefined
    return entryIn(file, part, value, schema, [0], from)
  })
  // Where each by itself is sound, they are not together: two at a time cannot be told apart.
  return all.every(one => one.faults.length === 0) ? { faults: ofAll } : together(all)
}

const together = (all: readonly { entry?: Entry; faults: readonly string[] }[]): Checked<Entry[]> => ({
  value: all.flatMap(({ entry }) => entry ?? []),
  faults: all.flatMap(({ faults }) => faults),
})

const noList = 'a list of entries belongs here, each of which begins with “- id: ”.'

/** Which of the two kinds of entry is meant is told by `retired`, so that faults name the field. */
function entryIn<T extends { id: string }>(
  file: ContentFile,
  text: string,
  written: unknown,
  schema: z.ZodType<T>,
  path: readonly PropertyKey[],
  from = 0,
): { entry?: Entry; faults: string[] } {
  const value = spelledAsToday(written)
  const retired = typeof value === 'object' && value !== null && 'retired' in value
  const meant = retired ? retiredSchema : schema
  const parsed = meant.safeParse(value, { reportInput: true })
  if (parsed.success)
    return { entry: { id: parsed.data.id, value: parsed.data, ...(retired && { retired }) }, faults: [] }
  return { faults: told(file, text, parsed.error.issues, meant, path, value, from) }
}

/** What is wrong, with the line on which it stands, and under the name by which whoever wrote it knows the entry. */
function told(
  file: ContentFile,
  text: string,
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  path: readonly PropertyKey[],
  entry?: unknown,
  from = 0,
): string[] {
  const lines = text.split('\n')
  const { id } = (typeof entry === 'object' && entry !== null ? entry : {}) as { id?: unknown }
  const name = typeof id === 'string' ? `“${id}”` : path.length > 0 ? `entry ${Number(path[0]) + 1}` : ''
  const missing = issues.filter(isMissing)
  const isBare = missing.length >= mostMissingAlone
  const inOne = isBare
    ? [
        faultOn(
          file.lineOf(path),
          lines[file.lineOf(path) - 1 - from] ?? '',
          {
            says: `these fields are missing: ${missing.map(one => one.path.map(readable).join(', ')).join(', ')}. Copy a whole entry of ours and change its words; an icebreaker can also be sent to me in chat as a list, and I propose the rest.`,
          },
          `${name || 'the whole file'}: `,
        ),
      ]
    : []
  const others = issues.filter(issue => !isBare || !isMissing(issue))
  return [...inOne, ...others.map(inWordsOf)]

  function inWordsOf(issue: z.core.$ZodIssue): string {
    const plain = inPlainWords(issue, schema)
    const line = file.lineOf([...path, ...plain.path])
    const stands = lines[line - 1 - from] ?? ''
    const where = [name, plain.path.map(readable).join(', ')].filter(Boolean).join(', ') || 'the whole file'
    return faultOn(line, stands, valueInWords(plain, stands), `${where}: `)
  }
}

/** From so many fields on that an entry lacks, they are told in one line: it was never a whole one. */
const mostMissingAlone = 3

const isMissing = ({ code, input, path }: z.core.$ZodIssue): boolean =>
  (code === 'invalid_type' || code === 'invalid_value') && input === undefined && path.length > 0

/** A place in a list is counted as people count. */
const readable = (key: PropertyKey): string => (typeof key === 'number' ? `number ${key + 1}` : String(key))
