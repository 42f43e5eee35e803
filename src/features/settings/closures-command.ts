import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import { withReadings } from '../../core/language/unclear.ts'
import { bold, button, buttons, code, heading, list, type Message, quiet, text } from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import {
  type Closure,
  closureId,
  closureInWords,
  closures,
  isOver,
  without,
} from '../../core/schedule/closures.ts'
import { movedOccurrences, spanOf } from '../../core/schedule/moved-occurrences.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { rescheduleAll } from '../../core/schedule/reschedule.ts'
import type { Tx } from '../../core/store.ts'
import { parseClosures } from '../../core/time/parse-closure.ts'
import { monthFirst } from '../../core/time/reader-locale.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { timesInWords } from '../../core/time/times-in-words.ts'
import { UserError } from '../../core/user-error.ts'

const mostClosures = 100

/** `/hearth closed …`: the days on which the library is closed, and nothing comes by itself. */
export function closedCommand(permissions: Permissions): Command {
  return {
    name: 'closed',
    typedOnly: true,
    summary: 'The library’s closed days: scheduled posts and reminders move to the next open day',
    keywords: ['holiday', 'holidays', 'closure', 'open', 'christmas', 'vacation', 'days'],
    examples: [
      ['hearth closed Dec 24–Jan 1', 'closes those days; “Dec 25 every year” and “every sunday” work too'],
      ['hearth closed', 'lists the closed days'],
      ['hearth closed remove Dec 24', 'opens them again'],
    ],
    inWords(rest, locale) {
      const [, opens, days = ''] = /^(remove )?(.*)$/s.exec(rest.trim()) ?? []
      const said = timesInWords(days, undefined, locale)
      if (said === '') return 'The library’s closed days'
      return opens ? `Open again: ${said}` : `Closed: ${said}`
    },
    isItsWords: rest =>
      !/^(?:for|on account|because|the|we|our|today|tomorrow|early|at)\b/i.test(rest.trim()),
    async run(call) {
      const [first = ''] = call.words
      if (first === '' || /^list$/i.test(first)) return [inPlace(call, await closedDays(call))]
      await permissions.leadsOnly(
        call,
        who => `${who} can change the closed days. “hearth closed” lists them for everyone.`,
      )
      const rest = call.rest.slice(first.length).trim()
      if (/^(?:remove|delete|open|not|cancel)$/i.test(first)) return remove(call, rest)
      return add(call, /^(?:add|on)$/i.test(first) ? rest : call.rest)
    },
  }
}

async function add(call: Call, typed: string): Promise<Effect[]> {
  const { locale } = call.person
  const { closures: wanted, note } = wanting(typed, await todayFor(call), monthFirst(locale))
  const moved = await changing(call, { days: wanted, away: true }, async tx => {
    for (const [id, one] of await tx.list(closures))
      if (isOver(one, dateIn('UTC', call.at - 7 * 86_400_000))) await tx.delete(closures, id)
    if ((await tx.list(closures)).length + wanted.length > mostClosures)
      throw new UserError('That’s a lot of closed days. Remove some first: “hearth closed” lists them.')
    for (const closure of wanted) await tx.put(closures, closureId(closure), closure)
  })
  return [
    inPlace(call, [
      text('Closed: ', bold(wanted.map(one => closureInWords(one, locale)).join('; ')), '.'),
      ...(note ? [text(note)] : []),
      text(movedInWords(moved)),
      ...(await closedDays(call)),
    ]),
  ]
}

/** The days that are to be closed. @throws {UserError}, with a button for the whole days where a part of one was named */
function wanting(...[typed, ...reader]: Parameters<typeof parseClosures>): ReturnType<typeof parseClosures> {
  try {
    return parseClosures(typed, ...reader)
  } catch (error) {
    throw withReadings(error, line => line)
  }
}

async function remove(call: Call, typed: string): Promise<Effect[]> {
  const { opened, change, note } = await opening(call, typed)
  const moved = await changing(call, { days: opened, away: false }, change)
  return [
    inPlace(call, [
      text('Open again: ', bold(opened.map(one => closureInWords(one, call.person.locale)).join('; ')), '.'),
      ...(note ? [text(note)] : []),
      text(movedInWords(moved)),
      ...(await closedDays(call)),
    ]),
  ]
}

/** What is opened again, and nothing else: a closure by its name, or the days that were named out of those that have them. */
interface Opening {
  opened: Closure[]
  note?: string
  change(tx: Tx): Promise<void>
}

async function opening(call: Call, typed: string): Promise<Opening> {
  const all = await call.library.list(closures)
  if (typed === '') throw new UserError('Which ones? “hearth closed” lists them, each with a button.')
  const exact = all.find(([id]) => id === typed.toLowerCase())
  const { closures: named, note } = exact
    ? { closures: [exact[1]], note: undefined }
    : parseClosures(typed, await todayFor(call), monthFirst(call.person.locale))
  const steps = named.map(one => openOne(one, all))
  const missing = named.filter((_, at) => steps[at] === undefined)
  if (missing.length > 0)
    throw new UserError(
      `The library is not closed then, as far as I know: ${missing.map(one => closureInWords(one, call.person.locale)).join('; ')}. “hearth closed” lists the closed days.`,
    )
  const kept = steps.flatMap(step => step?.others ?? [])
  const yearly =
    kept.length > 0
      ? `It stays closed otherwise: ${kept.map(one => closureInWords(one, call.person.locale)).join('; ')}.`
      : undefined
  return {
    opened: named.map((one, at) => steps[at]?.opened ?? one),
    ...((note ?? yearly) && { note: [note, yearly].filter(Boolean).join(' ') }),
    async change(tx) {
      for (const one of named)
        for (const [id, pieces] of openOne(one, await tx.list(closures))?.changes ?? []) {
          await tx.delete(closures, id)
          for (const piece of pieces) await tx.put(closures, closureId(piece), piece)
        }
    },
  }
}

