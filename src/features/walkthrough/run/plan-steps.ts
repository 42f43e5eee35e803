import type { PersonId } from '../../../core/incoming.ts'
import { UserError } from '../../../core/user-error.ts'
import type { Who } from './entry.ts'
import type { Plan, PlanStep } from './plan.ts'

/** As many steps as a plan takes: longer lists belong into a project tool. */
export const mostSteps = 30
const mostLetters = { what: 300, who: 80 }

/** What can be said of a step. An empty string takes it away. */
export type StepWords = Partial<Pick<PlanStep, 'what' | 'who' | 'by'>>

/** Adds a step at the end; a plan that was finished is open again. @throws {UserError} */
export function addStep(plan: Plan, words: StepWords, author?: PersonId): Plan {
  if (plan.steps.length >= mostSteps)
    throw new UserError(`There are ${mostSteps} steps already. “remove 3” takes one away.`)
  const id = `s${plan.made + 1}`
  return open({
    ...plan,
    made: plan.made + 1,
    steps: [...plan.steps, worded({ id, what: '' }, words, author)],
  })
}

/** Changes what was said of a step, and leaves the rest of it as it is. */
export const changeStep = (plan: Plan, id: string, words: StepWords, author?: PersonId): Plan =>
  changed(plan, id, step => worded(step, words, author))

/** Moves a step to a place in the list, the first being 1. */
export function moveStep(plan: Plan, id: string, place: number): Plan {
  const step = found(plan, id)
  const others = plan.steps.filter(one => one !== step)
  const at = Math.min(Math.max(place, 1), plan.steps.length) - 1
  return { ...plan, steps: [...others.slice(0, at), step, ...others.slice(at)] }
}

export const removeStep = (plan: Plan, id: string): Plan => ({
  ...plan,
  steps: plan.steps.filter(one => one !== found(plan, id)),
})

/** Marks steps as done; those that are stay as they are. */
export const doneWith = (plan: Plan, ids: readonly string[], by: Who, at: number): Plan =>
  ids.reduce((so, id) => changed(so, id, step => (step.done ? step : { ...step, done: { by, at } })), plan)

/** A step is to be done after all. */
export const reopened = (plan: Plan, id: string): Plan =>
  open(changed(plan, id, ({ done: _, ...step }) => step))

/** What is still to be done, in order. */
export const left = (plan: Plan): PlanStep[] => plan.steps.filter(step => !step.done)

/** What should be done by now: `today` is a date such as `2026-12-12`. */
export const dueBy = (plan: Plan, today: string): PlanStep[] =>
  left(plan).filter(step => step.by !== undefined && step.by <= today)

/** What comes next: the earliest date after today, else the first that has no date. */
export function nextStep(plan: Plan, today: string): PlanStep | undefined {
  const rest = left(plan).filter(step => step.by === undefined || step.by > today)
  const dated = rest.filter(step => step.by).sort((a, b) => ((a.by ?? '') < (b.by ?? '') ? -1 : 1))
  return dated[0] ?? rest[0]
}

/** Where a step stands in the list, as people count. */
export const placeOf = (plan: Plan, id: string): number => plan.steps.findIndex(one => one.id === id) + 1

/** The step behind a number that a person sees, or behind its id. @throws {UserError} */
export function stepNamed(plan: Plan, typed: string): PlanStep {
  const known = plan.steps.find(one => one.id === typed) ?? plan.steps[Number(typed) - 1]
  if (known) return known
  if (plan.steps.length === 0)
    throw new UserError('This plan has no steps yet. “step Call the tutor” adds one.')
  throw new UserError(`The steps here are 1 to ${plan.steps.length}: “done 1” marks the first as done.`)
}

function found(plan: Plan, id: string): PlanStep {
  const step = plan.steps.find(one => one.id === id)
  if (step) return step
  throw new UserError('I can’t find that step: it was removed.')
}

const changed = (plan: Plan, id: string, to: (step: PlanStep) => PlanStep): Plan => {
  const step = found(plan, id)
  return { ...plan, steps: plan.steps.map(one => (one === step ? to(one) : one)) }
}

function worded(step: PlanStep, words: StepWords, author: PersonId | undefined): PlanStep {
  // What the words do not touch stays as it is.
  const { what: _, who: __, by: ___, words: ____, earlier: _____, ...kept } = step
  const earlier = reworded(step, words, author)
  const what = short(words.what, mostLetters.what) || step.what
  const who = words.who === undefined ? step.who : short(words.who, mostLetters.who)
  const by = words.by === undefined ? step.by : words.by
  if (what === '') throw new UserError('Say what is to be done: “step Call the tutor, Ana, by Dec 12”.')
  const whose = {
    ...step.words,
    ...(author && what !== step.what && { what: author }),
    ...(author && who && who !== step.who && { who: author }),
  }
  return {
    ...kept,
    what,
    ...(who && { who }),
    ...(by && { by }),
    ...(Object.keys(whose).length > 0 && { words: whose }),
    ...(earlier.length > 0 && { earlier }),
  }
}

/** Whoever puts a step into other words changes a colleague's: these are kept, for it is still the colleague's step. */
function reworded(
  { what, words, earlier = [] }: PlanStep,
  { what: now }: StepWords,
  author: PersonId | undefined,
): NonNullable<PlanStep['earlier']> {
  const by = words?.what
  const same =
    now === undefined || short(now, mostLetters.what) === what || short(now, mostLetters.what) === ''
  if (same || what === '' || by === undefined || by === author) return earlier
  return [...earlier.filter(one => one.by !== by), { what, by }]
}

const short = (words: string | undefined, most: number): string =>
  [...(words ?? '').replace(/\s+/g, ' ').trim()].slice(0, most).join('')

function open({ finishedAt: _, ...plan }: Plan): Plan {
  return plan
}
