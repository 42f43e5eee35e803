/** What the content files were once told to say, in British spelling, and what they say now. */
const american = new Map([
  ['energise', 'energize'],
  ['neighbourhood', 'neighborhood'],
  ['organisation', 'organization'],
  ['programme-model', 'program-model'],
])

/** The fields whose values are names of the scheme; everything else in a file is somebody's own words. */
const named: ReadonlySet<string> = new Set(['id', 'purpose', 'tags'])

const today = (name: string): string => american.get(name) ?? name

/** An entry of a content file as it would be written today: a library's own files are read as they were written. */
export function spelledAsToday(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry
  return Object.fromEntries(
    Object.entries(entry).map(([field, value]) => [
      today(field),
      named.has(field) ? nameToday(value) : field === 'presumptions' ? spelledAsToday(value) : value,
    ]),
  )
}

const nameToday = (value: unknown): unknown => {
  if (typeof value === 'string') return today(value)
  return Array.isArray(value) ? value.map(nameToday) : value
}
