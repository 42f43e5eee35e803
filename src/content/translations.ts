import { z } from 'zod'
import { slug } from '../core/content-id.ts'
import { english as inEnglish, type Phrases, placeholdersOf, type Said } from '../core/translation/phrases.ts'
import {
  cardOf,
  chatForm,
  considerations,
  demands,
  type Icebreaker,
  reasonOf,
} from '../features/icebreaker/schema.ts'
import type { Reading } from '../features/readings/schema.ts'
import type { Walkthrough } from '../features/walkthrough/schema.ts'
import type { ContentSource } from './source.ts'

const words = z.string().trim().min(1)

/** An icebreaker in another language: the words only, by the id of the English one. */
export const icebreakerTranslationSchema = z.strictObject({
  id: slug.describe('The id of the English one.'),
  text: words.optional().describe('What the host says.'),
  chat: words.optional().describe('What is posted in a channel.'),
  board: words.optional().describe('The words for a board or a table card.'),
  pass_line: words.optional().describe('How the host offers a pass.'),
  host_first: words.optional().describe('A short answer the host can give first.'),
  bridge: words.optional().describe('A sentence that links the answers to the purpose of the gathering.'),
  online_version: words.optional().describe('How to do it online.'),
  materials: z
    .array(words)
    .optional()
    .describe('What has to be at hand: as many as in English, in their order.'),
  alternatives: z
    .partialRecord(z.enum(demands), words)
    .default({})
    .describe('For each demand, what to offer instead, to everybody.'),
  considerations: z
    .strictObject({
      inclusive: words.optional(),
      age_appropriate: words.optional(),
      presumes: words.optional(),
    })
    .default({})
    .describe('Why it is so, of each of the guide’s three considerations: what stands behind `ok:`.'),
  presumption_fix: words.optional().describe('Words that soften what it presumes.'),
  cards: z
    .array(words)
    .optional()
    .describe('Its cards: as many as in English, in their order, signs and all.'),
  avoid_when: z
    .array(words)
    .optional()
    .describe('When to choose another question: as many as in English, in their order.'),
})

/** A reading's summary in another language. */
export const readingTranslationSchema = z.strictObject({
  id: slug.describe('The id of the English one.'),
  summary: words.describe('What it is about.'),
})

const optionTranslation = z.strictObject({
  id: slug.describe('The id of the English option.'),
  label: words.optional().describe('The option as it is shown.'),
  note: words.optional().describe('A line to go with the option.'),
})

const stepTranslation = z.strictObject({
  id: slug.describe('The id of the English step.'),
  question: words
    .optional()
    .describe('The question; beside one of the guide’s own it is shown as our translation.'),
  why: words.optional().describe('Why it matters.'),
  note: words.optional().describe('A line shown with the question.'),
  source: words.optional().describe('Where what is said here comes from.'),
  nudges: z
    .array(words)
    .optional()
    .describe('What to try when one is stuck: as many as in English, in their order.'),
  options: z.array(optionTranslation).default([]).describe('What can be chosen.'),
})

/** A walk-through in another language: by its id, and those of its steps and options. */
export const walkthroughTranslationSchema = z.strictObject({
  id: slug.describe('The id of the English walk-through.'),
  title: words.optional().describe('Its title.'),
  summary: words.optional().describe('One line that says what it is for.'),
  intro: words.optional().describe('What is said before the first question.'),
  care: words.optional().describe('A line of care.'),
  run_name_hint: words.optional().describe('What a run of it may be called.'),
  leads_to: words.optional().describe('What the button says that leads on from it.'),
  composed: words.optional().describe('The heading of the text that is made of its answers.'),
  opening: words.optional().describe('What is said first in that text.'),
  phrases: z
    .record(slug, words)
    .optional()
    .describe(
      'How the answer to a step is said in it: `{answer}` stands for it, `{label}` for what was chosen.',
    ),
  closing: words.optional().describe('What is said when the last question is behind.'),
  steps: z.array(stepTranslation).default([]).describe('Its questions.'),
})

const forms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/** One of Hearth's own sentences in another language; where it goes with a number, a form for each kind of number. */
const said = z.union([words, z.partialRecord(z.enum(forms), words)])

/** Twice as long as the longest of Hearth's own sentences, and more. */
const longest = 2_000

/** Hearth's own sentences: the English one, then the same in this language. */
export const phrasesSchema = z.record(z.string(), said).superRefine((all, context) => {
  for (const [english, said] of Object.entries(all)) {
    const tooLong = (typeof said === 'string' ? [said] : Object.values(said)).some(
      one => (one?.length ?? 0) > longest,
    )
    if (tooLong)
      context.addIssue({
        code: 'custom',
        path: [english],
        message: `it is longer than ${longest} characters, which is more than anybody is told at once.`,
      })
    const wrong = typeof said === 'string' ? placesFault(english, said) : formsFault(english, said)
    if (wrong) context.addIssue({ code: 'custom', path: [english], message: wrong })
  }
})

function placesFault(english: string, said: string): string | undefined {
  const [there, here] = [placeholdersOf(english), placeholdersOf(said)]
  return there === here
    ? undefined
    : `the braces are not those of the English sentence: it has ${there || 'none'}, this has ${here || 'none'}.`
}

