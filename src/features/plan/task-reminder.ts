import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import { Unclear, withReadings } from '../../core/language/unclear.ts'
import { bold, button, buttons, code, heading, list, type Message, quiet, text } from '../../core/message.ts'
import { effectivePreferencesOf, readerOf, recurrenceFor } from '../../core/schedule/preferences.ts'
import {
  remind as keepReminder,
  type NewReminder,
  type Reminder,
  reminders,
  remindersByPerson,
} from '../../core/schedule/reminder.ts'
import { lateInWords, nextInWords } from '../../core/schedule/reminder-text.ts'
import { zoneQuestion } from '../../core/schedule/zone-question.ts'
import { byId } from '../../core/store.ts'
import { NoDay } from '../../core/time/date-parts.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import { type ParsedRecurrence, parsePartialRecurrence } from '../../core/time/parse-recurrence.ts'
import type { DateReader } from '../../core/time/parse-start-date.ts'
import {
  dateIn,
  dateOfDay,
  dayOfDate,
  nextRun,
  notBefore,
  type Recurrence,
  weekdayOf,
} from '../../core/time/recurrence.ts'
import { checkHowOften } from '../../core/time/recurrence-refusals.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { UserError } from '../../core/user-error.ts'
import { clip } from '../walkthrough/cards.ts'
import { scheduleOf } from '../walkthrough/run/plan.ts'
import { newRunId } from '../walkthrough/run/run.ts'
import { ruleMeant } from './reminder.ts'
import { plansHere } from './store.ts'

/** A reminder of one thing to do, which needs no plan: `remind Nov 29 9:00 to call the school`. */
interface ParsedTask {
  what: string
  /** Left out: no time was said. */
  when?: ParsedRecurrence
  /** It comes again and again, and not once. */
  recurs: boolean
}

/** Letters of what is to be done: it stands on buttons. */
const longest = 200

