import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { slug } from '../core/content-id.ts'
import { type LanguageEntry, languageSchema } from '../core/language/vocabulary.ts'
import { isOperatorError, OperatorError } from '../core/operator-error.ts'
import type { Closure } from '../core/schedule/closures.ts'
import { type Presumption, presumptionSchema } from '../features/icebreaker/presumption.ts'
import { type Icebreaker, icebreakerSchema } from '../features/icebreaker/schema.ts'
import { type Guide, guideSchema, type Reading, readingSchema } from '../features/readings/schema.ts'
import { planId, type Walkthrough, walkthroughSchema } from '../features/walkthrough/schema.ts'
import { type CalendarFile, readCalendar } from './calendar-file.ts'
import { type Allowance, inTime, limits, newAllowance, readText, UnusableFile } from './content-file.ts'
import { spelledAsToday } from './earlier-spellings.ts'
import { cutTexts, valueInWords } from './faults-in-words.ts'
import { contentNames, strangeNames } from './file-names.ts'
import { faultOn, keyOf, type ReadBefore, readBefore, readContent } from './yaml-file.ts'

/** All that Hearth says of the guide, read once at start. */
export interface Content {
  guide: Guide
  readings: readonly Reading[]
  icebreakers: readonly Icebreaker[]
  presumptions: readonly Presumption[]
  walkthroughs: readonly Walkthrough[]
  /** How people say what they want. */
  language: readonly LanguageEntry[]
  /** Closed days from the calendar files of the library's own folder. */
  closures: readonly Closure[]
  /** What could not be used of those files, in sentences. */
  leftOut: readonly string[]
}

/** The code of content that cannot be used: the message names every fault at once, each with its file, line and field. */
export const badContent = 'ECONTENT'

/** An entry that takes away the built-in one with this id. */
export const retiredSchema = z.strictObject({ id: slug, retired: z.literal(true) })

interface Entry {
  id: string
  retired?: true
  value: unknown
}

interface Known {
  /** Files that were read and checked before are taken as they were then. */
  before: ReadBefore
  /** Told of each that was read and checked now. */
  read?(key: string, value: unknown): void
}

/** What a build keeps of the content: the files without faults. */
export function readForBuild(builtIn: string): ReadBefore {
  const kept: Record<string, unknown> = {}
  try {
    loadContent(builtIn, undefined, { before: {}, read: (key, value) => (kept[key] = value) })
  } catch (error) {
    // The start tells it, with file and line.
    if (!isOperatorError(error, badContent)) throw error
  }
  return kept
}

/**
 * Reads the built-in content and, over it, a library's own: there an entry with a known id replaces it,
 * one with a new id is added, and `retired: true` takes one away.
 */
