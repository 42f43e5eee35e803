import type { Call } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { bold, button, buttons, type Message, text } from '../../core/message.ts'
import { readerOf } from '../../core/schedule/preferences.ts'
import { type Reminder, remindersByPerson } from '../../core/schedule/reminder.ts'
import { weekday, weekdayNames } from '../../core/time/calendar.ts'
import { type ParsedRecurrence, parsePartialRecurrence } from '../../core/time/parse-recurrence.ts'
import { clip } from '../walkthrough/cards.ts'
import { scheduleOf } from '../walkthrough/run/plan.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import { plansHere } from './store.ts'

/** A line that changes one thing, and what it is about. */
interface Change {
  label: string
  line: string
}

/**
 * `remind change friday to saturday`: the first day, or time, only says which reminder or step is meant; the second is the new one.
 * One is changed by its own line; several, or none, are told. Undefined: no such line.
 */
export async function dayChanged(call: Call, rest: string): Promise<{ line: string } | Effect[] | undefined> {
  const [, old, to = ''] = /^remind change (.+?) to (.+)$/i.exec(rest) ?? []
  if (!old) return undefined
  const reader = await readerOf(call)
  const [from, next] = [parsePartialRecurrence(old, reader), parsePartialRecurrence(to, reader)]
  if (from.stopped !== undefined || next.stopped !== undefined) return undefined
  const reminded = await remindersOn(call, from.when, next.when, to)
  const changes = reminded.length > 0 ? reminded : await stepsOn(call, from.when, to)
  const [only] = changes
  if (only && changes.length === 1) return { line: only.line }
  return [privateReply(only ? whichCard(changes) : noneCard(old))]
}

async function remindersOn(
  call: Call,
  from: ParsedRecurrence,
  next: ParsedRecurrence,
  to: string,
): Promise<Change[]> {
  const mine = await call.library.find(remindersByPerson, call.person.id)
  return mine.flatMap(([id, one]) => {
    const { subject } = one
    const typed = [daysThen(one, from, next), to].filter(Boolean).join(', ')
    if (one.paused || !comesOn(one, from)) return []
    if (subject.type === 'task') return [{ label: subject.what, line: `remind move ${id} ${typed}` }]
    return subject.type === 'plan' && id === scheduleOf(subject.id)
      ? [{ label: one.title, line: `@${subject.id} remind ${typed}` }]
      : []
  })
}

const comesOn = ({ rule }: Reminder, { named, weekdays, hh, mm }: ParsedRecurrence): boolean =>
  (named.day || named.time) &&
  (!named.day || weekdays.every(day => rule.weekdays.includes(day))) &&
  (!named.time || (rule.hh === hh && rule.mm === mm))

/** Its other days stay. */
const daysThen = ({ rule }: Reminder, from: ParsedRecurrence, next: ParsedRecurrence): string =>
  from.named.day && next.named.day
    ? rule.weekdays
        .filter(day => !from.weekdays.includes(day))
        .map(day => weekdayNames[day])
        .join(', ')
    : ''

/** Where no reminder comes on that day: the steps that are due on it. */
async function stepsOn(call: Call, { named, weekdays }: ParsedRecurrence, to: string): Promise<Change[]> {
  if (!named.day || named.time) return []
  return (await plansHere(call)).flatMap(run =>
    planOf(run).steps.flatMap(({ what, by, done }, at) =>
      by && !done && weekdays.includes(weekday(by))
        ? [{ label: what, line: `@${run.id} change ${at + 1} by ${to}` }]
        : [],
    ),
  )
}

const whichCard = (changes: readonly Change[]): Message => [
  text(bold('Which one do you mean?')),
  buttons(...changes.slice(0, 10).map(({ label, line }) => button(clip(label, 70), `plan ${line}`))),
]

const noneCard = (old: string): Message => [
  text('None of your reminders or steps comes on ', bold(old), '. Nothing is changed.'),
  buttons(button('My reminders', 'plan remind list')),
]
