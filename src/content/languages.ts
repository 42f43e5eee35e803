import { lazily } from '../core/language/lazily.ts'
import type { LanguageEntry } from '../core/language/vocabulary.ts'
import type { Phrases, Said } from '../core/translation/phrases.ts'
import type { Icebreaker } from '../features/icebreaker/schema.ts'
import type { Reading } from '../features/readings/schema.ts'
import type { Walkthrough } from '../features/walkthrough/schema.ts'
import { carePhraseFault } from './care.ts'
import { filesOf } from './content-folder.ts'
import { alone, type Checker, type Entry, listed, named } from './entries.ts'
import { didYouMean, type LayerReader, type Placements, valuesOf } from './layers.ts'
import { phraseFault } from './phrase-list.ts'
import {
  type IcebreakerTranslation,
  icebreakerTranslationSchema,
  phrasesOf,
  phrasesSchema,
  type ReadingTranslation,
  readingTranslationSchema,
  strangeParts,
  type WalkthroughTranslation,
  walkthroughTranslationSchema,
} from './translations.ts'

/** The English that other languages are of, and all else that the content says. */
export interface Originals {
  icebreakers: Placements<Icebreaker>
  readings: Placements<Reading>
  walkthroughs: Placements<Walkthrough>
  language: Placements<LanguageEntry>
  others: readonly unknown[]
}

/** Makes what reads a language's folder of each layer, against the English that it is of. */
export function createLanguageReader(
  { layers, ours, retiredIds, many, check }: LayerReader,
  { icebreakers, readings, walkthroughs, language: vocabulary, others }: Originals,
): (language: string) => Phrases {
  /** What the content itself says, looked for once. */
  const contentTexts = lazily(
    () =>
      new Set(textsIn([...[icebreakers, readings, walkthroughs, vocabulary].map(valuesOfAll), ...others])),
  )

  return language => {
    const of = {
      icebreakers: twins<IcebreakerTranslation, Icebreaker>(
        language,
        'icebreakers',
        icebreakers,
        listed(icebreakerTranslationSchema),
      ),
      readings: twins<ReadingTranslation, Reading>(
        language,
        'readings',
        readings,
        listed(readingTranslationSchema),
      ),
      walkthroughs: twins<WalkthroughTranslation, Walkthrough>(
        language,
        'walkthroughs',
        walkthroughs,
        alone(walkthroughTranslationSchema),
        strangeParts,
      ),
      phrases: phrasesIn(language),
    }
    return phrasesOf(language, of, {
      icebreakers: firstOf(icebreakers),
      readings: firstOf(readings),
      walkthroughs: firstOf(walkthroughs),
    })
  }

  /** What has its English twin; our translation of ours says nothing of what a library put in its place. */
  function twins<T extends { id: string }, E>(
    language: string,
    name: string,
    english: Placements<E>,
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

  function phrasesIn(language: string): Record<string, Said> {
    const found = layers.flatMap(({ source, told }) => {
      if (!source.isFolder(language)) return []
      const checker = named(phrasesSchema, told === ours ? undefined : strangePhrase)
      return filesOf(source, 'phrases', told, language).map(
        file => check(`${language}/phrases`, file, checker, told) ?? {},
      )
    })
    return Object.assign({}, ...found)
  }

  /** What is wrong with a phrase that a library changes: perhaps Hearth says it no longer. */
  function strangePhrase(key: string, said: Said): string | undefined {
    return (
      carePhraseFault(key, said, valuesOf(vocabulary)) ??
      (contentTexts().has(key) ? undefined : phraseFault(key))
    )
  }
}

/** All texts in a value. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value.trim()]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

const valuesOfAll = (entries: Placements<unknown>): unknown[] =>
  [...entries.values()].flatMap(all => all.map(one => one.value))

/** What counts of each, by its id. */
const firstOf = <T>(entries: Placements<T>): ReadonlyMap<string, T> =>
  new Map([...entries].flatMap(([id, [first]]) => (first ? [[id, first.value] as const] : [])))