export function loadContent(
  builtIn: string,
  own?: string,
  known: Known = { before: readBefore() },
  now = Date.now(),
  patienceMs?: number,
): Content {
  const faults: string[] = []
  const told: string[] = []
  const allowance = newAllowance(patienceMs)
  if (own && !isFolder(own))
    faults.push(`CONTENT_DIR: there is no folder ${own}. Make it, or remove the variable.`)
  const folders = own && isFolder(own) ? [builtIn, own] : [builtIn]

  const content = {
    guide: one('guide', guideSchema),
    readings: many<Reading>('readings', readingSchema),
    icebreakers: many<Icebreaker>('icebreakers', icebreakerSchema),
    presumptions: many<Presumption>('presumptions', presumptionSchema),
    language: many<LanguageEntry>('language', languageSchema),
    // One file, one walk-through: that is how people copy and revise them.
    walkthroughs: many<Walkthrough>('walkthroughs', walkthroughSchema, aloneIn),
  }
  if (own && isFolder(own)) told.push(...strangersIn(own, faults))
  faults.push(...misfits(content.guide, content.walkthroughs))
  const calendars = calendarsIn(folders[1], now, allowance)
  faults.push(...calendars.faults)
  if (faults.length > 0)
    throw new OperatorError(
      badContent,
      `The content cannot be used:\n${[...new Set(faults)].map(fault => `- ${fault}`).join('\n')}`,
    )
  const { closures, leftOut } = calendars
  return { ...content, closures, leftOut: [...told, ...leftOut] } as Content

  function one<T>(name: string, schema: z.ZodType<T>): T | undefined {
    const file = folders.flatMap(folder => filesOf(folder, name, faults, told)).at(-1)
    if (file) return check(name, file, schema)
    faults.push(`${join(builtIn, `${name}.yaml`)} is missing.`)
    return undefined
  }

  function many<T extends { id: string }>(
    name: string,
    schema: z.ZodType<T>,
    shape: (schema: z.ZodType<T>) => z.ZodType<Entry[]> = listOf,
  ): T[] {
    const entries = new Map<string, T>()
    for (const folder of folders) {
      const here = new Set<string>()
      for (const file of filesOf(folder, name, faults, told)) {
        for (const { id, retired, value } of check(name, file, shape(schema)) ?? []) {
          if (here.has(id)) faults.push(`${file}: the id "${id}" stands twice in this folder.`)
          here.add(id)
          if (retired && !entries.delete(id))
            told.push(`${file}: there is no “${id}” that could be retired. Look at how its id is written.`)
          if (!retired) entries.set(id, value as T)
        }
      }
    }
    return [...entries.values()]
  }

  /** What is a library's own is read within limits; what is ours takes as long as it takes. */
  function check<T>(name: string, file: string, schema: z.ZodType<T>): T | undefined {
    const found = usable((): Checked<T> => {
      const isOurs = file.startsWith(builtIn)
      const { text, told: asSaved } = readText(file, limits.fileBytes, isOurs ? newAllowance() : allowance)
      if (asSaved) told.push(`${file}: ${asSaved}`)
      if (!isOurs)
        for (const { line, ends } of cutTexts(text))
          told.push(
            `${file}:${line}: the text ends at “… ${ends}”: what stands behind “ #” is not read. If it belongs to the text, put all of it between quotation marks.`,
          )
      const key = keyOf(name, text)
      if (known.before[key] !== undefined) return { value: known.before[key] as T, faults: [] }
      return isOurs ? checked(key, text, schema) : inTime(allowance, () => checked(key, text, schema))
    })
    faults.push(...found.faults.map(fault => `${file}:${fault}`))
    if (found.more !== undefined && found.more > 0) faults.push(`${file}: and ${found.more} more like these.`)
    return found.value
  }

  function checked<T>(key: string, text: string, schema: z.ZodType<T>): Checked<T> {
    const found = readContent(text)
    if (found.faults.length > 0)
      return { faults: found.faults.slice(0, limits.faults), more: found.faults.length - limits.faults }
    const parsed = schema.safeParse(found.value)
    if (parsed.success) {
      known.read?.(key, parsed.data)
      return { value: parsed.data, faults: [] }
    }
    const { issues } = parsed.error
    return {
      faults: issues.slice(0, limits.faults).map(({ path, message }) => {
        const line = found.lineOf(path)
        const stands = text.split('\n')[line - 1] ?? ''
        return faultOn(
          line,
          stands,
          valueInWords(path, message, stands),
          `${path.join('.') || 'the whole file'}: `,
        )
      }),
      more: issues.length - limits.faults,
    }
  }
}

/** What a file came to, and what is wrong with it, each with its line. */
interface Checked<T> {
  value?: T
  faults: string[]
  /** How many more there are, which nobody would read. */
  more?: number
}

/** A file that cannot be used at all is a fault as well. */
function usable<T extends { faults: string[] }>(
  read: () => T,
): T | { value?: undefined; more?: undefined; faults: string[] } {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    return { faults: [` ${error.message}`] }
  }
}

/** A file's entries, each valid, or retired. Which of the two is meant is told by `retired`, so that faults name the field. */
function listOf<T extends { id: string }>(schema: z.ZodType<T>): z.ZodType<Entry[]> {
  return z.array(entryOf(schema))
}

/** A file that holds one entry and nothing else. */
function aloneIn<T extends { id: string }>(schema: z.ZodType<T>): z.ZodType<Entry[]> {
  return entryOf(schema).transform(entry => [entry])
}

function entryOf<T extends { id: string }>(schema: z.ZodType<T>) {
  return z.unknown().transform((written, context): Entry => {
    const value = spelledAsToday(written)
    const retired = typeof value === 'object' && value !== null && 'retired' in value
    const parsed = (retired ? retiredSchema : schema).safeParse(value)
    if (parsed.success) return { id: parsed.data.id, value: parsed.data, ...(retired && { retired }) }
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message })
    return z.NEVER
  })
}

