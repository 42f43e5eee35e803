import type { Call } from '../../core/command.ts'
import { type Effect, privateReply, reply } from '../../core/effect.ts'
import type { Occurrence } from '../../core/incoming.ts'
import { type Reminder, reminders } from '../../core/schedule/reminder.ts'
import { kind, type Tx } from '../../core/store.ts'
import { UserError } from '../../core/user-error.ts'
import { questionsOf } from './catalog.ts'
import { parseFilters } from './parse-filters.ts'
import { drawToPost, pickIcebreaker } from './pick.ts'
import type { Icebreaker } from './schema.ts'
import { duePost, nothingLeft } from './weekly-cards.ts'

/** What a weekly icebreaker brought last, so that the same occurrence never brings a second question. */
export const weeklyPosts = kind<{ key?: string; question?: string; told?: true }>('weekly-post')

/** What happens when a weekly icebreaker is due. */
export function postingWeekly(icebreakers: readonly Icebreaker[]) {
  return post

  /** The clock asks. What one occurrence brings is decided once: tried again, it brings the same question. */
  async function post(call: Call, request: string): Promise<Effect[]> {
    const { occurrence } = call
    if (!occurrence) throw new UserError('The clock posts these. To post one now, type “icebreaker post”.')
    const questions = await questionsOf(call, icebreakers)
    const fitting = fittingNow(questions, request)
    return call.library.update(async tx => {
      const reminder = await tx.get(reminders, occurrence.reminder)
      if (!reminder || reminder.paused) return []
      const one = (await begun(tx, occurrence, reminder, questions)) ?? (await drawn(tx, call, fitting))
      if (!one) return nothing(tx, occurrence, reminder, request)
      await tx.put(weeklyPosts, occurrence.reminder, { key: occurrence.key, question: one.id })
      return [reply(duePost(one, occurrence, reminder.rule.tz))]
    })
  }
}

/** Words that were known when it was set may mean nothing in a later version: then nothing fits. */
const fittingNow = (questions: readonly Icebreaker[], request: string): readonly Icebreaker[] =>
  parseFilters(request).unknown.length > 0 ? [] : pickIcebreaker(questions, request).fitting

/** The question this occurrence brought already, or one that never left: the last occurrence was not completed. */
async function begun(tx: Tx, occurrence: Occurrence, reminder: Reminder, questions: readonly Icebreaker[]) {
  const last = await tx.get(weeklyPosts, occurrence.reminder)
  if (!last?.question || last.key === reminder.lastKey) return undefined
  return questions.find(one => one.id === last.question)
}

/** What a colleague looks at is left alone as long as there is anything else. */
async function drawn(tx: Tx, call: Call, fitting: readonly Icebreaker[]): Promise<Icebreaker | undefined> {
  const first = await drawToPost(tx, call, fitting)
  const second = first.type === 'held' ? await drawToPost(tx, call, fitting, { heeding: false }) : first
  return second.type === 'posted' ? second.one : undefined
}

async function nothing(
  tx: Tx,
  occurrence: Occurrence,
  reminder: Reminder,
  request: string,
): Promise<Effect[]> {
  const last = await tx.get(weeklyPosts, occurrence.reminder)
  if (last?.told) return []
  await tx.put(weeklyPosts, occurrence.reminder, { ...last, told: true })
  return [privateReply(nothingLeft(occurrence.reminder, reminder, request))]
}
