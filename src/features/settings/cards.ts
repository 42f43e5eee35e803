import type { Call } from '../../core/command.ts'
import {
  button,
  buttons,
  code,
  dialog,
  facts,
  heading,
  list,
  type Message,
  type Of,
  oneFold,
  quiet,
} from '../../core/message.ts'
import { crisisLineInWords, crisisLineOf } from '../../core/schedule/crisis-line.ts'
import { effectivePreferencesOf, type Preferences, preferences } from '../../core/schedule/preferences.ts'
import { type Reminder, reminders } from '../../core/schedule/reminder.ts'
import { nextInWords } from '../../core/schedule/reminder-text.ts'
import { byId } from '../../core/store.ts'
import { dayNames } from '../../core/time/calendar.ts'
import { instantInWords } from '../../core/time/in-words.ts'
import { clockOf, quietInWords, workingDaysInWords } from '../../core/time/parse-preferences.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { languageInWords } from './language-setting.ts'

type Fact = [label: string, value: string]

/** What is set, by the key it is kept under. */
export async function factsOf(call: Call): Promise<Partial<Record<keyof Preferences, Fact>>> {
  const own = await call.library.get(preferences, call.person.id)
  const { zone } = await effectivePreferencesOf(call)
  const crisis = await crisisLineOf(call)
  const whose = own?.zone ? 'set by you' : (await call.timeZone()) ? 'from your chat app' : 'this computer’s'
  return {
    zone: [
      'Time zone',
      `${zone} (${zoneInWords(zone)}), ${whose}. It is ${instantInWords(call.at, zone, call.person.locale)} there.`,
    ],
    language: ['Language', await languageInWords(call)],
    workingDays: ['Working days', workingDaysInWords(own?.workingDays)],
    quiet: ['Quiet hours', quietInWords(own?.quiet, call.person.locale)],
    ...(crisis && { crisis: ['Crisis line', crisisLineInWords(crisis)] }),
  }
}

/** What is set, and what comes next. */
export async function settingsCard(call: Call): Promise<Message> {
  return [
    heading('Your settings'),
    facts(Object.values(await factsOf(call))),
    ...oneFold(['What comes next', nextOnes(await mine(call))]),
    buttons(button('Change', 'settings change', 'primary')),
    quiet('Or type ', code('hearth settings zone America/Chicago'), '; “off” clears one.'),
  ]
}

/** The form that changes what is set. */
export async function changeCard(call: Call): Promise<Message> {
  const own = await call.library.get(preferences, call.person.id)
  const { zone } = await effectivePreferencesOf(call)
  return [
    dialog(
      'Your settings',
      [
        {
          id: 'zone',
          label: 'Time zone',
          type: 'line',
          value: own?.zone ?? '',
          hint: `Empty: ${zoneHint(zone, own)}`,
        },
        {
          id: 'days',
          label: 'Working days',
          type: 'several',
          options: weekFromMonday.map(day => ({ value: String(day), label: dayNames[day] ?? '' })),
          value: (own?.workingDays ?? []).join(','),
        },
        {
          id: 'from',
          label: 'Quiet from',
          type: 'time',
          value: own?.quiet ? clockOf(own.quiet.from) : '',
        },
        {
          id: 'to',
          label: 'Quiet until',
          type: 'time',
          value: own?.quiet ? clockOf(own.quiet.to) : '',
        },
      ],
      button('Save', 'settings save', 'primary'),
    ),
    quiet('If you pick a day and time, I use it. Otherwise I follow your working days and quiet hours.'),
  ]
}

const weekFromMonday = [1, 2, 3, 4, 5, 6, 0]
const zoneHint = (zone: string, own: Preferences | undefined): string =>
  own?.zone ? 'from your chat app' : `as now, ${zone}`

async function mine(call: Call): Promise<Reminder[]> {
  const all = (await call.library.list(reminders)).sort(byId)
  return all.map(([, one]) => one).filter(one => one.person.id === call.person.id && !one.paused)
}

const nextOnes = (all: readonly Reminder[]): Of<'list'>[] =>
  all.length === 0
    ? []
    : [
        list(
          [...all]
            .sort((a, b) => a.nextRunAt - b.nextRunAt)
            .slice(0, 5)
            .map(one => `${one.title}: ${nextInWords(one)}`),
        ),
      ]
