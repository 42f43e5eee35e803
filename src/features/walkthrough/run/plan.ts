import type { PersonId } from '../../../core/incoming.ts'
import type { Entry, Who } from './entry.ts'

/** One thing to do. */
export interface PlanStep {
  /** Buttons know it by this, also after it was moved: `s3`. */
  id: string
  what: string
  /** Whoever does it, as it was typed: it may be somebody without an account. */
  who?: string
  /** By when: a date such as `2026-12-12`. */
  by?: string
  done?: { by: Who; at: number }
  /** Whose words these are; left out in older steps. */
  words?: { what?: PersonId; who?: PersonId }
  /** What it said before somebody else put it into other words, the latest last: each author's own last words. */
  earlier?: { what: string; by: PersonId }[]
}

/** What a run carries that is a plan: what is to be done, and what came of being reminded. */
export interface Plan {
  steps: PlanStep[]
  /** How many steps were ever made: ids are not given twice. */
  made: number
  /** The occurrences of its reminder that nobody has answered, the latest last. */
  unanswered?: string[]
  /** Who was told that a step is theirs, and what stood under “Who” when they were. */
  told?: { step: string; id: PersonId; who: string }[]
  /** When its reminder came last. */
  remindedAt?: number
  /** What was answered last, to be shown where the reminder stands. */
  answer?: { by: Who; at: number; words: string; about?: PersonId }
  /** Roadblocks that were met on the way. */
  stuck?: Entry[]
  /** Somebody who was asked to look after it, and has not answered yet. */
  handing?: { to: Who; by: Who; at: number }
  /** Everything is done, or it was let go of as done. */
  finishedAt?: number
  reflection?: Entry
}

/** The steps that somebody was told are theirs, and that still are, and are to be done. */
export const stepsTold = ({ steps, told = [] }: Plan, id: PersonId): PlanStep[] =>
  steps.filter(
    step => !step.done && told.some(one => one.id === id && one.step === step.id && one.who === step.who),
  )

/** The schedule of a plan's reminder. */
export const scheduleOf = (id: string): string => `plan-${id}`

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

export const isFinished = (plan: Plan): boolean => plan.finishedAt !== undefined