/** The number itself may be left out of a form: “one step”. */
function formsFault(english: string, said: Exclude<Said, string>): string | undefined {
  if (said.other === undefined)
    return 'the form “other” is missing: it is for all numbers that have no form of their own.'
  if (!/\{\w+#\}/.test(english)) return 'it has no number in it, such as {count#}, so it has one form only.'
  const [withNumber, without] = [placeholdersOf(english), placeholdersOf(english.replace(/\{\w+#\}/, ''))]
  return Object.values(said)
    .filter(form => form !== undefined && placeholdersOf(form) !== without)
    .map(form => (placeholdersOf(form) === withNumber ? undefined : placesFault(english, form)))
    .find(Boolean)
}

/** One entry of these. */
export type IcebreakerTranslation = z.output<typeof icebreakerTranslationSchema>
/** One entry of these. */
export type ReadingTranslation = z.output<typeof readingTranslationSchema>
/** One entry of these. */
export type WalkthroughTranslation = z.output<typeof walkthroughTranslationSchema>

/** What one folder holds in its language. */
export interface Translations {
  icebreakers: readonly IcebreakerTranslation[]
  readings: readonly ReadingTranslation[]
  walkthroughs: readonly WalkthroughTranslation[]
  phrases: Readonly<Record<string, Said>>
}

/** The English content that a translation is of. */
export interface Originals {
  icebreakers: ReadonlyMap<string, Icebreaker>
  readings: ReadonlyMap<string, Reading>
  walkthroughs: ReadonlyMap<string, Walkthrough>
}

/** The languages that a content source has a folder for: `es`. */
export const languagesIn = (source: ContentSource): string[] =>
  source.isFolder('')
    ? source
        .namesIn('')
        .filter(name => isLanguage(name) && source.isFolder(name))
        .sort()
    : []

/** Two letters, or three: as the world names languages. */
const isLanguage = (name: string): boolean => /^[a-z]{2,3}$/.test(name) && name !== inEnglish

/** What stands beside what: each English text with its translation. */
export function phrasesOf(
  language: string,
  { icebreakers, readings, walkthroughs, phrases }: Translations,
  originals: Originals,
): Phrases {
  const all = new Map<string, Said>()
  const besideEnglish = new Map<string, string>()
  const put = (english: string | false | undefined, said: Said | undefined) => {
    if (english && said) all.set(english.trim(), said)
  }
  for (const one of icebreakers) {
    const english = originals.icebreakers.get(one.id)
    if (!english) continue
    put(english.text, one.text)
    put(chatForm(english), one.chat ?? (english.chat === undefined ? one.text : undefined))
    put(english.board, one.board)
    put(english.pass_line, one.pass_line)
    put(english.host_first, one.host_first)
    put(english.bridge, one.bridge)
    put(english.online_version, one.online_version)
    for (const [at, thing] of english.materials.entries()) put(thing, one.materials?.[at])
    for (const demand of demands) put(english.alternatives[demand], one.alternatives[demand])
    put(english.presumption_fix, one.presumption_fix)
    for (const { key } of considerations)
      put(reasonOf(english.three_considerations[key]), one.considerations[key])
    for (const [at, card] of (english.cards ?? []).entries())
      put(cardOf(card).words, one.cards?.[at] && cardOf(one.cards[at]).words)
    for (const [at, when] of english.avoid_when.entries()) put(when, one.avoid_when?.[at])
  }
  for (const one of readings) put(originals.readings.get(one.id)?.summary, one.summary)
  for (const one of walkthroughs) {
    const english = originals.walkthroughs.get(one.id)
    if (!english) continue
    put(english.title, one.title)
    put(english.summary, one.summary)
    put(english.intro, one.intro)
    put(english.care, one.care)
    put(english.run_name_hint, one.run_name_hint)
    put(english.leads_to?.label, one.leads_to)
    put(english.compose?.title, one.composed)
    put(english.compose?.opening, one.opening)
    for (const [step, said] of Object.entries(one.phrases ?? {})) put(english.compose?.phrases?.[step], said)
    put(english.closing, one.closing)
    for (const step of one.steps) {
      const asked = english.steps.find(({ id }) => id === step.id)
      if (!asked) continue
      if (asked.quoted && step.question) besideEnglish.set(asked.question.trim(), step.question)
      else put(asked.question, step.question)
      put(asked.why, step.why)
      put(asked.note, step.note)
      put(asked.source, step.source)
      for (const [at, nudge] of asked.nudges.entries()) put(nudge, step.nudges?.[at])
      for (const option of step.options) {
        const chosen = asked.options.find(({ id }) => id === option.id)
        put(chosen?.label, option.label)
        put(chosen?.note, option.note)
      }
    }
  }
  for (const [english, said] of Object.entries(phrases)) put(english, said)
  return { language, phrases: all, besideEnglish }
}

/** What of a walk-through's translation has no English twin. */
export function strangeParts(one: WalkthroughTranslation, english: Walkthrough): string[] {
  return one.steps.flatMap(step => {
    const asked = english.steps.find(({ id }) => id === step.id)
    if (!asked) return [`it has no step “${step.id}”.`]
    const counts =
      step.nudges && step.nudges.length !== asked.nudges.length
        ? [`step “${step.id}” has ${asked.nudges.length} nudges in English, and ${step.nudges.length} here.`]
        : []
    const strange = step.options.filter(({ id }) => !asked.options.some(option => option.id === id))
    return [...counts, ...strange.map(({ id }) => `step “${step.id}” has no option “${id}”.`)]
  })
}
