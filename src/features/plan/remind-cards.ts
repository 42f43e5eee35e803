import {
  bold,
  button,
  buttons,
  code,
  heading,
  type Message,
  quiet,
  secondary,
  text,
} from '../../core/message.ts'
import { isPersonal, type Reminder } from '../../core/schedule/reminder.ts'
import { nextInWords } from '../../core/schedule/reminder-text.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { planButton } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { statusLine } from './card.ts'

/** A reminder comes on Mondays at nine, where nothing else is said. */
const usual = 'monday 9:00'

const whereIn = (one: Reminder): string =>
  isPersonal(one) ? 'in a direct message' : `in ${one.place.name ?? 'this channel'}, where everyone sees it`

/** What was set, where it comes, and when next. */
export function confirmation(run: Run, one: Reminder, note = ''): Message {
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
    ...(follows?.zone
      ? [quiet(`I think your time zone is ${zoneInWords(rule.tz)}. For another, add “in America/Chicago.”`)]
      : []),
    buttons(
      planButton(run, 'Change it', 'remind'),
      planButton(run, 'Stop it', 'stop'),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

/** How it is reminded now, and other times to choose from. */
export function remindCard(run: Run, reminder: Reminder | undefined): Message {
  return [
    heading(`When should I remind you about ${run.name}?`),
    text(...statusLine(run, reminder)),
    buttons(
      planButton(run, 'Mondays at 9:00', `remind ${usual}`, 'primary'),
      planButton(run, 'Fridays at 9:00', 'remind friday 9:00'),
      ...(reminder?.closed ? [button('Go on', reminder.resume)] : []),
      ...[
        planButton(run, 'Every other Monday', 'remind every other monday 9:00'),
        ...(reminder ? [planButton(run, 'No reminder', 'stop')] : []),
        planButton(run, 'See the plan', ''),
      ].map(secondary),
    ),
    quiet(
      'Or type any day and time: ',
      code('plan remind tue & thu 14:30'),
      '. For a reminder in a channel, type there ',
      code('/plan remind monday 9:00 in this channel'),
      '.',
    ),
  ]
}
