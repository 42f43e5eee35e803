import { bold, button, buttons, code, heading, type Message, quiet, text } from '../../core/message.ts'
import { isPersonal, type Reminder } from '../../core/schedule/reminder.ts'
import { nextInWords } from '../../core/schedule/reminder-text.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { planButton } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { statusLine } from './card.ts'

/** A reminder comes on Mondays at nine, where nothing else is said. */
export const usual = 'monday 9:00'

const whereIn = (one: Reminder): string =>
  isPersonal(one) ? 'in your own chat with me' : `in ${one.place.name ?? 'this channel'}, for everybody there`

/** What was set, where it comes, and when next. */
export function confirmation(run: Run, one: Reminder, note = ''): Message {
  const { rule, follows } = one
  return [
    text(
      'I bring back “',
      bold(run.name),
      '” ',
      bold(recurrenceInWords(rule, one.person.locale)),
      `, ${whereIn(one)}.`,
    ),
    text('The next reminder comes on ', bold(nextInWords(one)), fullStop(nextInWords(one))),
    ...(note ? [text(note)] : []),
    quiet(
      follows?.zone
        ? `${zoneInWords(rule.tz)} is yours, as I know it; for another, add “in Europe/London”, or set it with “hearth settings”. `
        : '',
      'Type ',
      code('plan remind off'),
      ' to stop it.',
    ),
    buttons(
      planButton(run, 'Another time', 'remind'),
      planButton(run, 'Stop', 'stop'),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

/** How it is reminded now, and other times to choose from. */
export function remindCard(run: Run, reminder: Reminder | undefined): Message {
  return [
    heading(`The reminder of ${run.name}`),
    text(...statusLine(run, reminder)),
    text(
      'Once a week I show what is due and what is next. Press one, or type any day and time: ',
      code('plan remind tue & thu 14:30'),
      ', ',
      code('plan remind weekdays 8:30'),
      ', ',
      code('plan remind every other friday 15:30'),
      '.',
    ),
    buttons(
      planButton(run, 'Mondays at 9:00', `remind ${usual}`, 'primary'),
      planButton(run, 'Fridays at 9:00', 'remind friday 9:00'),
      planButton(run, 'Every other Monday', 'remind every other monday 9:00'),
      ...(reminder?.closed ? [button('Go on', reminder.resume)] : []),
      ...(reminder ? [planButton(run, 'No reminder', 'stop')] : []),
    ),
    quiet(
      'It comes to your own chat with me. To have it in a channel, type there: ',
      code('/plan remind monday 9:00 in this channel'),
      '.',
    ),
  ]
}
