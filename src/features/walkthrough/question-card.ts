import type { PersonId } from '../../core/incoming.ts'
import {
  bold,
  button,
  buttons,
  code,
  form,
  heading,
  type Input,
  list,
  type Message,
  numbered,
  quiet,
  quote,
  text,
} from '../../core/message.ts'
import { clip, press, rootCard } from './cards.ts'
import { optionsOf } from './run/options.ts'
import { answerTo, entriesOf, isShared, openStep, type Run } from './run/run.ts'
import { choosing, type Step, type Walkthrough } from './schema.ts'
import type { Offer } from './suggested-answers.ts'

/** One question: where it stands, why it matters, and every way to answer or to leave it. */
export function questionCard(
  walkthrough: Walkthrough,
  run: Run,
  { offer, who }: { offer?: Offer | undefined; who?: PersonId } = {},
): Message {
  const step = openStep(walkthrough, run, who)
  if (!step) return rootCard(walkthrough, run)
  const isAgain = step.id === run.editing
  return [
    heading(step.question),
    quiet(placeOf(walkthrough, run, step)),
    ...(isAgain ? wordsBefore(run, step, who) : []),
    text(step.why),
    ...(step.note ? [quiet(step.note)] : []),
    ...choices(walkthrough, run, step),
    ...(offer
      ? [
          text(`${offer.where}: “${clip(offer.text, 200)}”`),
          buttons(press(run, 'Use this', `take ${step.id}`)),
        ]
      : []),
    form([inputOf(walkthrough, run, step)], press(run, 'Save', `answer ${step.id}`, 'primary')),
    ...(isShared(run) && !isAgain ? answersOfAll(run, step) : []),
    ...ways(run, step),
  ]
}

/** What stood there when it was opened again: in a channel, of whoever opened it. */
function wordsBefore(run: Run, step: Step, who: PersonId | undefined): Message {
  const all = [...(answerTo(run, step.id)?.previous ?? []), ...entriesOf(run, step.id)]
  const shown = isShared(run) && who ? all.filter(one => one.by.id === who) : all
  if (shown.length === 0) return []
  return [
    ...shown.flatMap(one => [quiet(`${one.by.name} wrote:`), quote(one.text)]),
    quiet('Your new words take the place of yours; “skip” leaves them as they are.'),
  ]
}

/** What everybody said so far to a question that is open in a channel. */
function answersOfAll(run: Run, step: Step): Message {
  const said = entriesOf(run, step.id)
  if (said.length === 0) return [quiet('Everybody here can answer, until somebody presses “Next question”.')]
  return [
    text(bold('Answers so far')),
    ...said.map(one => quote(`${one.by.name}: ${one.text}`)),
    quiet('Add yours, or press “Next question” when everybody has answered.'),
  ]
}

const placeOf = ({ steps }: Walkthrough, run: Run, step: Step): string =>
  `Question ${steps.indexOf(step) + 1} of ${steps.length} · ${run.name}`

/** A question that is settled: what stands under it now. */
export function answeredCard(walkthrough: Walkthrough, run: Run, step: Step): Message {
  const said = entriesOf(run, step.id).map(one =>
    run.place.personal ? one.text : `${one.by.name}: ${one.text}`,
  )
  const disposition = answerTo(run, step.id)?.disposition ?? 'skipped'
  return [
    text(bold(step.question)),
    quiet(placeOf(walkthrough, run, step)),
    ...said.map(one => quote(one)),
    ...(said.length === 0 ? [quiet(`It was ${disposition}.`)] : []),
  ]
}

/** A question as it stands now: in a channel it may be open for all. */
export const asItStands = (walkthrough: Walkthrough, run: Run, step: Step): Message =>
  isShared(run) && run.status === 'open' && run.currentStep === step.id
    ? questionCard(walkthrough, run)
    : answeredCard(walkthrough, run, step)

function ways(run: Run, step: Step): Message {
  const quick = step.input === 'yes-no-how' ? ['Yes', 'Partly', 'No'] : []
  return [
    ...(quick.length > 0 ? [buttons(...quick.map(word => press(run, word, `say ${step.id} ${word}`)))] : []),
    buttons(
      isShared(run) && run.editing !== step.id
        ? press(run, 'Next question', `next ${step.id}`)
        : press(run, 'Skip', `skip ${step.id}`),
      press(run, 'Park', `park ${step.id}`),
      press(run, 'Back', 'back'),
      press(run, 'More help', `more ${step.id}`),
      press(run, 'Stop here', 'stop'),
    ),
  ]
}

function choices(walkthrough: Walkthrough, run: Run, step: Step): Message {
  const options = optionsOf(walkthrough, run, step)
  if (!choosing(step.input) || options.length === 0) return []
  return [
    numbered(options.map(one => [bold(one.label), one.note ? `: ${one.note}` : ''])),
    quiet('Choose below, or type numbers or names; words of your own are welcome too.'),
  ]
}

/** The field in which a step can be answered where typed lines do not arrive. */
export function inputOf(walkthrough: Walkthrough, run: Run, step: Step, value = ''): Input {
  const options = optionsOf(walkthrough, run, step)
  const label = step.input === 'yes-no-how' ? 'Yes, no or partly, and how' : 'Your answer'
  const field = { id: step.id, label, ...(value && { value }) }
  if (choosing(step.input) && options.length > 0 && !value) {
    const type = step.input === 'one' ? 'one' : 'several'
    return { ...field, type, options: options.map(one => ({ value: one.id.slice(0, 70), label: one.label })) }
  }
  return { ...field, type: step.input === 'date' ? 'date' : 'paragraph' }
}

/** “How?”, after a bare yes. */
export const howCard = (run: Run, step: Step): Message => [
  text(bold('How?'), ' Your yes is kept. A few words on how will help you and your colleagues later.'),
  quiet(step.question),
  form(
    [{ id: step.id, label: 'How', type: 'paragraph' }],
    press(run, 'Save', `answer ${step.id}`, 'primary'),
  ),
  buttons(press(run, 'Skip', `skip ${step.id}`), press(run, 'More help', `more ${step.id}`)),
]

/** What to try when one is stuck. */
export const helpCard = (walkthrough: Walkthrough, step: Step): Message => [
  text(bold(step.question)),
  text(step.why),
  ...(step.nudges.length > 0 ? [list(step.nudges)] : []),
  ...(step.source ? [quiet(step.source)] : []),
  buttons(button('Readings of this section', `readings ${walkthrough.section}`)),
  quiet('For all that I can do, type ', code('hearth help'), '.'),
]
