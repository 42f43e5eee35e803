import {
  bold,
  button,
  buttons,
  code,
  dialog,
  heading,
  type Input,
  type Message,
  type Option,
  quiet,
  secondary,
  text,
} from '../../core/message.ts'
import { isPersonal, type Reminder } from '../../core/schedule/reminder.ts'
import { nextInWords } from '../../core/schedule/reminder-text.ts'
import { dayNames } from '../../core/time/calendar.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import { clockOf } from '../../core/time/parse-preferences.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { planButton } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { statusLine } from './card.ts'

/** A reminder comes on Mondays at nine, where nothing else is said. */
const usual = 'monday 9:00'

const whereIn = (one: Reminder): string =>
  isPersonal(one) ? 'in a direct message' : `in ${one.place.name ?? 'this channel'}, where everyone sees it`

/** What was set, where it comes, and when next. `isZoneSaid`: whose time it is was chosen, or is asked beside it. */
export function confirmation(
  run: Run,
  one: Reminder,
  { note, isZoneSaid }: { note: string | undefined; isZoneSaid: boolean },
): Message {
  const { rule, follows } = one
  return [
    text(
      'I’ll remind you about “',
      bold(run.name),
      '” ',
      bold(recurrenceInWords(rule, one.person.locale)),
      `, ${whereIn(one)}.`,
    ),
    text('The next reminder: ', bold(nextInWords(one)), fullStop(nextInWords(one))),
    ...(note ? [text(note)] : []),
    ...(follows?.zone && !isZoneSaid
      ? [quiet(`I think your time zone is ${zoneInWords(rule.tz)}. For another, add “in America/Chicago.”`)]
      : []),
    buttons(
      planButton(run, 'Change it', 'remind'),
      planButton(run, 'Stop it', 'stop'),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

const days: readonly Option[] = [
  ...[1, 2, 3, 4, 5, 6, 0].map(day => ({
    value: (dayNames[day] ?? '').toLowerCase(),
    label: `Every ${dayNames[day]}`,
  })),
  { value: 'mon-fri', label: 'Monday to Friday' },
]

/** When it comes and where, as it is set now. What the fields do not hold can be typed. */
function fieldsOf(reminder: Reminder | undefined): Input[] {
  const { weekdays = [], everyOther, nth, monthDays } = reminder?.rule ?? {}
  const isWeekly = !everyOther && !nth && !monthDays
  const only = isWeekly && weekdays.length === 1 ? (dayNames[weekdays[0] ?? 0] ?? '').toLowerCase() : ''
  const day = isWeekly && weekdays.join() === '1,2,3,4,5' ? 'mon-fri' : only
  const where = reminder && !isPersonal(reminder) ? reminder.place.conversation : undefined
  return [
    { id: 'day', label: 'Day', type: 'one', options: days, ...(day && { value: day }) },
    { id: 'time', label: 'Time', type: 'time', value: reminder ? clockOf(reminder.rule) : '09:00' },
    {
      id: 'channel',
      label: 'Channel',
      type: 'channel',
      hint: 'Leave it empty for a direct message.',
      ...(where && { value: where }),
    },
  ]
}

/** How it is reminded now, and other times to choose from. */
export function remindCard(run: Run, reminder: Reminder | undefined): Message {
  return [
    heading(`When should I remind you about ${run.name}?`),
    text(...statusLine(run, reminder)),
    dialog(
      'Set a reminder',
      fieldsOf(reminder),
      planButton(run, 'Set it', 'remind chosen', 'primary'),
      ...(reminder?.closed ? [button('Continue', reminder.resume)] : []),
      ...[
        planButton(run, 'Mondays at 9:00', `remind ${usual}`),
        planButton(run, 'Fridays at 9:00', 'remind friday 9:00'),
        planButton(run, 'Every other Monday', 'remind every other monday 9:00'),
        ...(reminder ? [planButton(run, 'No reminder', 'stop')] : []),
        planButton(run, 'See the plan', ''),
      ].map(secondary),
    ),
    quiet('Or type any day and time: ', code('plan remind tue & thu 2:30pm'), '.'),
  ]
}