const again = /\b(?:every|each|weekly|daily|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/i
/** `monday to friday`, `to this channel`: no task. “About the room” is one. */
const noTask = (lead: string, words: string): boolean =>
  noDay.test(words) || (/^\s*to/i.test(lead) && noPlace.test(words))
const noDay = /^(?:\d|mon|tue|wed|thu|fri|sat|sun|noon|midnight|end\b|(?:it|this|that)(?:\s|$))/i
const noPlace =
  /^(?:(?:in|to|into)\s+)?(?:this|the|our|my)\s+(?:own\s+)?(?:channel|chat|dm|room|thread|team)\b/i

const withoutMe = (typed: string): string =>
  typed.trim().replace(/^(?:please )?(?:me|us|myself)(?=\s|$)\s*/i, '')

/** Reads `tomorrow at 9 to call the school`, `to call the school tomorrow at 9`, `friday 2pm: pick up the banner`; undefined: it names no task. */
function parseTask(typed: string, reader: DateReader): ParsedTask | undefined {
  const line = withoutMe(typed)
    .replace(/[“”"`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '')
  for (const mark of line.matchAll(
    /(?:^|\s)(?:to|about)\s+(?=\p{L})|^of\s+(?!(?:the |every |each )?months?\b)(?=\p{L})|:\s+/giu,
  )) {
    const [before, behind] = [line.slice(0, mark.index), line.slice(mark.index + mark[0].length)]
    if (behind === '' || noTask(mark[0], behind)) continue
    const parsed = before === '' ? dated(behind, reader) : whole(before, behind, reader)
    if (parsed) return parsed
  }
  return undefined
}

/** `every friday`, `the first friday of the month`. */
const comesAgain = (typed: string, { nth, monthDays }: ParsedRecurrence): boolean =>
  again.test(typed) || nth !== undefined || monthDays !== undefined

/** What stands before the task says when, and nothing else. */
function whole(before: string, what: string, reader: DateReader): ParsedTask | undefined {
  const when = whenIn(before, what, reader)
  return when && { what, when, recurs: comesAgain(before, when) }
}

/** What stands behind the task says when, or nothing does. */
function dated(line: string, reader: DateReader): ParsedTask {
  for (const gap of line.matchAll(/\s+/g)) {
    const end = line.slice(gap.index).trim()
    const what = line.slice(0, gap.index).replace(/[,;]$/, '')
    const when = /^(?:to|and|the|of|for)\b/i.test(end) ? undefined : whenIn(end, what, reader)
    if (when) return { what, when, recurs: comesAgain(end, when) }
  }
  return { what: line, recurs: false }
}

/** Undefined: it says something else, too. @throws {Unclear} with the task behind each reading */
function whenIn(typed: string, what: string, reader: DateReader): ParsedRecurrence | undefined {
  try {
    const { when, stopped } = parsePartialRecurrence(typed, reader)
    const isSaid = when.named.day || when.named.time || when.from !== undefined
    return stopped === undefined && isSaid ? when : undefined
  } catch (error) {
    // “Tuesday, Dec 7”, which is a Monday: that is said.
    if (error instanceof NoDay && error.isConflict) throw error
    if (!(error instanceof Unclear)) return undefined
    throw new Unclear(
      error.question,
      error.readings.map(one => ({ ...one, typed: `${one.typed} to ${what}` })),
    )
  }
}

/** What is asked of reminders that hang on no plan, by what follows `plan remind`; undefined: it is about a plan. */
export async function taskReminder(call: Call, rest: string): Promise<Effect[] | undefined> {
  const [, action, id = ''] = /^(due|list|stop|done)(?:\s+(task-\S+))?$/i.exec(rest) ?? []
  if (action === 'list') return listed(call)
  if (action === 'due' && call.occurrence) return comeBack(call)
  if (action === 'stop' && id) return stopped(call, id)
  if (action === 'done' && id) return [inPlace(call, [text('Good, that is done.')])]
  if (/^(?:off|stop)$/i.test(rest)) {
    // “Turn it off” is about the one that was set just now.
    const shown = call.offered.flatMap(one => /^plan remind stop (task-\S+)$/.exec(one)?.[1] ?? [])
    return shown[0] && shown.length === 1 ? stopped(call, shown[0]) : undefined
  }
  const reader = await readerOf(call)
  const [, moveId, moveTo = ''] = /^move (task-\S+) (.+)$/is.exec(rest) ?? []
  if (moveId) return moved(call, moveId, whenAlone(moveTo, reader))
  const onlyWhen = whenAlone(rest, reader)
  if (onlyWhen) return movedMeant(call, rest, onlyWhen)
  // “In an hour to check the mic”: that it cannot be had is said before what it is about.
  checkHowOften(withoutMe(rest).split(/\s+/))
  try {
    const task = parseTask(rest, reader)
    return (
      task &&
      (task.when
        ? set(call, { ...task, isForUs: /^us\b/i.test(rest) }, task.when)
        : [privateReply(whenCard(task.what))])
    )
  } catch (error) {
    throw withReadings(error, typed => `plan remind ${again.test(rest) ? 'every ' : ''}${typed}`)
  }
}

/** `thursday at 10`, and nothing else; undefined: it says what is to be done, or another thing. */
function whenAlone(typed: string, reader: DateReader): ParsedRecurrence | undefined {
  try {
    return whenIn(withoutMe(typed), '', reader)
  } catch {
    return undefined
  }
}

/** The reminder that was set just now comes at another time; or the asker’s only one, where no plan could be meant. */
async function movedMeant(call: Call, typed: string, when: ParsedRecurrence): Promise<Effect[] | undefined> {
  const shown = call.offered.flatMap(one => /^plan remind stop (task-\S+)$/.exec(one)?.[1] ?? [])
  if (shown[0] && shown.length === 1) return moved(call, shown[0], when)
  const mine = (await call.library.find(remindersByPerson, call.person.id)).filter(([, one]) => !one.paused)
  const tasks = mine.flatMap(([id, { subject }]) =>
    subject.type === 'task' ? [{ id, what: subject.what }] : [],
  )
  const [only, ...more] = tasks
  if (!only || (await plansHere(call)).length > 0) return undefined
  if (more.length === 0) return moved(call, only.id, when)
  return [
    privateReply([
      text(bold('Which reminder do you mean?')),
      buttons(
        ...tasks
          .slice(0, 10)
          .map(({ id, what }) => button(clip(what, 70), `plan remind move ${id} ${typed}`)),
      ),
    ]),
  ]
}

/** What is not said of when stays as it was. */
async function moved(
  call: Call,
  id: string,
  when: ParsedRecurrence | undefined,
): Promise<Effect[] | undefined> {
  const before = await call.library.get(reminders, id)
  if (!when || before?.subject.type !== 'task' || before.person.id !== call.person.id) return undefined
  const { what } = before.subject
  const meant = { follows: {}, ...ruleMeant(when, before, await effectivePreferencesOf(call), call.at) }
  const once = isOnce(before) && !comesAgain(when.said, when)
  const reminder = reminderOf({ what, call, id, ...(once ? onceOf(meant, when, call.at) : meant) })
  const kept = await call.library.update(tx =>
    keepReminder(tx, id, { ...reminder, place: before.place }, call.at),
  )
  return [inPlace(call, confirmation(id, kept, what, call, when.note ?? '', false))]
}

/** All the reminders that are somebody’s own words are stopped; undefined where there is none. What comes besides is told. */
export async function allStopped(call: Call): Promise<{ told: Effect; plans: string[] } | undefined> {
  const all = await call.library.find(remindersByPerson, call.person.id)
  const tasks = all.filter(([, one]) => one.subject.type === 'task')
  if (tasks.length === 0) return undefined
  await call.library.update(async tx => {
    for (const [id] of tasks) await tx.delete(reminders, id)
  })
  const plans = all.flatMap(([id, { subject }]) =>
    subject.type === 'plan' && id === scheduleOf(subject.id) ? [subject.id] : [],
  )
  const others = all.filter(([, one]) => one.subject.type === 'icebreaker').map(([, one]) => one.title)
  const stoppedWords = tasks.flatMap(([, { subject }]) => (subject.type === 'task' ? [subject.what] : []))
  const told = privateReply([
    text(stoppedWords.length === 1 ? 'I’ve stopped this reminder:' : 'I’ve stopped these reminders:'),
    list(stoppedWords),
    ...(others.length > 0
      ? [
          text('Still comes, since it is no reminder:'),
          list(others),
          buttons(button('Icebreakers here', 'icebreaker weekly')),
        ]
      : []),
  ])
  return { told, plans }
}

async function set(
  call: Call,
  { what, recurs, isForUs }: ParsedTask & { isForUs?: boolean },
  when: ParsedRecurrence,
): Promise<Effect[]> {
  if (what.length > longest)
    throw new UserError('That is too long for a reminder. Say in a few words what is to be done.')
  const said = recurrenceFor(when, await effectivePreferencesOf(call), call.at)
  const id = `task-${newRunId()}`
  const reminder = reminderOf({ what, call, id, ...(recurs ? said : onceOf(said, when, call.at)) })
  const kept = await call.library.update(tx => keepReminder(tx, id, reminder, call.at))
  const asks = await zoneQuestion(call, kept)
  const alone = isForUs
    ? [
        quiet(
          'It comes to you alone. For all of a channel, begin a plan there, and type “plan remind monday 9:00 here” in it.',
        ),
      ]
    : []
  return [
    inPlace(call, [
      ...confirmation(id, kept, what, call, when.note ?? '', asks.length > 0),
      ...alone,
      ...asks,
    ]),
  ]
}

/** The first of its days alone; where none was named, the next day on which its time is still to come. */
function onceOf(
  { rule, follows, from }: ReturnType<typeof recurrenceFor>,
  { named }: ParsedRecurrence,
  now: number,
): Pick<NewReminder, 'rule' | 'follows' | 'from'> {
  const { day: _anyDay, ...others } = follows
  const any = named.day ? rule : { ...rule, weekdays: from ? [weekdayOf(dayOfDate(from))] : everyDay }
  const date = dateIn(rule.tz, nextRun(any, notBefore(any, from, now)))
  return {
    rule: { ...any, weekdays: [weekdayOf(dayOfDate(date))], until: date },
    follows: others,
    from: date,
  }
}

const everyDay = [0, 1, 2, 3, 4, 5, 6]

interface Task extends Pick<NewReminder, 'rule' | 'from' | 'follows'> {
  what: string
  call: Call
  id: string
}

function reminderOf({ what, call, id, rule, from, follows }: Task): NewReminder {
  const { person, place } = call
  const { conversation, personal, name } = place
  return {
    rule,
    ...(from && { from }),
    ...(follows && { follows }),
    place: { address: conversation, conversation, personal, thread: false, ...(name && { name }) },
    personal: true,
    person,
    subject: { type: 'task', what },
    command: 'plan remind due',
    title: `the reminder to ${what}${from && rule.until ? '' : `, ${recurrenceInWords(rule, person.locale)}`}`,
    resume: `plan remind list ${id}`,
  }
}

const isOnce = ({ rule, from }: Pick<Reminder, 'rule' | 'from'>): boolean =>
  from !== undefined && rule.until === from

function confirmation(
  id: string,
  one: Reminder,
  what: string,
  { place }: Call,
  note: string,
  isAsked: boolean,
): Message {
  const next = nextInWords(one)
  const where = place.personal ? '' : ' in a direct message'
  return [
    ...(isOnce(one)
      ? [text(`I’ll remind you${where} on `, bold(next), ': ', what, '.')]
      : [
          text(
            `I’ll remind you${where} `,
            bold(recurrenceInWords(one.rule, one.person.locale)),
            ': ',
            what,
            '.',
          ),
          text('The next reminder comes on ', bold(next), fullStop(next)),
        ]),
    ...(note ? [text(note)] : []),
    ...(one.follows?.zone && !isAsked
      ? [quiet(`I think your time zone is ${zoneInWords(one.rule.tz)}. “hearth settings” sets another.`)]
      : []),
    buttons(
      button(isOnce(one) ? 'Don’t remind me' : 'Stop it', `plan remind stop ${id}`),
      button('My reminders', 'plan remind list'),
    ),
  ]
}

/** It was not said when. */
const whenCard = (what: string): Message => [
  text('When should I remind you to ', bold(what), '?'),
  buttons(
    button('Tomorrow at 9:00', `plan remind tomorrow 9:00 to ${what}`),
    button('Monday at 9:00', `plan remind monday 9:00 to ${what}`),
    button('In a week', `plan remind in a week 9:00 to ${what}`),
  ),
  quiet('Or type it with a day and a time: ', code(`remind me friday 2pm to ${what}`), '.'),
]

/** The clock asks: its owner alone is reminded. */
async function comeBack({ library, occurrence, at }: Call): Promise<Effect[]> {
  const one = occurrence && (await library.get(reminders, occurrence.reminder))
  if (!occurrence || !one || one.paused || one.subject.type !== 'task') return []
  const { what } = one.subject
  const { rule, person } = one
  const day = (days: number) => dateOfDay(dayOfDate(dateIn(rule.tz, at)) + days)
  const snoozed = (days: number) => `plan remind ${day(days)} ${clock(rule)} to ${what}`
  return [
    privateReply([
      text('You asked me to remind you: ', bold(what), '.'),
      ...(occurrence.late ? [quiet(lateInWords(occurrence, rule.tz, person.locale))] : []),
      buttons(
        button('Done', `plan remind done ${occurrence.reminder}`),
        button('Tomorrow', snoozed(1)),
        button('In a week', snoozed(7)),
        ...(isOnce(one) ? [] : [button('Stop it', `plan remind stop ${occurrence.reminder}`)]),
      ),
    ]),
  ]
}

async function stopped(call: Call, id: string): Promise<Effect[]> {
  const gone = await call.library.update(async tx => {
    const one = await tx.get(reminders, id)
    if (one?.subject.type !== 'task' || one.person.id !== call.person.id) return undefined
    await tx.delete(reminders, id)
    return one.subject.what
  })
  return [
    inPlace(
      call,
      gone === undefined
        ? [text('That reminder isn’t set anymore.')]
        : [text('I’ve stopped this reminder: ', gone, '.')],
    ),
  ]
}

/** All that comes to the asker by itself, each with when it comes next. */
async function listed({ library, person }: Call): Promise<Effect[]> {
  const all = (await library.find(remindersByPerson, person.id)).sort(
    (a, b) => a[1].nextRunAt - b[1].nextRunAt || byId(a, b),
  )
  if (all.length === 0)
    return [
      privateReply([
        text(
          'You have no reminders right now. To set one, type ',
          code('remind me friday 2pm to call the school'),
          '.',
        ),
      ]),
    ]
  return [
    privateReply([
      heading('Your reminders'),
      ...all
        .slice(0, 20)
        .flatMap(
          ([id, one]): Message => [
            text(
              bold(lineOf(one)),
              ` ${one.paused ? 'It is paused.' : `Next on ${nextInWords(one)}${fullStop(nextInWords(one))}`}`,
            ),
            ...(one.subject.type === 'task'
              ? [buttons(button(`Stop: ${one.subject.what}`.slice(0, 70), `plan remind stop ${id}`))]
              : []),
          ],
        ),
    ]),
  ]
}

const lineOf = ({ subject, title }: Reminder): string => {
  const line = subject.type === 'task' ? subject.what : title.replace(/^the /, '')
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`
}

const clock = ({ hh, mm }: Recurrence): string => `${hh}:${String(mm).padStart(2, '0')}`
