import type { PersonId } from '../../core/incoming.ts'
import {
  type Block,
  type Button,
  bold,
  button,
  buttons,
  code,
  type Folded,
  facts,
  form,
  heading,
  type Input,
  list,
  type Message,
  oneFold,
  type Part,
  quiet,
  quote,
  row,
  secondary,
  skipsFields,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { clip, press, quoted, rootCard, yesNoWords } from './cards.ts'
import type { Entry } from './run/entry.ts'
import { fitOf, optionsOf } from './run/options.ts'
import { answerTo, entriesOf, isShared, openStep, type Run } from './run/run.ts'
import { choosing, type Step, type StepOption, type Walkthrough } from './schema.ts'
import type { Offer } from './suggested-answers.ts'

/** What a question is said with: what another run offers, for whom it is, and at the first of a run a line of care, and what it is about. */
interface Beside {
  offer?: Offer | undefined
  who?: PersonId
  care?: string | undefined
  about?: readonly Folded[]
}

/** One question first, then what to answer in; behind that, every way to be helped or to leave it. */
export function questionCard(
  walkthrough: Walkthrough,
  run: Run,
  { offer, who, care, about = [] }: Beside = {},
): Message {
  const step = openStep(walkthrough, run, who)
  if (!step) return rootCard(walkthrough, run)
  const isAgain = step.id === run.editing
  const place = quiet(placeOf(walkthrough, run, step))
  const before = isAgain ? wordsBefore(run, step, who) : []
  const said = isShared(run) && !isAgain ? entriesOf(run, step.id) : []
  const isShort = step.input === 'yes-no-how' && sayings(said).join('').length <= longestInLine
  // What is said once, at the first, takes the room of what helps to answer.
  const isFirst = care !== undefined
  const more = oneFold(
    moreOptions(walkthrough, run, step),
    whatChoicesSay(walkthrough, run, step),
    before.length > 1 ? ['The answer so far', before] : undefined,
    said.length === 0 || isShort ? undefined : ['Answers so far', [list(sayings(said))]],
    hints(step, [...about, ...(isFirst && step.input !== 'yes-no-how' ? note(step) : [])]),
  )
  const beside = [
    ...(before.length === 1 ? before : []),
    ...(before.length > 0 ? [quiet('A new answer replaces it. “Skip” keeps it.')] : []),
    ...(said.length > 0 && isShort ? [quiet(sayings(said).join(' · '))] : []),
    ...(isShared(run) && !isAgain ? [quiet(howToGoOn(said.length > 0))] : []),
    ...(care ? [quiet(care)] : []),
    ...more,
  ]
  return step.input === 'yes-no-how'
    ? [
        ...[heading(step.question), place, text(step.why), ...note(step)],
        ...(offer
          ? [row(`${offer.where}: “${clip(offer.text, 200)}”`, '', press(run, 'Use this', `take ${step.id}`))]
          : []),
        ...beside,
        ...quickAnswers(run, step),
      ]
    : [
        field(walkthrough, run, isFirst ? { ...step, note: undefined } : step, offer),
        ...(offer ? [quiet(`${offer.where}: “${clip(offer.text, 200)}”`)] : []),
        ...beside,
        place,
      ]
}

const note = (step: Step): Folded[] => (step.note ? [quiet(step.note)] : [])

/** What the choices fit: nothing is said to fit that is not known to. */
function fitInWords(walkthrough: Walkthrough, run: Run, step: Step): string {
  const { to, fits } = fitOf(walkthrough, run, step)
  if (!step.options_for || !to) return ''
  const named = clip(to, 80)
  return fits ? `These fit “${named}.”` : `I don’t know which of these fit “${named}.”`
}

/** The choices that are not known to fit. */
function moreOptions(walkthrough: Walkthrough, run: Run, step: Step): Part | undefined {
  const { others } = fitOf(walkthrough, run, step)
  if (others.length === 0) return undefined
  const rows = others.map(one =>
    row(
      [bold(one.label)],
      whatItSays(one),
      withFullLabel(`Use ${one.label}`, press(run, 'Use this', `say ${step.id} ${one.label}`)),
    ),
  )
  return [step.more ?? 'More choices', rows]
}

/** So much of what is said of a choice every platform shows beside it; the whole of what is longer stands here. */
const longestBeside = 75

function whatChoicesSay(walkthrough: Walkthrough, run: Run, step: Step): Part | undefined {
  const options = choosing(step.input) ? optionsOf(walkthrough, run, step) : []
  if (options.every(one => hintOf(one).length <= longestBeside)) return undefined
  const told = options.filter(one => hintOf(one) !== '')
  return ['About the choices', [facts(told.map(one => [one.label, hintOf(one)]))]]
}

const whatItSays = ({ note, source }: StepOption): string =>
  [source ? `${source}.` : '', note ?? ''].filter(Boolean).join(' ')

/** What is shown beside a choice: where it comes from, what it says, and what to keep in mind. */
const hintOf = (one: StepOption): string =>
  [whatItSays(one), one.keep_in_mind ? `Keep in mind: ${one.keep_in_mind}` : '', one.before_printing ?? '']
    .filter(Boolean)
    .join(' ')

/** So many characters of what was said already stand in a line; more is folded away. */
const longestInLine = 120

/** What stood there when it was opened again: in a channel, of whoever opened it. */
function wordsBefore(run: Run, step: Step, who: PersonId | undefined): Folded[] {
  const all = [...(answerTo(run, step.id)?.previous ?? []), ...entriesOf(run, step.id)]
  const shown = isShared(run) && who ? all.filter(one => one.by.id === who) : all
  const [only] = shown
  return shown.length === 1 && only && only.text.length <= longestInLine
    ? [quiet(`${only.by.name} wrote: “${clip(only.text, longestInLine)}”`)]
    : shown.flatMap(one => [quiet(`${one.by.name} wrote:`), quoted(step, one.text)])
}

/** What everybody said so far to a question that is open in a channel. */
const sayings = (said: readonly Entry[]): string[] => said.map(one => `${one.by.name}: ${one.text}`)

const howToGoOn = (isAnswered: boolean): string =>
  isAnswered
    ? 'Add yours, or press “Next question” when everyone has answered.'
    : 'You can all answer, until one of you presses “Next question.”'

/** On to the next: in a channel for everybody. */
const nextOrSkip = (run: Run, step: Step): Button =>
  isShared(run) && run.editing !== step.id
    ? press(run, 'Next question', `next ${step.id}`)
    : press(run, 'Skip', `skip ${step.id}`)

/**
 * Yes, Partly and No stand there; how, and all else, can be typed. Some menus take five, and “Undo” is one of them. In a channel, the
 * way on comes into sight with the first answer: whoever reads that they may go on looks for it.
 */
function quickAnswers(run: Run, step: Step): Message {
  const isGoingOn = isShared(run) && run.editing !== step.id && entriesOf(run, step.id).length > 0
  const menu = [
    ...(isGoingOn ? [] : [nextOrSkip(run, step)]),
    ...(isShared(run) ? [press(run, 'Answer in your own words', `write ${step.id}`)] : []),
    press(run, 'Hints', `more ${step.id}`),
    press(run, 'Come back later', `park ${step.id}`),
    ...(isShared(run) ? [] : [press(run, 'Stop here', 'stop')]),
  ]
  return [
    buttons(
      ...yesNoWords.map(word => press(run, word, `say ${step.id} ${word}`)),
      ...(isGoingOn ? [nextOrSkip(run, step)] : []),
      ...menu.map(secondary),
    ),
    ...(run.place.personal ? [quiet('Or type your answer.')] : []),
  ]
}

/** The question is the label of its field, for those who hear the field alone. */
const field = (walkthrough: Walkthrough, run: Run, step: Step, offer: Offer | undefined): Block =>
  form(
    [
      {
        ...inputOf(walkthrough, run, step),
        hint: [step.why, fitInWords(walkthrough, run, step), step.note].filter(Boolean).join(' '),
      },
    ],
    press(run, 'Save and continue', `answer ${step.id}`, 'primary'),
    ...[
      ...(offer ? [press(run, 'Use this', `take ${step.id}`), secondary(nextOrSkip(run, step))] : []),
      ...(offer ? [] : [nextOrSkip(run, step)]),
      ...[
        press(run, 'Come back later', `park ${step.id}`),
        press(run, 'Previous question', 'back'),
        press(run, 'Stop here', 'stop'),
      ].map(secondary),
    ].map(skipsFields),
  )

/** What to try when one is stuck; with yes and no beside it, it is behind ⋯. */
function hints(step: Step, about: readonly Folded[]): Part | undefined {
  const nudges = step.input === 'yes-no-how' || step.nudges.length === 0 ? [] : [list(step.nudges)]
  const inner = [...about, ...nudges, ...(nudges.length > 0 && step.source ? [quiet(step.source)] : [])]
  return inner.length > 0 ? [about.length > 0 ? 'About this' : 'Hints', inner] : undefined
}

/** The field of a question alone, for an answer in one's own words where typed lines do not arrive. */
export const writeCard = (run: Run, step: Step): Message => [
  form(
    [{ id: step.id, label: step.question, type: 'paragraph', hint: 'Yes, no or partly, and how.' }],
    press(run, 'Save and continue', `answer ${step.id}`, 'primary'),
  ),
]

const placeOf = ({ steps }: Walkthrough, run: Run, step: Step): string =>
  `Question ${steps.indexOf(step) + 1} of ${steps.length} · ${run.name}`

const asideInWords = { answered: 'Answered.', skipped: 'Skipped.', parked: 'To come back to later.' } as const

/** A question that is settled: what stands under it now. */
export function answeredCard(walkthrough: Walkthrough, run: Run, step: Step): Message {
  const said = entriesOf(run, step.id).map(one =>
    run.place.personal ? quoted(step, one.text) : quote(`${one.by.name}: ${one.text}`),
  )
  const disposition = answerTo(run, step.id)?.disposition ?? 'skipped'
  return [
    text(bold(step.question)),
    quiet(placeOf(walkthrough, run, step)),
    ...said,
    ...(said.length === 0 ? [quiet(asideInWords[disposition])] : []),
  ]
}

/** A question as it stands now: in a channel it may be open for all. */
export const asItStands = (walkthrough: Walkthrough, run: Run, step: Step): Message =>
  isShared(run) && run.status === 'open' && run.currentStep === step.id
    ? questionCard(walkthrough, run)
    : answeredCard(walkthrough, run, step)

/** The field in which a step can be answered. */
export function inputOf(walkthrough: Walkthrough, run: Run, step: Step, value = ''): Input {
  const options = optionsOf(walkthrough, run, step)
  const field = { id: step.id, label: step.question, ...(value && { value }) }
  if (choosing(step.input) && options.length > 0 && !value)
    return {
      ...field,
      type: step.input === 'one' ? 'one' : 'several',
      options: options.map(one => ({
        value: one.id.slice(0, 70),
        label: one.label,
        ...(hintOf(one) && { hint: hintOf(one) }),
      })),
    }
  return { ...field, type: step.input === 'date' ? 'date' : 'paragraph' }
}

/** “How?”, after a bare yes. */
export const howCard = (run: Run, step: Step): Message =>
  askedBehind(run, step, {
    label: 'How?',
    hint: 'Your yes is saved. A few words on how help you and your colleagues later.',
  })

/** Where it comes from, after a figure of one's own. */
export const sourceCard = (run: Run, step: Step): Message =>
  askedBehind(run, step, {
    label: 'Where does your statistic come from?',
    hint: 'Who published it, and when. It is called your own, and its source is said with it.',
  })

/** What is asked behind an answer, whose question stands small below it. */
const askedBehind = (run: Run, step: Step, field: { label: string; hint: string }): Message => [
  form(
    [{ id: step.id, type: 'paragraph', ...field }],
    press(run, 'Save and continue', `answer ${step.id}`, 'primary'),
    skipsFields(press(run, 'Skip', `skip ${step.id}`)),
  ),
  quiet(step.question),
]

/** What to try when one is stuck. */
export const helpCard = (walkthrough: Walkthrough, step: Step): Message => [
  text(bold(step.question)),
  ...(step.nudges.length > 0 ? [list(step.nudges)] : []),
  ...(step.source ? [quiet(step.source)] : []),
  buttons(button('Readings for this section', `readings ${walkthrough.section}`)),
  quiet('For all that I can do, type ', code('hearth help'), '.'),
]
