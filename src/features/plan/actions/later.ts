import type { Effect } from '../../../core/effect.ts'
import { bold, button, buttons, form, type Message, text } from '../../../core/message.ts'
import { postpone, type Reminder, reminders } from '../../../core/schedule/reminder.ts'
import { nextMonday, plusDays, weekday } from '../../../core/time/calendar.ts'
import { dateInWords, fullStop, instantInWords } from '../../../core/time/in-words.ts'
import { looksLikeDate, parseDate } from '../../../core/time/parse-date.ts'
import { dateIn, dayOfDate, instantAt, type Recurrence } from '../../../core/time/recurrence.ts'
import { UserError } from '../../../core/user-error.ts'
import { answered, scheduleOf } from '../../walkthrough/run/plan.ts'
import { planButton } from '../../walkthrough/run/plan-view.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { whoIs } from '../../walkthrough/store.ts'
import { setPendingQuestion } from '../pending-question.ts'
import { changed, inItsPlace, type PlanRequest } from '../refresh-cards.ts'
import { changePlan, planFor, readerFor } from '../store.ts'
import { lowered, type PlanAction } from './action.ts'

/** `later`: tomorrow, next week, or a day that is named. It counts as an answer. */
export const later: PlanAction = {
  name: 'later',
  // `later in the spring` is an answer, `later in March` and `later in two weeks` are not.
  takes: { test: rest => looksLikeDate(rest.replace(/^in (?!\S+ (day|week|month))/i, '')) },
  phrases: ['later', 'later …'],
  whileOpen: true,
  prefersWaiting: true,
  answersReminder: lowered(/^(tomorrow|next week|in .+|\d.*)?$/),
  isAnswer: looksLikeDate,
  inWords: when => (when ? `Remind me later: ${when}` : 'Remind me later'),
  run: putOff,
}

async function putOff(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const typed = asked.rest || (call.values.date ?? '')
  const run = await planFor(call.library, call, id)
  if (typed === '') {
    await setPendingQuestion(asked, 'later')
    return [inItsPlace(asked, laterCard(run))]
  }
  const { monthFirst } = await readerFor(call)
  let note: string | undefined
  const { run: kept } = await changePlan(call, id, async (plan, _, tx) => {
    const one = await tx.get(reminders, scheduleOf(id))
    if (!one) throw new UserError(noReminder(run))
    const meant = dayMeant(typed, one.rule, call.at, monthFirst)
    note = meant.note
    const later = (await postpone(tx, scheduleOf(id), meant.date, meant.named)) ?? one
    const words = `later, on ${instantInWords(later.nextRunAt, later.rule.tz, call.person.locale)}`
    return answered(plan, { by: whoIs(call), at: call.at, words })
  })
  const one = await call.library.get(reminders, scheduleOf(id))
  return changed(asked, kept, laterNote(kept, one, note))
}

/** The day of `tomorrow`, `next week` or a date; a date that was named is not moved to a working day. */
function dayMeant(
  typed: string,
  rule: Recurrence,
  now: number,
  monthFirst: boolean,
): { date: string; named: boolean; note?: string } {
  const today = dateIn(rule.tz, now)
  if (/^next week$/i.test(typed.trim())) return { date: nextWeek(rule, today), named: false }
  const { date, note } = parseDate(typed, today, monthFirst)
  if (instantAt(rule, dayOfDate(date)) > now)
    return { date, named: !/^tomorrow$/i.test(typed.trim()), ...(note && { note }) }
  throw new UserError(
    `${dateInWords(date, today)} at that time has already passed. Write “later tomorrow”, “later next week” or “later in two weeks”.`,
  )
}

/** Its own weekday in the week to come, whether or not an occurrence of it is due then. */
function nextWeek({ weekdays }: Recurrence, today: string): string {
  const monday = nextMonday(today)
  const days = [0, 1, 2, 3, 4, 5, 6].map(more => plusDays(monday, more))
  return days.find(day => weekdays.includes(weekday(day))) ?? monday
}

const noReminder = (run: Run): string =>
  `“${run.name}” has no reminder, so there’s nothing to put off. “plan remind monday 9:00” sets one.`

const laterCard = (run: Run): Message => [
  text('When should I remind you about “', bold(run.name), '” again?'),
  buttons(
    planButton(run, 'Tomorrow', 'later tomorrow'),
    planButton(run, 'Next week', 'later next week'),
    planButton(run, 'In two weeks', 'later in two weeks'),
  ),
  form([{ id: 'date', label: 'Or on a day', type: 'date' }], planButton(run, 'On that day', 'later')),
]

const laterNote = (run: Run, reminder: Reminder | undefined, note = ''): Message => [
  text(
    bold(run.name),
    ' is paused. ',
    ...(reminder ? ['The next reminder: ', bold(nextAt(reminder)), fullStop(nextAt(reminder))] : []),
  ),
  ...(note ? [text(note)] : []),
  buttons(button('See the plan', `plan @${run.id}`)),
]

const nextAt = ({ nextRunAt, rule, person }: Reminder): string =>
  instantInWords(nextRunAt, rule.tz, person.locale)
