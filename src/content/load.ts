import type { z } from 'zod'
import { nearest } from '../core/language/did-you-mean.ts'
import { type LanguageEntry, languageSchema } from '../core/language/vocabulary.ts'
import { isOperatorError, OperatorError } from '../core/operator-error.ts'
import type { Closure } from '../core/schedule/closures.ts'
import { english, type Phrases, type Said } from '../core/translation/phrases.ts'
import { type Presumption, presumptionSchema } from '../features/icebreaker/presumption.ts'
import { type Icebreaker, icebreakerSchema } from '../features/icebreaker/schema.ts'
import { type Guide, guideSchema, type Reading, readingSchema } from '../features/readings/schema.ts'
import { type Walkthrough, walkthroughSchema } from '../features/walkthrough/schema.ts'
import { type CalendarFile, readCalendar } from './calendar-file.ts'
import { careFault, carePhraseFault } from './care.ts'
import { type Allowance, inTime, limits, newAllowance, UnusableFile } from './content-file.ts'
import { filesOf, namesIn, pathIn, type Told, tellStrangers } from './content-folder.ts'
import { alone, type Checked, type Checker, type Entry, listed, named, whole } from './entries.ts'
import { cutTexts } from './faults-in-words.ts'
import { misfits } from './misfits.ts'
import { phraseFault } from './phrase-list.ts'
import { type ContentSource, filesSource, folderSource, type SourceFile } from './source.ts'
import {
  type IcebreakerTranslation,
  icebreakerTranslationSchema,
  languagesIn,
  phrasesOf,
  phrasesSchema,
  type ReadingTranslation,
  readingTranslationSchema,
  strangeParts,
  type WalkthroughTranslation,
  walkthroughTranslationSchema,
} from './translations.ts'
import { keyOf, type ReadBefore, readBefore } from './yaml-file.ts'

/** All that Hearth says of the guide, read once at start. */
export interface Content {
  guide: Guide
  readings: readonly Reading[]
  icebreakers: readonly Icebreaker[]
  presumptions: readonly Presumption[]
  walkthroughs: readonly Walkthrough[]
  /** How people say what they want. */
  language: readonly LanguageEntry[]
  /** What Hearth says, in the other languages that there is a folder for. */
  translations: readonly Phrases[]
  /** What the library says in English words of its own, if it does. */
  ownWords: readonly Phrases[]
  /** Closed days from the calendar files of the library's own folder. */
  closures: readonly Closure[]
  /** What is wrong in the library's own files, each with its file, its line and how it should be: it is left out, and the rest is used. */
  faults: readonly string[]
  /** What else was not used of those files, or should be looked at, in sentences. */
  leftOut: readonly string[]
}

/** The code of content that cannot be used: the message names every fault at once, each with its file, line and field. */
export const badContent = 'ECONTENT'

