import type { PlanStep } from './plan-steps.ts'
import type { Entry, Run, Who } from './run.ts'

/** What a run carries that is a plan: what is to be done, and what came of being reminded. */
export interface Plan {
  steps: PlanStep[]
  /** How many steps were ever made: ids are not given twice. */
  made: number
  /** The turns of its reminder that nobody has answered, the latest last. */
  unanswered?: string[]
  /** When its reminder came last. */
  remindedAt?: number
  /** What was answered last, to be shown where the reminder stands. */
  answer?: { by: Who; at: number; words: string }
  /** Roadblocks that were met on the way. */
  stuck?: Entry[]
  /** Somebody who was asked to look after it, and has not answered yet. */
  handing?: { to: Who; by: Who; at: number }
  /** Everything is done, or it was let go of as done. */
  finishedAt?: number
  reflection?: Entry
}

const emptyPlan: Plan = { steps: [], made: 0 }

/** The walk-through whose runs are plans. */
export const planId = 'plan'

export const isPlan = (run: Pick<Run, 'walkthrough'>): boolean => run.walkthrough === planId
/** The schedule of a plan's reminder. */
export const scheduleOf = (id: string): string => `plan-${id}`

export const planOf = (run: Run): Plan => run.plan ?? emptyPlan

/** Nothing is left to do: it is quiet from now on. */
export const finished = (plan: Plan, at: number): Plan => answered({ ...plan, finishedAt: at })

/** Somebody answered: nothing waits for an answer any more. */
export function answered({ unanswered: _, ...plan }: Plan, answer?: Plan['answer']): Plan {
  return answer ? { ...plan, answer } : plan
}

/** So many reminders in a row without an answer, and the next one asks for the last time. */
const mostUnanswered = 3

/** Whether the reminder that came last asked for the last time. */
export const asksLast = ({ unanswered = [] }: Plan): boolean => unanswered.length > mostUnanswered

/** A run once a turn of its reminder has come; undefined where it is to be quiet. The same turn counts once. */
export function remindedOf(run: Run, key: string, now: number): Run | undefined {
  const plan = planOf(run)
  const { unanswered = [] } = plan
  if (isFinished(plan)) return undefined
  if (unanswered.includes(key)) return run
  if (asksLast(plan)) return undefined
  return { ...run, plan: { ...plan, unanswered: [...unanswered, key], remindedAt: now } }
}

export const isFinished = (plan: Plan): boolean => plan.finishedAt !== undefined
