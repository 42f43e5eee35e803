import {
  type Button,
  bold,
  buttons,
  code,
  facts,
  heading,
  list,
  type Message,
  quiet,
  quote,
  text,
} from '../../core/message.ts'
import { runDateInWords } from './run/dates.ts'
import type { Entry } from './run/entry.ts'
import { planButton, plannedSteps } from './run/plan-view.ts'
import { answered, answerTo, openStep, type Run } from './run/run.ts'
import { isPlan } from './run/run-plan.ts'
import { readingOf } from './run/yes-no.ts'
import type { Step, Walkthrough } from './schema.ts'

/** A button of a run: the same as typing it. */
export const press = (run: Run, label: string, action: string, style?: 'primary' | 'danger'): Button => ({
  label,
  command: `walk @${run.id} ${action}`,
  ...(style && { style }),
})

/** The run as it stands: its name, how far it is, and what was said so far. Redrawn in place. */
export function rootCard(walkthrough: Walkthrough, run: Run): Message {
  return [
    heading(run.name),
    quiet(`${walkthrough.title} · looked after by ${run.owner.name} · ${seenBy(run)}`),
    ...whenHeld(run),
    { type: 'progress', ...progressOf(walkthrough, run) },
    ...answersSoFar(walkthrough, run),
    ...plannedSteps(run),
    quiet(status(run)),
    buttons(
      press(run, 'Overview', 'overview'),
      ...(run.status === 'finished'
        ? [press(run, 'Share', 'share'), press(run, 'Export', 'export')]
        : [press(run, 'Go on', 'resume'), press(run, 'Whole form', 'form')]),
      ...(isPlan(run) ? [planButton(run, 'Plan and steps', 'open')] : []),
    ),
  ]
}

/** When it is held, where that is known. */
export const whenHeld = (run: Run): Message => (run.date ? [facts([['When', runDateInWords(run.date)]])] : [])

const seenBy = (run: Run): string =>
  run.place.personal
    ? 'private until shared'
    : `everybody in ${run.place.name ?? 'this channel'} can see it and answer`

function status(run: Run): string {
  if (run.status === 'finished' && isPlan(run))
    return 'The questions are behind you. Answers can still be changed: type “edit 3”.'
  if (run.status === 'finished') return 'Finished. Everything can still be changed: type “edit 3”.'
  if (run.status === 'stopped') return 'It waits here for as long as you like. “Go on” takes it up again.'
  const where = run.place.personal
    ? 'Answer there, or simply here.'
    : 'Answer in the field of each question, or type in the thread; begin with “@Hearth” where I do not hear you.'
  return `The questions come in the thread under this card. ${where}`
}

export const progressOf = (walkthrough: Walkthrough, run: Run) => ({
  done: answered(walkthrough, run),
  total: walkthrough.steps.length,
  label: 'answered',
})

function answersSoFar(walkthrough: Walkthrough, run: Run): Message {
  const byStep = new Map(run.answers.map(one => [one.step, one]))
  const lines = walkthrough.steps.flatMap((step, at) => {
    const { entries = [], disposition } = byStep.get(step.id) ?? {}
    const parked = disposition === 'parked'
    if (entries.length === 0 && !parked) return []
    const words = entries
      .map(one => (run.place.personal ? one.text : `${one.by.name}: ${one.text}`))
      .join(' · ')
    return [[bold(`${at + 1}. ${step.question}`), ` ${parked ? '(parked) ' : ''}${clip(words, 150)}`]]
  })
  return lines.length > 0 ? [list(lines)] : []
}

/** Asks before going on, after a gap or a stop. */
export function askCard(walkthrough: Walkthrough, run: Run): Message {
  const step = openStep(walkthrough, run)
  const { done, total } = progressOf(walkthrough, run)
  const parked = walkthrough.steps.flatMap((one, at) =>
    answerTo(run, one.id)?.disposition === 'parked' ? [`${at + 1}. ${one.question}`] : [],
  )
  const place = step ? walkthrough.steps.indexOf(step) + 1 : total
  return [
    heading(`Go on with “${run.name}”?`),
    text(`${walkthrough.title}: ${done} of ${total} answered.`),
    ...(step ? [text(`It waits at question ${place} of ${total}: `, bold(step.question))] : []),
    ...(parked.length > 0 ? [text(bold('Parked')), list(parked)] : []),
    ...run.held.map(one => quote(one.text)),
    ...(run.held.length > 0
      ? [text('I hold what you wrote. Say yes, and it is the answer to this question.')]
      : []),
    buttons(
      press(run, 'Yes, go on', 'resume', 'primary'),
      press(run, 'Not now', 'decline'),
      press(run, 'Overview', 'overview'),
    ),
    quiet('Or type ', code('yes'), ' or ', code('no'), '.'),
  ]
}

/** How an answer reads, said beside it and never in its place. */
export function readingBeside(step: Step, entry: Pick<Entry, 'text' | 'reading'> | undefined): string {
  const read = step.input === 'yes-no-how' ? readingOf(entry) : undefined
  return read ? ` (read as “${read}”)` : ''
}

/** The same of all that somebody said to a question. */
export const readingsBeside = (step: Step, said: readonly Entry[]): string =>
  readingBeside(step, said.findLast(one => readingOf(one) !== undefined) ?? said.at(-1))

export const clip = (words: string, most: number): string => {
  const line = words.replace(/\s+/g, ' ').trim()
  return [...line].length > most ? `${[...line].slice(0, most - 1).join('')}…` : line
}