/** What need not be read and checked again. */
export interface Known {
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

/** One place that content is read from, over those before it, and who is told what of it. */
interface Layer {
  source: ContentSource
  told: Told
  faults: Set<string>
  notes: Set<string>
}

function layerOf(source: ContentSource): Layer {
  const [faults, notes] = [new Set<string>(), new Set<string>()]
  return {
    source,
    told: { fault: one => faults.add(one), note: one => notes.add(one) },
    faults,
    notes,
  }
}

/**
 * Reads the built-in content and, over it, a library's own: there an entry with a known id replaces it, one with a new id is added, and
 * `retired: true` takes one away. What is wrong in a library's own is told and left out: nothing in it keeps Hearth from starting.
 * @throws {OperatorError} where the built-in content has a fault, or the library's folder is not there.
 */
export function loadContent(
  builtIn: string,
  own?: string,
  known: Known = { before: readBefore() },
  now = Date.now(),
  patienceMs?: number,
): Content {
  const ours = layerOf(folderSource(builtIn))
  const theirs = own === undefined || own === '' ? undefined : layerOf(folderSource(own))
  const isThere = theirs?.source.isFolder('') === true
  if (theirs && !isThere)
    ours.told.fault(`CONTENT_DIR: there is no folder ${own}. Make it, or remove the variable.`)
  return loadLayers(ours, theirs && isThere ? [theirs] : [], known, now, patienceMs)
}

/** One library's own files, by their paths, with their texts. */
export interface PackOptions {
  builtIn: string
  /** The folder in CONTENT_DIR, which is beneath it. */
  own: string | undefined
  files: ReadonlyMap<string, string>
}

/** Somebody’s file may be made so that reading it never ends. */
const packMs = 5_000

/** What a library's own files come to, over all that every library has: they are all that is told of. Its `language` is nobody's own. */
export function loadPack({ builtIn, own, files }: PackOptions): Content {
  const theirs = own ? [layerOf(folderSource(own))].filter(one => one.source.isFolder('')) : []
  const layers = [...theirs, layerOf(filesSource(files))]
  const known = { before: readBefore() }
  return { ...loadLayers(layerOf(folderSource(builtIn)), layers, known, Date.now(), packMs), language: [] }
}

function loadLayers(
  built: Layer,
  over: readonly Layer[],
  known: Known,
  now: number,
  patienceMs?: number,
): Content {
  const allowance = newAllowance(patienceMs)
  const ours = built.told
  const layers = [built, ...over]
  const last = over.at(-1)
  /** What a library took away, by its kind and id. */
  const retiredIds = new Set<string>()

  /** What the content itself says, looked for once. */
  let contentTexts: ReadonlySet<string> | undefined

  const guides = one('guide', guideSchema)
  const icebreakers = many<Icebreaker>('icebreakers', listed(icebreakerSchema))
  const readings = many<Reading>('readings', listed(readingSchema))
  const presumptions = many<Presumption>('presumptions', listed(presumptionSchema))
  const language = many<LanguageEntry>('language', listed(languageSchema), '', careFault)
  // People who speak two languages mix them: the words of all are read together.
  for (const other of new Set(layers.flatMap(({ source }) => languagesIn(source))))
    for (const [id, entries] of many<LanguageEntry>('language', listed(languageSchema), other, careFault))
      language.set(
        id,
        entries.map(one => ({ ...one, value: { ...one.value, language: other } })),
      )
  // One file, one walk-through: that is how people copy and revise them.
  const walks = many<Walkthrough>('walkthroughs', alone(walkthroughSchema))
  for (const { source, told } of over) tellStrangers(source, told)
  const guide = fittingGuide()
  const walkthroughs = guide ? fittingWalks(guide) : []
  const translations = [...new Set(layers.flatMap(({ source }) => languagesIn(source)))]
    .sort()
    .map(translated)
  const ownWords = translated(english)
  const closures = over.flatMap(({ source, told }) => calendarsIn(source, now, allowance, told))
  if (built.faults.size > 0 || !guide)
    throw new OperatorError(
      badContent,
      `The content cannot be used:\n${[...built.faults].map(fault => `- ${fault}`).join('\n')}`,
    )
  return {
    guide,
    readings: valuesOf(readings),
    icebreakers: valuesOf(icebreakers),
    presumptions: valuesOf(presumptions),
    language: valuesOf(language),
    translations,
    ownWords: ownWords.phrases.size > 0 ? [ownWords] : [],
    walkthroughs,
    closures,
    faults: [...(last?.faults ?? [])],
    leftOut: [...built.notes, ...(last?.notes ?? [])],
  }

  /** Of each layer the one that it has. */
  function one<T>(name: string, schema: z.ZodType<T>): Placed<T>[] {
    const found = layers.flatMap(({ source, told }) =>
      filesOf(source, name, told).flatMap(file => {
        const value = check(name, file, whole(schema), told)
        return value === undefined ? [] : [{ value, file, told }]
      }),
    )
    if (!found.some(({ told }) => told === ours) && built.faults.size === 0)
      ours.fault(`${built.source.nameOf(`${name}.yaml`)} is missing.`)
    return found
  }

  /** All entries, by their ids, each with the ones that it stands in place of. */
  function many<T extends { id: string }>(
    name: string,
    checker: Checker<Entry[]>,
    within = '',
    refused: (entry: Entry, before: T | undefined) => string | undefined = () => undefined,
  ): Map<string, Placed<T>[]> {
    const entries = new Map<string, Placed<T>[]>()
    for (const { source, told } of layers) {
      const here = new Set<string>()
      if (!source.isFolder(within)) continue
      for (const file of filesOf(source, name, told, within)) {
        for (const entry of check(within === '' ? name : `${within}/${name}`, file, checker, told) ?? []) {
          const { id, retired, value } = entry
          const unsafe = told === ours ? undefined : refused(entry, entries.get(id)?.[0]?.value)
          if (unsafe) {
            told.fault(`${file.name}: ${unsafe}`)
            continue
          }
          if (here.has(id)) {
            told.fault(
              `${file.name}: the id “${id}” stands twice in this folder. The first is used; give the other a name of its own.`,
            )
            continue
          }
          here.add(id)
          if (retired) retiredIds.add(`${name}/${id}`)
          if (!retired) entries.set(id, [{ value: value as T, file, told }, ...(entries.get(id) ?? [])])
          else if (!entries.delete(id))
            told.note(`${file.name}: there is no “${id}” that could be retired. ${didYouMean(id, entries)}`)
        }
      }
    }
    return entries
  }

  /** What is wrong with a phrase that a library changes: perhaps Hearth says it no longer. */
  function strangePhrase(key: string, said: Said): string | undefined {
    contentTexts ??= new Set(
      [...icebreakers, ...readings, ...walks, ...presumptions, ...language]
        .flatMap(([, all]) => all.flatMap(one => textsIn(one.value)))
        .concat(textsIn(guides.map(one => one.value))),
    )
    return contentTexts.has(key) ? carePhraseFault(key, said, valuesOf(language)) : phraseFault(key)
  }

  /** A language's folder of each layer, against the English that it is of. */
  function translated(language: string): Phrases {
    const of = {
      icebreakers: twins<IcebreakerTranslation, Icebreaker>(
        'icebreakers',
        icebreakers,
        listed(icebreakerTranslationSchema),
      ),
      readings: twins<ReadingTranslation, Reading>('readings', readings, listed(readingTranslationSchema)),
      walkthroughs: twins<WalkthroughTranslation, Walkthrough>(
        'walkthroughs',
        walks,
        alone(walkthroughTranslationSchema),
        strangeParts,
      ),
      phrases: Object.assign(
        {},
        ...layers.flatMap(({ source, told }) =>
          source.isFolder(language)
            ? filesOf(source, 'phrases', told, language).map(
                file =>
                  check(
                    `${language}/phrases`,
                    file,
                    named(phrasesSchema, told === ours ? undefined : strangePhrase),
                    told,
                  ) ?? {},
              )
            : [],
        ),
      ) as Record<string, Said>,
    }
    const originals = <T>(entries: ReadonlyMap<string, readonly Placed<T>[]>) =>
      new Map([...entries].flatMap(([id, [first]]) => (first ? [[id, first.value] as const] : [])))
    return phrasesOf(language, of, {
      icebreakers: originals(icebreakers),
      readings: originals(readings),
      walkthroughs: originals(walks),
    })

    /** What has its English twin; our translation of ours says nothing of what a library put in its place. */
    function twins<T extends { id: string }, E>(
      name: string,
      english: ReadonlyMap<string, readonly Placed<E>[]>,
      checker: Checker<Entry[]>,
      faultsOf: (one: T, twin: E) => readonly string[] = () => [],
    ): T[] {
      return [...many<T>(name, checker, language)].flatMap(([id, [here]]) => {
        if (!here) return []
        const [twin] = english.get(id) ?? []
        if (!twin) {
          const isKept = retiredIds.has(`${name}/${id}`)
          if (!isKept)
            here.told.fault(`${here.file.name}: there is no “${id}” to translate. ${didYouMean(id, english)}`)
          return []
        }
        if (here.told === ours && twin.told !== ours) return []
        const strange = faultsOf(here.value, twin.value)
        for (const one of strange) here.told.fault(`${here.file.name}: “${id}”: ${one}`)
        return strange.length > 0 ? [] : [here.value]
      })
    }
  }

  /** A library's own guide is used where each of our walk-throughs has its section in it. */
  function fittingGuide(): Guide | undefined {
    for (const { value, file, told } of guides.toReversed()) {
      if (told === ours) return value
      const lost = misfits(
        value,
        valuesOf(walks).filter(walk => walks.get(walk.id)?.[0]?.told === ours),
      )
      if (lost.length === 0) return value
      for (const { why } of lost) told.fault(`${file.name}: this guide does not fit: ${why}`)
    }
    return undefined
  }

  /** Where a library's own walk-through does not fit, ours stays, if it stands in place of one. */
  function fittingWalks(guide: Guide): Walkthrough[] {
    const oursFirst = () =>
      [...walks.values()]
        .flatMap(([one]) => one ?? [])
        .toSorted((a, b) => Number(a.told !== ours) - Number(b.told !== ours))
    for (;;) {
      const lost = misfits(
        guide,
        oursFirst().map(({ value }) => value),
      )
      for (const { walkthrough, field, why } of lost) {
        const [misfit, ...before] = walks.get(walkthrough.id) ?? []
        misfit?.told.fault(`${misfit.file.name}:${lineOfField(misfit.file, field)} ${why}`)
        if (before.length > 0) walks.set(walkthrough.id, before)
        else walks.delete(walkthrough.id)
      }
      if (lost.length === 0) return valuesOf(walks)
    }
  }

  /** What is a library's own is read within limits; what is ours takes as long as it takes. */
  function check<T>(name: string, file: SourceFile, checker: Checker<T>, told: Told): T | undefined {
    const isOurs = told === ours
    const found = usable((): Checked<T> => {
      const { text, told: asSaved } = file.read(limits.fileBytes, isOurs ? newAllowance() : allowance)
      if (asSaved) told.note(`${file.name}: ${asSaved}`)
      if (!isOurs)
        for (const { line, ends } of cutTexts(text))
          told.note(
            `${file.name}:${line}: the text ends at “… ${ends}”: what stands behind “ #” is not read. If it belongs to the text, put all of it between quotation marks.`,
          )
      const key = keyOf(name, text)
      if (known.before[key] !== undefined) return { value: known.before[key] as T, faults: [] }
      const checked = isOurs ? checker(text) : inTime(allowance, () => checker(text))
      if (checked.faults.length === 0) known.read?.(key, checked.value)
      return checked
    })
    for (const fault of found.faults.slice(0, limits.faults)) told.fault(`${file.name}:${fault}`)
    if (found.faults.length > limits.faults)
      told.fault(`${file.name}: and ${found.faults.length - limits.faults} more like these.`)
    return found.value
  }
}

/** An entry, and where it stands. */
interface Placed<T> {
  value: T
  file: SourceFile
  told: Told
}

/** All texts of an entry. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value.trim()]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

/** What counts of each: the last that was put there. */
const valuesOf = <T>(entries: ReadonlyMap<string, readonly Placed<T>[]>): T[] =>
  [...entries.values()].flatMap(([first]) => (first ? [first.value] : []))

/** Where a field stands at the left edge of a file, with a colon behind it. */
function lineOfField(file: SourceFile, field: string): string {
  const { text } = file.read(limits.fileBytes, newAllowance())
  const at = text.split('\n').findIndex(line => line.startsWith(`${field}:`))
  return at < 0 ? '' : `${at + 1}:`
}

function didYouMean(id: string, entries: ReadonlyMap<string, unknown>): string {
  const [near] = nearest(id, entries.keys(), 1)
  return near ? `Did you mean “${near}”?` : 'Look at how its id is written.'
}

/** A file that cannot be used at all is a fault as well. */
function usable<T>(read: () => Checked<T>): Checked<T> {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    return { faults: [` ${error.message}`] }
  }
}

/** What the calendar files (`*.ics`) of a folder, and of `closings` in it, close. */
function calendarsIn(own: ContentSource, now: number, allowance: Allowance, told: Told): Closure[] {
  const today = new Date(now).toISOString().slice(0, 10)
  const folders = ['', 'closings'].filter(own.isFolder)
  const files = folders.flatMap(folder =>
    namesIn(own, folder, /\.ics$/i, told).map(name => ({ name, path: pathIn(folder, name) })),
  )
  return files.flatMap(({ name, path }) => {
    const found = usable((): Checked<CalendarFile> => {
      const { text } = own.read(path, limits.calendarBytes, allowance)
      const value = inTime(allowance, () => readCalendar(text, name, today))
      return { value, faults: value.faults }
    })
    for (const fault of found.faults) told.fault(`${own.nameOf(path)}: ${fault.trim()}`)
    for (const what of found.value?.leftOut ?? []) told.note(`${name}: ${what}, so it closes nothing.`)
    return found.value?.closures ?? []
  })
}
