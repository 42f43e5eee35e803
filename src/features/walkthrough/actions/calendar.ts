import type { Call } from '../../../core/command.ts'
import { type Effect, privateReply } from '../../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  code,
  file,
  form,
  list,
  type Message,
  quiet,
  text,
} from '../../../core/message.ts'
import { readerOf } from '../../../core/schedule/preferences.ts'
import { dateInWords, fullStop, instantInWords } from '../../../core/time/in-words.ts'
import { looksLikeDate } from '../../../core/time/parse-date.ts'
import { UserError } from '../../../core/user-error.ts'
import { type CalendarEntry, calendarFile } from '../../../paper/calendar.ts'
import { applyMove, renderOutcome } from '../apply-move.ts'
import { press } from '../cards.ts'
import { fileName } from '../paper.ts'
import { datesOf, runDateInWords } from '../run/dates.ts'
import { parseRunDate } from '../run/parse-run-date.ts'
import { planButton } from '../run/plan-view.ts'
import type { Run } from '../run/run.ts'
import { isPlan } from '../run/run-plan.ts'
import type { Walkthrough } from '../schema.ts'
import { splitId } from '../split-id.ts'
import { runFor, runMeant, runsHere } from '../store.ts'
import type { Action, RunRequest } from './action.ts'

/** So many dates are named beside a calendar file; all are in it. */
const mostNamed = 10

/** `calendar`: what has a date in a run, as a file for one's own calendar. `date Dec 12 at 3 pm`: when it is held. */
export const calendarActions = { calendar, date } satisfies Readonly<Record<string, Action>>

/** Whether what follows a walk-through's word is about its date or the calendar. */
export function isAboutCalendar(rest: string): boolean {
  const line = rest.trim()
  if (/^calendar(?:\s+(?:@\S+|(?:of|for)\s.+))?$/i.test(line)) return true
  // “Date Night” is what one may be called.
  const [, behind] = /^date(?:\s+(?:@\S+\s*)?(.*))?$/is.exec(line) ?? []
  return /^date\b/i.test(line) && (!behind || /^(?:off|none)$/i.test(behind) || looksLikeDate(behind))
}

/** `gathering calendar`, `gathering date Dec 12 at 3 pm`: of the one at hand, the only one, or the one that is chosen. */
export async function calendarOf(
  call: Call,
  walkthrough: Walkthrough,
  all: readonly Walkthrough[],
): Promise<Effect[]> {
  const [, word = '', behind = ''] = /^(calendar|date)\s*([\s\S]*)$/i.exec(call.rest.trim()) ?? []
  const action = word.toLowerCase() as keyof typeof calendarActions
  const mine = (await runsHere(call)).filter(
    run => run.walkthrough === walkthrough.id && (action === 'calendar' || isOfHere(call, run)),
  )
  const { id, rest } = splitId(behind)
  const name = action === 'calendar' ? rest.replace(/^(?:of|for)\s+/i, '') : ''
  const named = name === '' ? mine : mine.filter(run => isCalled(run, name))
  const [only] = named
  const atHand = await runMeant(call)
  const meant =
    id ?? (named.some(run => run.id === atHand) ? atHand : named.length === 1 ? only?.id : undefined)
  if (meant !== undefined)
    return calendarActions[action]({
      call,
      id: meant,
      rest: action === 'date' ? rest : '',
      walkthroughs: all,
    })
  if (named.length === 0) throw new UserError(nothingHere(walkthrough, name))
  return [privateReply(whichOne(named, action === 'date' ? `date ${rest}`.trim() : action))]
}

/** What is typed in a channel dates what stands there, and nobody’s own. */
const isOfHere = ({ place }: Call, run: Run): boolean =>
  place.personal || (!run.place.personal && run.place.conversation === place.conversation)

async function calendar({ call, id }: RunRequest): Promise<Effect[]> {
  const run = await runFor(call.library, call, id)
  return [privateReply(await calendarCard(call, run))]
}

