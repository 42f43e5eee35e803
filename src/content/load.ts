import { type LanguageEntry, languageSchema } from '../core/language/vocabulary.ts'
import { isOperatorError, OperatorError } from '../core/operator-error.ts'
import type { Closure } from '../core/schedule/closures.ts'
import { english, type Phrases } from '../core/translation/phrases.ts'
import { type Presumption, presumptionSchema } from '../features/icebreaker/presumption.ts'
import { type Icebreaker, icebreakerSchema } from '../features/icebreaker/schema.ts'
import { type Guide, guideSchema, type Reading, readingSchema } from '../features/readings/schema.ts'
import { type Walkthrough, walkthroughSchema } from '../features/walkthrough/schema.ts'
import { calendarsIn } from './calendars.ts'
import { careFault } from './care.ts'
import { newAllowance } from './content-file.ts'
import { tellStrangers } from './content-folder.ts'
import { alone, listed } from './entries.ts'
import { fittingGuide, fittingWalks } from './fitting.ts'
import { createLanguageReader } from './languages.ts'
import { createLayerReader, type Known, type Layer, layerOf, valuesOf } from './layers.ts'
import { filesSource, folderSource } from './source.ts'
import { languagesIn } from './translations.ts'
import { type ReadBefore, readBefore } from './yaml-file.ts'

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
  const reader = createLayerReader({ built, over, known, allowance })
  const { ours, layers, one, many } = reader
  const last = over.at(-1)
  const languages = [...new Set(layers.flatMap(({ source }) => languagesIn(source)))]

  const guides = one('guide', guideSchema)
  const icebreakers = many<Icebreaker>('icebreakers', listed(icebreakerSchema))
  const readings = many<Reading>('readings', listed(readingSchema))
  const presumptions = many<Presumption>('presumptions', listed(presumptionSchema))
  const language = many<LanguageEntry>('language', listed(languageSchema), '', careFault)
  // People who speak two languages mix them: the words of all are read together.
  for (const other of languages)
    for (const [id, entries] of many<LanguageEntry>('language', listed(languageSchema), other, careFault))
      language.set(
        id,
        entries.map(one => ({ ...one, value: { ...one.value, language: other } })),
      )
  // One file, one walk-through: that is how people copy and revise them.
  const walks = many<Walkthrough>('walkthroughs', alone(walkthroughSchema))
  for (const { source, told } of over) tellStrangers(source, told)
  const guide = fittingGuide(guides, walks, ours)
  const walkthroughs = guide ? fittingWalks(guide, walks, ours) : []
  const translated = createLanguageReader(reader, {
    icebreakers,
    readings,
    walkthroughs: walks,
    language,
    others: [...valuesOf(presumptions), ...guides.map(one => one.value)],
  })
  const translations = languages.toSorted().map(translated)
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
}