type Change = [id: string, pieces: Closure[]]

/** What becomes of the closures that have what was named; undefined: none has. */
function openOne(
  named: Closure,
  all: readonly [string, Closure][],
): { changes: Change[]; others: Closure[]; opened: Closure } | undefined {
  const same = all.find(([id]) => id === closureId(named))
  if (same) {
    inFile(same[1])
    return { changes: [[same[0], []]], others: [], opened: same[1] }
  }
  const changes = all.flatMap(([id, one]): Change[] => {
    const pieces = piecesOf(one, named)
    return pieces ? [[id, pieces]] : []
  })
  if (changes.length === 0) return undefined
  for (const [id] of changes) inFile(all.find(([other]) => other === id)?.[1])
  // Of a span, the list shows what is left; of what comes back, that it does is said.
  const others = changes.flatMap(([, pieces]) =>
    pieces.filter(one => closureId(one).length < 21 && comesBack(one)),
  )
  return { changes, others, opened: named }
}

const comesBack = (one: Closure): boolean => 'holiday' in one || 'weekdays' in one || one.from.length === 5

/** What is left of a closure without what was named; undefined where it has nothing of it. */
function piecesOf(one: Closure, named: Closure): Closure[] | undefined {
  if ('holiday' in named) return undefined
  if ('weekdays' in named) {
    const isPlain =
      !('holiday' in one) && 'weekdays' in one && closureId({ weekdays: named.weekdays }) === closureId(named)
    if (!isPlain || named.weekdays.some(day => !one.weekdays.includes(day))) return undefined
    const weekdays = one.weekdays.filter(day => !named.weekdays.includes(day))
    return weekdays.length > 0 ? [{ ...one, weekdays }] : []
  }
  if (named.from.length === 5) return undefined
  const pieces = without(one, named.from, named.to)
  return pieces.length === 1 && pieces[0] === one ? undefined : pieces
}

/** What a calendar file says is taken out there. */
function inFile(one: Closure | undefined): void {
  if (one && 'file' in one && one.file)
    throw new UserError(
      `${closureInWords(one)} stands in the calendar file “${one.file}”. Whoever looks after Hearth can take it out there.`,
    )
}

/** What moves, and over how long that was looked at. */
interface Moved {
  occurrences: Awaited<ReturnType<typeof movedOccurrences>>
  isOverAYear: boolean
}

const letOthersRun = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Changes the closed days, and all that they move; tells how many occurrences of what moved. */
async function changing(
  call: Call,
  { days, away }: { days: readonly Closure[]; away: boolean },
  change: (tx: Tx) => Promise<void>,
): Promise<Moved> {
  const closedNow = async (tx: Tx) => (await tx.list(closures)).map(([, one]) => one)
  const [before, after] = await call.library.update(async tx => {
    const before = await closedNow(tx)
    await change(tx)
    await rescheduleAll(tx, call.at)
    return [before, await closedNow(tx)] as const
  })
  // What moves is what is due on those days by its rule: before they are closed, or after they are open again.
  const moving = away ? { from: before, to: after } : { from: after, to: before }
  const occurrences = await movedOccurrences(call.library, moving, spanOf(days, call.at), {
    now: call.at,
    letOthersRun,
  })
  return { occurrences, isOverAYear: days.some(comesBack) }
}

function movedInWords({ occurrences: { icebreaker, plan, task }, isOverAYear }: Moved): string {
  const count = icebreaker + plan + task
  if (count === 0) return 'No reminders are affected.'
  const kinds = [
    icebreaker > 0 && (icebreaker === 1 ? 'an icebreaker' : `${icebreaker} icebreakers`),
    plan > 0 && (plan === 1 ? 'a reminder of a plan' : `${plan} reminders of plans`),
    task > 0 && (task === 1 ? 'a written reminder' : `${task} written reminders`),
  ].filter(one => one !== false)
  const move = count === 1 ? 'One reminder moves' : `${count} reminders move`
  return isOverAYear
    ? `${move} to another day in the coming year: ${kinds.join(', ')}.`
    : `${move} to another day: ${kinds.join(', ')}.`
}

/** The closed days, each with the button that opens it again. */
export async function closedDays(call: Call): Promise<Message> {
  const today = await todayFor(call)
  const all = (await call.library.list(closures))
    .filter(([, one]) => !isOver(one, today))
    .sort(([a], [b]) => a.localeCompare(b))
  if (all.length === 0)
    return [
      text('No closed days are set. To set some, type ', code('hearth closed Dec 24–Jan 1'), '.'),
      quiet(
        'A post or reminder that falls on a closed day comes on the next open day instead, at the same time.',
      ),
    ]
  return [
    heading('Closed days'),
    list(all.map(([, one]) => closureInWords(one, call.person.locale))),
    quiet('What would come on one of these days comes on the next open day instead, at the same time.'),
    buttons(
      ...all
        .filter(([, one]) => !('file' in one && one.file))
        .slice(0, 10)
        .map(([id, one]) => button(`Reopen ${shortly(one, call.person.locale)}`, `closed remove ${id}`)),
    ),
  ]
}

/** Without the days of the week that a button has no room for. */
const shortly = (one: Closure, locale: string | undefined): string =>
  closureInWords(one, locale).replaceAll(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?=\w+ \d|\d)/g, '')

async function todayFor(call: Call): Promise<string> {
  return dateIn((await effectivePreferencesOf(call)).zone, call.at)
}
