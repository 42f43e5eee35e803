import { parseDate } from '../../core/time/parse-date.ts'
import type { Entry, Who } from '../walkthrough/run/entry.ts'
import { chosenIn, optionsOf } from '../walkthrough/run/options.ts'
import type { Plan } from '../walkthrough/run/plan.ts'
import { addStep, changeStep, doneWith } from '../walkthrough/run/plan-steps.ts'
import { answerTo, entriesOf, type Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import { recordAnswer, settled } from '../walkthrough/run/update.ts'
import { choosing, type Step, type Walkthrough } from '../walkthrough/schema.ts'
import type { WrittenEntry } from './read-entries.ts'
import type { FilledForm, WrittenStep } from './read-forms.ts'

/** What a form adds to a run, and what it puts in place of words that stand there. */
export interface FormChange {
  question: string
  was: string
  now: string
}

/** What would be different, question by question; nothing is changed yet. */
export function changesOf(walkthrough: Walkthrough, run: Run, form: FilledForm, by: Who): FormChange[] {
  const after = withForm(walkthrough, run, form, by, 0, '2000-01-01')
  const answers = walkthrough.steps.flatMap(step => {
    const [was, now] = [run, after].map(one => textOf(entriesOf(one, step.id)))
    return was === now ? [] : [{ question: step.question, was: was ?? '', now: now ?? '' }]
  })
  const steps = planOf(after).steps.flatMap(step => {
    const before = planOf(run).steps.find(one => one.id === step.id)
    const line = (one: typeof before) =>
      [one?.what, one?.who, one?.by, one?.done && 'done'].filter(Boolean).join(', ')
    return line(before) === line(step) ? [] : [{ question: 'Steps', was: line(before), now: line(step) }]
  })
  const notes = after.notes
    .slice(run.notes.length)
    .map(one => ({ question: 'Notes', was: '', now: one.text }))
  return [...answers, ...steps, ...notes]
}

/**
 * A run with what a form says. What stands there already stays as it is; the importer's other words to a question make room for those
 * of the form; a colleague's words stay, and what the form leaves empty takes nothing away.
 */
export function withForm(
  walkthrough: Walkthrough,
  run: Run,
  form: FilledForm,
  by: Who,
  at: number,
  today: string,
): Run {
  const answered = form.answers.reduce((so, { step: id, entries, disposition }) => {
    const step = walkthrough.steps.find(one => one.id === id)
    if (!step) return so
    if (entries.length > 0) return withAnswer(walkthrough, so, step, entries, by, at)
    return disposition && !answerTo(so, id) ? recordAnswer(walkthrough, so, id, undefined, disposition) : so
  }, run)
  const noted = form.notes.filter(one => !answered.notes.some(note => note.text === one.text))
  const notes = [...answered.notes, ...noted.map(({ text }) => ({ by, at, text }))]
  const steps = form.steps.length > 0 ? { plan: withSteps(planOf(run), form.steps, by, at, today) } : {}
  return settledWith(walkthrough, { ...answered, ...steps, notes, touchedAt: Math.max(run.touchedAt, at) })
}

/** The question that is asked next is one to which nothing was said. */
function settledWith(walkthrough: Walkthrough, run: Run): Run {
  const isAnswered = entriesOf(run, run.currentStep).length > 0 || answerTo(run, run.currentStep)?.disposition
  return run.status === 'open' && isAnswered ? settled(walkthrough, { ...run, currentStep: '' }) : run
}

function withAnswer(
  walkthrough: Walkthrough,
  run: Run,
  step: Step,
  written: readonly WrittenEntry[],
  by: Who,
  at: number,
): Run {
  const before = entriesOf(run, step.id)
  if (textOf(before) === textOf(written)) return run
  const isKept = ({ by: who, text }: Entry) => who.id !== by.id || written.some(one => one.text === text)
  const putAway = before.filter(one => !isKept(one))
  const fresh = written.filter(one => !before.some(entry => entry.text === one.text))
  const cleared: Run = {
    ...run,
    answers: run.answers.map(one =>
      one.step === step.id && putAway.length > 0
        ? { ...one, entries: one.entries.filter(isKept), previous: [...(one.previous ?? []), ...putAway] }
        : one,
    ),
  }
  return fresh.reduce(
    (so, one) => recordAnswer(walkthrough, so, step.id, entryOf(walkthrough, so, step, one, by, at)),
    cleared,
  )
}

function entryOf(
  walkthrough: Walkthrough,
  run: Run,
  step: Step,
  { text, reading }: WrittenEntry,
  by: Who,
  at: number,
): Entry {
  const chosen = choosing(step.input) ? chosenIn(text, optionsOf(walkthrough, run, step)) : []
  return {
    by,
    at,
    text,
    ...(chosen.length > 0 && { chosen: chosen.map(one => one.id) }),
    ...(reading && { reading }),
  }
}

/** Steps are known by what is to be done. */
function withSteps(plan: Plan, written: readonly WrittenStep[], by: Who, at: number, today: string): Plan {
  return written.reduce((so, { what, who, by: day, done }) => {
    const date = day === undefined ? {} : dated(day, today)
    const words = { ...(who && { who }), ...date }
    const known = so.steps.find(one => one.what === what)
    const isSame = known && (who ?? '') === (known.who ?? '') && (!date.by || date.by === known.by)
    const changed = known
      ? isSame
        ? so
        : changeStep(so, known.id, words, by.id)
      : addStep(so, { what, ...words }, by.id)
    const id = known?.id ?? changed.steps.at(-1)?.id
    return done && id ? doneWith(changed, [id], by, at) : changed
  }, plan)
}

/** A day that is past is a day all the same: the form may be an old one. */
function dated(day: string, today: string): { by?: string } {
  try {
    return { by: parseDate(day, /\b\d{4}\b/.test(day) ? '2000-01-01' : today).date }
  } catch {
    return {}
  }
}

const textOf = (all: readonly { text: string }[]): string => all.map(one => one.text).join('\n')
