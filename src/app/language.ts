import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { packageRoot } from '../config/paths.ts'
import type { Content } from '../content/load.ts'
import type { Grammar } from '../core/language/grammar.ts'
import { createLanguageNames, type LanguageNames } from '../core/language/language-names.ts'
import { lazily } from '../core/language/lazily.ts'
import { readLine } from '../core/language/normalize.ts'
import { peopleClasses } from '../core/language/people.ts'
import { careIn, createReader, type Reader, type Reading } from '../core/language/reader.ts'
import { temporalClasses } from '../core/language/temporal.ts'
import { createSpeller } from '../core/language/typos.ts'
import { createVocabulary, type Vocabulary, type Worked } from '../core/language/vocabulary.ts'
import { foldedWords } from '../core/text.ts'
import { calendarGrammar } from '../features/calendar/grammar.ts'
import { icebreakerGrammar } from '../features/icebreaker/grammar.ts'
import { weeklyGrammar } from '../features/icebreaker/weekly-grammar.ts'
import { importGrammar } from '../features/import/grammar.ts'
import { ownIcebreakersGrammar } from '../features/own-icebreakers/grammar.ts'
import { peopleGrammar } from '../features/people/grammar.ts'
import { planGrammar } from '../features/plan/grammar.ts'
import { readingsGrammar } from '../features/readings/grammar.ts'
import { closedGrammar } from '../features/settings/closed-grammar.ts'
import { settingsGrammar } from '../features/settings/grammar.ts'
import { thingsGrammar } from '../features/things/grammar.ts'
import { gatheringGrammar, holdGrammar, noteGrammar } from '../features/walkthrough/grammar.ts'
import { yearGrammar } from '../features/year/grammar.ts'

/** What Hearth reads lines with: the words of the content, and each feature's own grammar. */
export interface Language {
  vocabulary: Vocabulary
  read: Reader
  /** Makes a part of what the first line would else wait for; false: there is no more of it. */
  prepare(): boolean
  /** Distress in a line, wherever it is typed. */
  careIn(typed: string): Reading | undefined
}

/** Each content's own, made once. */
const made = new WeakMap<Content, Language>()

/** By far the most of it in time and memory, so contents with the entries and the languages of the first share its own. */
const vocabularies = new WeakMap<Content['language'], { codes: string; vocabulary: Vocabulary }>()

function vocabularyOf(
  { language, translations }: Content,
  classes: LanguageNames['classes'],
  before?: () => Partial<Worked>,
): Vocabulary {
  const codes = translations.map(one => one.language).join(' ')
  const known = vocabularies.get(language)
  if (known?.codes === codes) return known.vocabulary
  const vocabulary = createVocabulary(language, { ...temporalClasses, ...peopleClasses, ...classes }, before)
  if (!known) vocabularies.set(language, { codes, vocabulary })
  return vocabulary
}

/** What is public or final is never read into a misspelled word. */
const neverGuessed =
  /^(?:post|posted|posting|share|shared|sharing|forget|delete|deleted|erase|remove|wipe|publish|purge|never|retire|suicide|suicidal|kill|killing|dying|dead|died|death)$/

/** Makes ahead, in pieces between other work, what the first line would else wait for. */
export async function prepareLanguage({ prepare }: Language, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && prepare()) await pause(undefined, { ref: false })
}

/** Makes the reader of this content; `before` is what a build worked out of its words. */
export function createLanguage(content: Content, before?: () => Partial<Worked>): Language {
  const known = made.get(content)
  if (known) return known
  const language = languageOf(content, before)
  made.set(content, language)
  return language
}

function languageOf(content: Content, before?: () => Partial<Worked>): Language {
  const languages = createLanguageNames(content.translations.map(one => one.language))
  const vocabulary = vocabularyOf(content, languages.classes, before)
  const grammars: readonly Grammar[] = [
    icebreakerGrammar,
    weeklyGrammar,
    planGrammar,
    readingsGrammar(content),
    ownIcebreakersGrammar,
    peopleGrammar,
    closedGrammar,
    settingsGrammar(languages),
    gatheringGrammar,
    noteGrammar,
    importGrammar,
    calendarGrammar,
    yearGrammar,
    thingsGrammar,
    holdGrammar,
  ]
  const written = lazily(() => wordsOf(content))
  const known = (word: string) =>
    vocabulary.words.has(word) ||
    vocabulary.isFiller(word) ||
    vocabulary.spellings.has(word) ||
    written().all().has(word) ||
    (word.endsWith('s') &&
      (vocabulary.words.has(word.slice(0, -1)) || written().all().has(word.slice(0, -1))))
  const spell = lazily(() => {
    const meant = [...vocabulary.words].filter(word => !neverGuessed.test(word))
    return createSpeller(meant, known)
  })
  return {
    vocabulary,
    read: createReader({ vocabulary, grammars, spell: word => spell()(word) }),
    prepare() {
      if (vocabulary.prepare() || written().prepare()) return true
      spell()
      return false
    },
    careIn: typed => careIn(readLine(typed, vocabulary.spellings), vocabulary),
  }
}

/** What a build works out of the words of the content that comes with Hearth: to do so took two thirds of a start. */
interface WorkedLanguage extends Worked {
  /** The checksum of the words that it was worked out of. */
  of: string
}

/** What a build keeps of a content's words. */
export const workOut = (content: Content): WorkedLanguage => ({
  of: checksumOf(content),
  ...createLanguage(content).vocabulary.worked(),
})

/** What the build worked out; nothing where a library has words of its own, or where Hearth runs from its sources alone. */
export function workedBefore(content: Content): Partial<Worked> {
  try {
    const file = join(packageRoot(), 'dist', 'language.json')
    const worked: WorkedLanguage = JSON.parse(readFileSync(file, 'utf8'))
    return worked.of === checksumOf(content) ? worked : {}
  } catch {
    return {}
  }
}

/** The names of languages are words too. */
const checksumOf = ({ language, translations }: Content): string =>
  createHash('sha256')
    .update(JSON.stringify([language, translations.map(one => one.language)]))
    .digest('hex')

/** Texts whose words are gathered at a time: few enough to keep nobody waiting. */
const mostGathered = 200

/** Every word of the content: spelled right, and no slip of another. `prepare` gathers some of them ahead; false: there are no more. */
function wordsOf({ icebreakers, readings, walkthroughs, guide }: Content) {
  const said = [
    ...icebreakers.flatMap(one => [one.text, one.host_first, one.bridge, one.online_version, one.pass_line]),
    ...readings.flatMap(one => [one.title, one.summary]),
    ...walkthroughs.flatMap(one => [
      one.summary,
      ...one.steps.flatMap(step => [step.question, step.why, ...step.nudges]),
    ]),
    ...guide.sections.flatMap(one => [one.summary, ...one.actions.map(action => action.text)]),
  ]
  const found = new Set<string>()
  return { prepare: gatherSome, all }

  function gatherSome(): boolean {
    for (const text of said.splice(0, mostGathered))
      for (const word of foldedWords(text).split(/[^\p{L}]+/u)) if (word) found.add(word)
    return said.length > 0
  }

  function all(): ReadonlySet<string> {
    while (said.length > 0) gatherSome()
    return found
  }
}
