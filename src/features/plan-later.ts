import { dateInWords, plusDays } from '../core/calendar-days.ts'
import { readDate } from '../core/dates.ts'
import type { Effect } from '../core/effect.ts'
import { bold, button, buttons, code, form, type Message, quiet, text } from '../core/message.ts'
import { answered, scheduleOf } from '../core/plan.ts'
import { Problem } from '../core/problem.ts'
import { putOff, type Reminder, reminders } from '../core/reminders.ts'
import type { Run } from '../core/run.ts'
import { dateIn, nextRun, type Rule, wallToInstant } from '../core/when.ts'
import { instantInWords } from '../core/when-words.ts'
import { planButton } from './plan-lines.ts'
import { type Asked, changed, inItsPlace, type PlanParts } from './plan-shown.ts'
import { changePlan, planFor, readerFor } from './plan-store.ts'

/** `later`: tomorrow, next week, or a day that is named. It counts as an answer. */
export const putting = (parts: PlanParts) =>
  async function later(asked: Asked): Promise<Effect[]> {
    const { call, id } = asked
    const typed = asked.rest || (call.values.date ?? '')
    const run = await planFor(call.library, call, id)
    if (typed === '') return [inItsPlace(asked, laterCard(run))]
    const { monthFirst } = await readerFor(call)
    const { run: kept } = await changePlan(call, id, async (plan, _, tx) => {
      const one = await tx.get(reminders, scheduleOf(id))
      if (!one) throw new Problem(noReminder(run))
      const until = instantMeant(typed, one.rule, call.at, monthFirst)
      await tx.put(reminders, scheduleOf(id), putOff(one, until))
      const words = `later, on ${instantInWords(until, one.rule.tz)}`
      return answered(plan, { by: call.person, at: call.at, words })
    })
    const one = await call.library.get(reminders, scheduleOf(id))
    return changed(asked, parts, kept, laterNote(kept, one))
  }

/** The instant of `tomorrow`, `next week` or a date, at the reminder's time of the day. */
function instantMeant(typed: string, rule: Rule, now: number, monthFirst: boolean): number {
  const today = dateIn(rule.tz, now)
  const weekday = (new Date(today).getUTCDay() + 6) % 7
  const sunday = plusDays(today, 6 - weekday)
  // Next week is its next turn in the week to come, whatever weekday that is.
  if (/^next week$/i.test(typed.trim()))
    return nextRun(rule, at(plusDays(sunday, 1), { ...rule, hh: 0, mm: 0 }) - 1)
  const { date } = readDate(typed, today, monthFirst)
  const until = at(date, rule)
  if (until > now) return until
  throw new Problem(
    `${dateInWords(date, today)} at that time is past already. Write “later tomorrow”, “later next week” or “later ${plusDays(today, 14)}”.`,
  )
}

const at = (date: string, { tz, hh, mm }: Rule): number =>
  wallToInstant(tz, Date.parse(date) + (hh * 60 + mm) * 60_000)

const noReminder = (run: Run): string =>
  `No reminder of “${run.name}” is set, so there is nothing to put off. “plan remind monday 9:00” sets one.`

const laterCard = (run: Run): Message => [
  text('When should “', bold(run.name), '” come back?'),
  buttons(
    planButton(run, 'Tomorrow', 'later tomorrow'),
    planButton(run, 'Next week', 'later next week'),
    planButton(run, 'In two weeks', 'later in two weeks'),
  ),
  form([{ id: 'date', label: 'Or on a day', type: 'date' }], planButton(run, 'On that day', 'later')),
  quiet('Or type ', code('plan later tomorrow'), ' or ', code('plan later 12 Dec'), '.'),
]

const laterNote = (run: Run, reminder: Reminder | undefined): Message => [
  text('“', bold(run.name), '” rests until then. '),
  ...(reminder
    ? [text('The next reminder comes on ', bold(instantInWords(reminder.nextRunAt, reminder.rule.tz)), '.')]
    : []),
  buttons(button('See the plan', `plan @${run.id}`)),
]
