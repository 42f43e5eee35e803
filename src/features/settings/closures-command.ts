import { type Admins, ofTheLibrary } from '../../core/admins.ts'
import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import { bold, button, buttons, code, heading, list, type Message, quiet, text } from '../../core/message.ts'
import {
  type Closure,
  closureId,
  closureInWords,
  closures,
  covers,
  isOver,
} from '../../core/schedule/closures.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { reminders } from '../../core/schedule/reminder.ts'
import { rescheduleAll } from '../../core/schedule/reschedule.ts'
import type { Tx } from '../../core/store.ts'
import { parseClosure } from '../../core/time/parse-closure.ts'
import { monthFirst } from '../../core/time/reader-locale.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { UserError } from '../../core/user-error.ts'

const mostClosures = 100

/** `/hearth closed …`: the days on which the library is closed, and nothing comes by itself. */
export function closedCommand(admins: Admins): Command {
  return {
    name: 'closed',
    typedOnly: true,
    summary: 'The library’s closed days: what comes by itself moves to the next open day',
    keywords: ['holiday', 'holidays', 'closure', 'open', 'christmas', 'vacation', 'days'],
    examples: [
      ['hearth closed 24 Dec–1 Jan', 'closes those days; “25 Dec every year” and “every sunday” work too'],
      ['hearth closed', 'lists the closed days'],
      ['hearth closed remove 24 Dec', 'opens them again'],
    ],
    isItsWords: rest =>
      !/^(?:for|on account|because|the|we|our|today|tomorrow|early|at)\b/i.test(rest.trim()),
    async run(call) {
      const [first = ''] = call.words
      if (first === '' || /^list$/i.test(first)) return [inPlace(call, await listed(call))]
      if (!admins.may(call.person))
        throw new UserError(
          `${admins.who} can change the closed days. “hearth closed” lists them for everybody.`,
        )
      await ofTheLibrary(call)
      const rest = call.rest.slice(first.length).trim()
      if (/^(?:remove|delete|open|not|cancel)$/i.test(first)) return remove(call, rest)
      return add(call, /^(?:add|on)$/i.test(first) ? rest : call.rest)
    },
  }
}

async function add(call: Call, typed: string): Promise<Effect[]> {
  const { closure, note } = parseClosure(typed, await todayFor(call), monthFirst(call.person.locale))
  const moved = await changing(call, async tx => {
    for (const [id, one] of await tx.list(closures))
      if (isOver(one, dateIn('UTC', call.at - 7 * 86_400_000))) await tx.delete(closures, id)
    if ((await tx.list(closures)).length >= mostClosures)
      throw new UserError('That are very many closed days. Remove some first: “hearth closed” lists them.')
    await tx.put(closures, closureId(closure), closure)
  })
  return [
    inPlace(call, [
      text('Closed: ', bold(closureInWords(closure)), '.'),
      ...(note ? [text(note)] : []),
      text(movedInWords(moved)),
      ...(await listed(call)),
    ]),
  ]
}

async function remove(call: Call, typed: string): Promise<Effect[]> {
  const named = await matching(call, typed)
  const moved = await changing(call, async tx => {
    for (const id of named.keys()) await tx.delete(closures, id)
  })
  return [
    inPlace(call, [
      text('Open again: ', bold([...named.values()].map(closureInWords).join('; ')), '.'),
      text(movedInWords(moved)),
      ...(await listed(call)),
    ]),
  ]
}

/** Those of this name, or on this day. */
async function matching(call: Call, typed: string): Promise<Map<string, Closure>> {
  const all = await call.library.list(closures)
  const exact = all.filter(([id]) => id === typed.toLowerCase())
  if (exact.length > 0) return new Map(exact)
  if (typed === '') throw new UserError('Which ones? “hearth closed” lists them, each with a button.')
  const { closure } = parseClosure(typed, await todayFor(call), monthFirst(call.person.locale))
  const meant = all.filter(
    ([id, one]) => id === closureId(closure) || ('from' in closure && covers(one, closure.from)),
  )
  if (meant.length === 0)
    throw new UserError(
      `The library is not closed then, as far as I know. “hearth closed” lists the closed days.`,
    )
  return new Map(meant)
}

/** Changes the closed days, and all that they move; tells how many reminders moved. */
async function changing(call: Call, change: (tx: Tx) => Promise<void>): Promise<number> {
  return call.library.update(async tx => {
    const before = new Map((await tx.list(reminders)).map(([id, one]) => [id, one.nextRunAt]))
    await change(tx)
    await rescheduleAll(tx, call.at)
    const after = await tx.list(reminders)
    return after.filter(([id, one]) => one.nextRunAt !== before.get(id)).length
  })
}

const movedInWords = (count: number): string =>
  count === 0
    ? 'No reminder that is set has to move now.'
    : `${count === 1 ? 'One reminder moves' : `${count} reminders move`} to another day.`

async function listed(call: Call): Promise<Message> {
  const today = await todayFor(call)
  const all = (await call.library.list(closures))
    .filter(([, one]) => !isOver(one, today))
    .sort(([a], [b]) => a.localeCompare(b))
  if (all.length === 0)
    return [
      text('No closed days are set. To set some, type ', code('hearth closed 24 Dec–1 Jan'), '.'),
      quiet('What comes by itself on a closed day comes on the next open day instead, at the same time.'),
    ]
  return [
    heading('Closed days'),
    list(all.map(([, one]) => closureInWords(one))),
    quiet('What would come on one of these days comes on the next open day instead, at the same time.'),
    buttons(...all.slice(0, 10).map(([id, one]) => button(`Open: ${shortly(one)}`, `closed remove ${id}`))),
  ]
}

const shortly = (one: Closure): string => closureInWords(one).replaceAll(/[A-Z][a-z]+day, /g, '')

async function todayFor(call: Call): Promise<string> {
  return dateIn((await effectivePreferencesOf(call)).zone, call.at)
}
