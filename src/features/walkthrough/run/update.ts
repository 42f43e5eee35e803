import type { Walkthrough } from '../schema.ts'
import type { Entry, Who } from './entry.ts'
import { type Answer, answerTo, entriesOf, type Run, stepOf } from './run.ts'

export const change = (run: Run, over: Partial<Run>): Run => ({ ...run, ...over })

export function without<T extends object, K extends keyof T = keyof T>(from: T, key: K): T {
  const { [key]: _, ...rest } = from
  return rest as T
}

/** The same, with no step open again. */
export const notEditing = ({ editing: _, fresh: __, editor: ___, ...run }: Run): Run => run

/** Adds what was said to a step, or sets the step aside; the question is kept beside it as it reads today. */
export function recordAnswer(
  walkthrough: Walkthrough,
  run: Run,
  step: string,
  entry: Entry | undefined,
  disposition?: Answer['disposition'],
): Run {
  const old = answerTo(run, step)
  const question = stepOf(walkthrough, step)?.question ?? old?.question ?? ''
  const entries = entry ? [...(old?.entries ?? []), entry] : (old?.entries ?? [])
  // An answer brings a step back that was set aside.
  const previous = old?.previous && { previous: old.previous }
  const now: Answer = { step, question, entries, ...previous, ...(disposition && !entry && { disposition }) }
  return { ...run, answers: old ? run.answers.map(one => (one === old ? now : one)) : [...run.answers, now] }
}

/** Puts away what this person said to a step, to make room for their new words; a colleague's words stay. */
export const replaceOwn = (run: Run, step: string, who: Who | undefined): Run => ({
  ...run,
  answers: run.answers.map(one => (one.step === step ? putAway(one, who) : one)),
})

function putAway(one: Answer, who: Who | undefined): Answer {
  const own = one.entries.filter(entry => entry.by.id === who?.id)
  if (own.length === 0) return one
  const entries = one.entries.filter(entry => !own.includes(entry))
  return { ...one, entries, previous: [...(one.previous ?? []), ...own] }
}

/** Whether nothing was said to a step yet, and it was not set aside. */
export const untouched = (run: Run, step: string): boolean =>
  entriesOf(run, step).length === 0 && answerTo(run, step)?.disposition === undefined

/** Goes to the next step that is still untouched, further on first; with none left the run is finished. */
export function advanced(walkthrough: Walkthrough, run: Run): Run {
  const ids = walkthrough.steps.map(step => step.id)
  const here = ids.indexOf(run.currentStep)
  const next = [...ids.slice(here + 1), ...ids.slice(0, Math.max(here, 0))].find(id => untouched(run, id))
  return next === undefined ? { ...run, currentStep: '', status: 'finished' } : { ...run, currentStep: next }
}

/** The content may have changed: a step that vanished is left behind, with all that was said to it. */
export function settled(walkthrough: Walkthrough, run: Run): Run {
  const known = run.editing && !stepOf(walkthrough, run.editing) ? notEditing(run) : run
  if (known.currentStep !== '' && stepOf(walkthrough, known.currentStep)) return known
  if (known.currentStep === '' && known.status === 'finished') return known
  const moved = advanced(walkthrough, { ...known, currentStep: '' })
  // Where nothing is left to ask, what had been stopped is simply done.
  return moved.currentStep === '' ? moved : { ...moved, status: known.status }
}