/** The dates of a run as a file, and in words; without any, the way to one. */
export async function calendarCard(call: Call, run: Run): Promise<Message> {
  const entries = datesOf(run)
  if (entries.length === 0) return isPlan(run) ? noSteps(run) : dateForm(run)
  return [
    text(
      `Here ${entries.length === 1 ? 'is the date' : 'are the dates'} of “${run.name}” for your calendar. Open the file to put ${entries.length === 1 ? 'it' : 'them'} there; opened again later, it brings your calendar up to date.`,
    ),
    ...(await datesInWords(call, entries)),
    file(`${fileName(run.name)}.ics`, calendarFile(run.name, entries, call.at)),
    ...(isPlan(run) ? [] : [buttons(press(run, 'Change the date', 'date'))]),
  ]
}

/** The dates of entries, as a list for whoever asks. */
export async function datesInWords(call: Call, entries: readonly CalendarEntry[]): Promise<Message> {
  const { tz } = await readerOf(call)
  const more = entries.length - mostNamed
  return [
    list(
      entries
        .slice(0, mostNamed)
        .map(({ title, when }) => [
          bold(
            'day' in when
              ? dateInWords(when.day, undefined, call.person.locale)
              : instantInWords(when.from, tz, call.person.locale),
          ),
          ` ${title}`,
        ]),
    ),
    ...(more > 0 ? [quiet(`And ${more} more, all in the file.`)] : []),
  ]
}

async function date({ call, id, rest, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await runFor(call.library, call, id)
  const typed = rest || [call.values.day, call.values.time].filter(Boolean).join(' at ')
  if (typed === '') return [privateReply(dateForm(run))]
  if (/^(?:off|none|no|remove|clear)$/i.test(typed))
    return renderOutcome(
      call,
      all,
      await applyMove(call, all, id, { type: 'date', words: `“${run.name}” has no date anymore.` }),
    )
  const held = parseRunDate(typed, await readerOf(call))
  const said = runDateInWords(held, undefined, call.person.locale)
  const words = `“${run.name}” is on ${said}${fullStop(said)}`
  const outcome = await applyMove(call, all, id, { type: 'date', date: held, words })
  return [
    ...(await renderOutcome(call, all, outcome)),
    privateReply([
      text('Would you like it in your calendar, too?'),
      buttons(press(outcome.run, 'Put it in my calendar', 'calendar', 'primary')),
    ]),
  ]
}

const dateForm = (run: Run): Message => [
  text(`When is “${run.name}”?`),
  form(
    [
      { id: 'day', label: 'Day', type: 'date', ...(run.date && { value: run.date.day }) },
      { id: 'time', label: 'Time', type: 'line', hint: 'Such as 3 pm to 5 pm; left empty, it is all day' },
    ],
    press(run, 'Keep this date', 'date', 'primary'),
  ),
  quiet('Or type ', code(`walk date Dec 12 at 3 pm`), run.date ? '; “walk date off” takes it away.' : '.'),
]

const noSteps = (run: Run): Message => [
  text(
    `No step of “${run.name}” has a day yet, so there is nothing for a calendar. A step says what, who, and by when.`,
  ),
  buttons(planButton(run, 'Add a step', 'step', 'primary'), planButton(run, 'Change steps', 'steps')),
]

/** Asks which of several is meant. */
export const whichOne = (all: readonly Run[], action: string): Message => [
  text('Which one do you mean?'),
  buttons(...all.slice(0, 10).map(run => button(run.name.slice(0, 70), `walk @${run.id} ${action}`))),
]

const isCalled = (run: Run, name: string): boolean => run.name.toLowerCase().includes(name.toLowerCase())

const nothingHere = ({ command, title }: Walkthrough, name: string): string =>
  name === ''
    ? `You have none here yet: “${command}” begins “${title}”, and then it can have a date.`
    : `You have none here that is called “${name}”. “${command}” lists those you have.`
