import { planId } from '../schema.ts'
import { asksLast, isFinished, type Plan } from './plan.ts'
import type { Run } from './run.ts'

const emptyPlan: Plan = { steps: [], made: 0 }

export const isPlan = (run: Pick<Run, 'walkthrough'>): boolean => run.walkthrough === planId

export const planOf = (run: Run): Plan => run.plan ?? emptyPlan

/** A run once an occurrence of its reminder has come; undefined where it is to be quiet. The same occurrence counts once. */
export function remindedOf(run: Run, key: string, now: number): Run | undefined {
  const plan = planOf(run)
  const { unanswered = [] } = plan
  if (isFinished(plan)) return undefined
  if (unanswered.includes(key)) return run
  if (asksLast(plan)) return undefined
  return { ...run, plan: { ...plan, unanswered: [...unanswered, key], remindedAt: now } }
}