/** Walk-throughs that no one could find or start: in a section the guide has not, or under a word that is taken. */
function misfits(guide: Guide | undefined, all: readonly Walkthrough[]): string[] {
  const sections = new Set(guide?.sections.map(section => section.id))
  const lost = guide ? all.filter(one => !sections.has(one.section)) : []
  const taken = all.filter((one, at) => all.findIndex(other => other.command === one.command) !== at)
  const renamed = all.filter(one => one.id === planId && one.command !== planId)
  const posing = all.filter(one => one.id !== planId && one.command === planId)
  return [
    ...posing.map(
      one =>
        `walkthroughs, ${one.id}: command: choose another word than “plan”, since reminders that are set ask for it.`,
    ),
    ...renamed.map(
      () => 'walkthroughs, plan: command: it stays “plan”, since reminders that are set ask for it.',
    ),
    ...lost.map(one => `walkthroughs, ${one.id}: section: the guide has no section "${one.section}".`),
    ...taken.map(one => `walkthroughs, ${one.id}: command: "${one.command}" is another walk-through’s word.`),
  ]
}

/** The calendar files (`*.ics`) of a folder, and of `closings` in it. */
function calendarsIn(own: string | undefined, now: number, allowance: Allowance): CalendarFile {
  const today = new Date(now).toISOString().slice(0, 10)
  const folders = own ? [own, join(own, 'closings')].filter(isFolder) : []
  const faults: string[] = []
  const files = folders.flatMap(folder => namesIn(folder, /\.ics$/i, faults).map(file => join(folder, file)))
  const read = files.map(file => {
    const found = usable(() => {
      const { text } = readText(file, limits.calendarBytes, allowance)
      return inTime(allowance, () => readCalendar(text, basename(file), today))
    })
    const { closures, leftOut } = 'closures' in found ? found : { closures: [], leftOut: [] }
    return {
      closures,
      leftOut: leftOut.map(what => `${basename(file)}: ${what}, so it closes nothing.`),
      faults: found.faults.map(fault => `${file}: ${fault.trim()}`),
    }
  })
  return {
    closures: read.flatMap(one => one.closures),
    leftOut: read.flatMap(one => one.leftOut),
    faults: [...faults, ...read.flatMap(one => one.faults)],
  }
}

/** `name.yaml` and every YAML file in the folder `name`, in the order of their names. */
function filesOf(folder: string, name: string, faults: string[], told: string[]): string[] {
  const isIt = new RegExp(`^${name}\\.ya?ml$`, 'i')
  const single = namesIn(folder, isIt, faults).map(file => join(folder, file))
  const inner = join(folder, name)
  if (!isFolder(inner)) return single
  const found = contentNames(namesIn(inner, anyYaml, faults))
  told.push(...found.passedOver.map(one => `${join(inner, one.name)}: ${one.why}`))
  return [...single, ...found.names.map(file => join(inner, file))]
}

/** What looks like content, whatever else its name has. */
const anyYaml = /\.ya?ml(?:\.txt|~)?$/i

/** What content there is, by the name of its file or folder. */
const kinds = ['guide', 'readings', 'icebreakers', 'presumptions', 'language', 'walkthroughs']

/** Files at the top of a library's folder that only look like content: one that is never read would look as if it were in use. */
function strangersIn(own: string, faults: string[]): string[] {
  const found = contentNames(namesIn(own, anyYaml, faults))
  return [...found.passedOver, ...strangeNames(found.names, kinds)].map(
    ({ name, why }) => `${join(own, name)}: ${why}`,
  )
}

/** In their order; none of a folder that cannot be read, or holds more than anybody writes. */
function namesIn(folder: string, ending: RegExp, faults: string[]): string[] {
  try {
    const names = readdirSync(folder).filter(name => ending.test(name))
    if (names.length <= limits.files) return names.sort()
    faults.push(
      `${folder}: it has ${names.length} files, and I read ${limits.files} of all content. Put several entries into one file, or take out what is no content.`,
    )
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    faults.push(
      `${folder}: I may not read this folder (${code}). Let whoever Hearth runs as read it (chmod a+rx).`,
    )
  }
  return []
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
