import { z } from 'zod'
import { slug } from '../../core/content-id.ts'

/** The kinds of answer a step asks for. */
export const stepInputs = ['open', 'yes-no-how', 'one', 'several', 'people', 'date'] as const

const words = z.string().trim().min(1)

/** Where a ready answer may come from: a step of a walk-through, `audit.priority`. */
const stepName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, 'a walk-through and a step of it, such as audit.priority')

const option = z.strictObject({
  id: slug.describe('A name for this option: kept with the answer, so never change it.'),
  label: words.max(150).describe('The option as it is shown.'),
  note: words
    .optional()
    .describe('A line to go with the option, shown beside it, and said in the text that is composed.'),
  source: words
    .optional()
    .describe('Where that comes from, with its year; said behind it: “US statistic: Advisory, 2023, p. 9”.'),
  keep_in_mind: words
    .optional()
    .describe('What whoever uses it should know: shown beside it, and never part of what is composed.'),
  before_printing: words
    .optional()
    .describe('What whoever uses it should do first: shown beside it on the screen, and in no file.'),
  for: z
    .array(slug)
    .optional()
    .describe('The answers to the step named in `options_for` that this option suits.'),
})

const step = z
  .strictObject({
    id: slug
      .regex(/^[a-z]/, 'begins with a letter: a step is never known by a number')
      .describe('A name for this step: answers are kept under it, so never change it.'),
    question: words.describe('The question; the guide’s own are quoted word for word.'),
    quoted: z
      .literal(true)
      .optional()
      .describe('True where the question is the guide’s own, word for word; else it is Hearth’s.'),
    why: words.describe('Why it matters, in one sentence.'),
    nudges: z.array(words).default([]).describe('What to try when one is stuck; shown on “More help”.'),
    input: z
      .enum(stepInputs)
      .describe('What is asked for; `yes-no-how` is a yes or no where a bare yes is asked “how?”.'),
    options: z.array(option).default([]).describe('What can be chosen, for `one` and `several`.'),
    options_from: stepName.optional().describe('A step whose chosen options can be chosen here again.'),
    options_for: stepName
      .optional()
      .describe('A step whose answer decides which of the options are offered, by their `for`.'),
    more: words
      .max(40)
      .optional()
      .describe('What the other options are called, where some are offered before them: “More statistics”.'),
    own_source: z
      .literal(true)
      .optional()
      .describe('What is typed in place of an option is called one’s own, and asked for its source.'),
    at_most: z
      .int()
      .min(1)
      .optional()
      .describe('How many to choose at the most; more are kept, with a word about it.'),
    from: stepName
      .optional()
      .describe('A step whose answer is offered here, marked with where it came from.'),
    note: words.optional().describe('A line shown with the question from the start.'),
    source: words.optional().describe('Where what is said here comes from.'),
  })
  .refine(one => unique(one.options), { path: ['options'], error: 'an option’s id stands twice' })
  .refine(one => !choosing(one.input) || one.options.length > 0 || one.options_from, {
    path: ['options'],
    error: 'a step of one or several needs options, or options_from',
  })

/** A walk-through as its content file holds it: `content/walkthroughs/gathering.yaml`. */
export const walkthroughSchema = z
  .strictObject({
    id: slug.describe('A name for this walk-through; runs are kept under it, so never change it.'),
    command: z
      .string()
      .regex(/^[a-z][a-z-]{1,31}$/, 'one word in small letters, at most 32')
      .describe('The word that starts it: `gathering`.'),
    title: words.max(120).describe('Its title.'),
    section: slug.describe('The id of the guide’s section it belongs to.'),
    summary: words
      .max(200)
      .describe('One line that says what it is for: shown in help and on the home page.'),
    intro: words.optional().describe('What is said before the first question.'),
    care: words.optional().describe('A line of care, where the questions touch distress.'),
    run_name_hint: words
      .max(80)
      .describe('What a run of it may be called: `Spring coffee and conversation`.'),
    keywords: z.array(words).default([]).describe('Further words by which help finds it.'),
    steps: z.array(step).min(1).max(40).describe('The questions, in order.'),
    compose: z
      .strictObject({
        title: words.describe('Its heading.'),
        steps: z.array(slug).min(1).describe('The steps whose answers it is made of, in order.'),
        opening: words.optional().describe('What is said first.'),
        phrases: z
          .record(slug, words)
          .optional()
          .describe(
            'How the answer to a step is said: `{answer}` stands for it, `{label}` for what was chosen.',
          ),
        fits: z.int().min(50).max(5_000).optional().describe('How many words fit: more is told.'),
        named: z.literal(true).optional().describe('Puts the question before each answer.'),
      })
      .optional()
      .describe('A text put together from the answers at the end, to read out or to print.'),
    leads_to: z
      .strictObject({
        command: words.describe('The word of the walk-through that can be begun from it.'),
        label: words.max(70).describe('What its button says: `Turn it into a plan`.'),
      })
      .optional()
      .describe('What can be begun from a finished one, with the answers that are taken `from` it.'),
    closing: words.describe('What is said when the last question is behind.'),
  })
  .refine(one => unique(one.steps), { path: ['steps'], error: 'a step’s id stands twice' })

export type Walkthrough = z.output<typeof walkthroughSchema>
export type Step = Walkthrough['steps'][number]
export type StepOption = Step['options'][number]

/** Whether a step is answered by choosing. */
export const choosing = (input: (typeof stepInputs)[number]): boolean =>
  input === 'one' || input === 'several'

const unique = (all: readonly { id: string }[]): boolean =>
  new Set(all.map(one => one.id)).size === all.length

/** The walk-through whose runs are plans. */
export const planId = 'plan'
