import type { Call } from '../../core/command.ts'
import { kind } from '../../core/store.ts'
import type { PlanRequest } from './refresh-cards.ts'

/** What a plan asked somebody last in their own chat, by the action that asked: its words may simply be typed. `which`: the plan, for this line. */
type Question = { id: string; action: string } | { action: 'which'; line: string }
export const pendingQuestions = kind<Question & { at: number }>('plan-asks')

/** From now on the next line typed in this person's own chat is the answer. */
export const setPendingQuestion = ({ call, id }: PlanRequest, action: string): Promise<void> =>
  keep(call, { id, action })

/** From now on a number or a name typed in this person's own chat is the plan that the line is for. */
export const askWhichPlan = (call: Call, line: string): Promise<void> => keep(call, { action: 'which', line })

/** A plan is named now: which one is no longer asked. */
export async function noLongerAsked({ library, person }: Call): Promise<void> {
  const asked = await library.get(pendingQuestions, person.id)
  if (asked && 'line' in asked) await library.update(tx => tx.delete(pendingQuestions, person.id))
}

async function keep(call: Call, question: Question): Promise<void> {
  if (!call.place.personal) return
  await call.library.update(tx => tx.put(pendingQuestions, call.person.id, { ...question, at: call.at }))
}
