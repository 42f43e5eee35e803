import type { Call } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import type { Person } from '../../core/incoming.ts'
import { bold, buttons, type Message, quiet, text } from '../../core/message.ts'
import { nobody } from '../../core/records/personal-data.ts'
import { effectivePreferencesFrom } from '../../core/schedule/preferences.ts'
import { nextWelcomeTime } from '../../core/schedule/quiet-hours.ts'
import { calendarFor, type NewReminder, reminders } from '../../core/schedule/reminder.ts'
import { byId, type Tx } from '../../core/store.ts'
import { dateIn, minuteMs, type Recurrence, wallAt } from '../../core/time/recurrence.ts'
import { hostZone } from '../../core/time/time-zones.ts'
import { UserError } from '../../core/user-error.ts'
import { type PlanStep, stepsTold } from '../walkthrough/run/plan.ts'
import { planButton, stepLine } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'
import { isIn, runs } from '../walkthrough/store.ts'
import type { PlanAction } from './actions/action.ts'
import type { PlanRequest } from './refresh-cards.ts'
import { plansByStepTold } from './store.ts'

/** A colleague who is to do a step. */
export type Named = Pick<Person, 'id' | 'name'>

/** So long a step can still be changed, or taken back, before anybody is told of it. */
const momentMs = minuteMs

const everyDay = [0, 1, 2, 3, 4, 5, 6]

/** Whoever goes by what stands under “Who”, if that is a colleague and not the asker. */
export async function colleagueNamed(call: Call, who: string | undefined): Promise<Named | undefined> {
  const one = who ? await call.named(who) : undefined
  return one && one.id !== call.person.id ? { id: one.id, name: one.name } : undefined
}

/**
 * Has a colleague told that a step is theirs: once, in a moment, and out of their quiet hours. Whoever stood there before and was
 * not told yet is not told any more.
 */
export async function tellSoon(
  tx: Tx,
  call: Call,
  { run, step, before }: { run: Run; step: PlanStep; before?: Named | undefined },
  now: Named | undefined,
): Promise<void> {
  const id = `step-${run.id}-${step.id}`
  const waits = (await tx.get(reminders, id)) !== undefined
  if (!now) return waits ? tx.delete(reminders, id) : undefined
  if (!waits && before?.id === now.id) return
  const { zone: tz, quiet } = await effectivePreferencesFrom(tx, now.id, hostZone())
  const one = { person: now, place: placeOf(call), personal: true }
  const soon = call.at + momentMs
  const at = nextWelcomeTime(soon, ruleAt(soon, tz), await calendarFor(tx, one), quiet)
  const rule = ruleAt(at, tz)
  const reminder: NewReminder = {
    ...one,
    rule,
    from: dateIn(tz, at),
    subject: { type: 'plan', id: run.id },
    command: `plan @${run.id} yours ${step.id}`,
    title: `what I tell ${now.name} about a step`,
    resume: '',
  }
  await tx.put(reminders, id, {
    version: 1,
    ...reminder,
    nextRunAt: at,
    postponedTo: at,
    attempts: 0,
    setAt: call.at,
  })
}

const placeOf = ({ place: { conversation, personal, name } }: Call) => ({
  address: conversation,
  conversation,
  personal,
  thread: false,
  ...(name && { name }),
})

/** Once: at the minute of an instant, and never after that day. */
function ruleAt(at: number, tz: string): Recurrence {
  const wall = wallAt(tz, at)
  return {
    weekdays: everyDay,
    hh: wall.getUTCHours(),
    mm: wall.getUTCMinutes(),
    tz,
    until: dateIn(tz, at),
  }
}

/** What is said to whoever named a colleague. */
export function willTell(all: readonly Named[]): Message {
  const names = [...new Set(all.map(one => one.name))].join(', ')
  return names === ''
    ? []
    : [
        quiet(
          `I’ll tell ${names} in a moment, in a direct message, and nobody else. Until then you can still change it.`,
        ),
      ]
}

/** What the clock asks: the colleague is told of the step as it stands now. */
export const yours: PlanAction = { name: 'yours', takes: /^s\d+$/, run: tell }

async function tell({ call, id, rest }: PlanRequest): Promise<Effect[]> {
  if (!call.occurrence) throw new UserError('The clock brings these. To see a plan now, type “plan”.')
  const run = await call.library.update(tx => noted(tx, call.person.id, { id, step: rest }))
  const step = run && planOf(run).steps.find(one => one.id === rest)
  if (!run || !step || step.done) return []
  const author = step.words?.who ?? run.owner.id
  const { name } = author === run.owner.id ? run.owner : await call.colleague(author)
  const sees = isIn(run, call.person.id) || !run.place.personal
  const line = stepLine(step, dateIn(hostZone(), call.at), call.person.locale)
  return [
    privateReply([
      text(`${name} put you down for a step of “`, bold(run.name), '”:'),
      text(...(typeof line === 'string' ? [line] : line)),
      ...(sees
        ? [
            buttons(
              planButton(run, 'Done', `done ${step.id}`, 'primary'),
              planButton(run, 'See the plan', 'open'),
            ),
          ]
        : [quiet(`The plan is ${run.owner.name}’s. To see all of it, ask them to share it.`)]),
    ]),
  ]
}

/** Keeps who is told of a step, by id: nobody else hears of it when they ask. */
async function noted(
  tx: Tx,
  person: string,
  { id, step: told }: { id: string; step: string },
): Promise<Run | undefined> {
  const run = await tx.get(runs, id)
  const plan = run && planOf(run)
  const step = plan?.steps.find(one => one.id === told)
  if (!run || !plan || step?.who === undefined || step.done) return run
  const others = (plan.told ?? []).filter(one => one.step !== told)
  const after: Run = {
    ...run,
    plan: { ...plan, told: [...others, { step: told, id: person, who: step.who }] },
  }
  await tx.put(runs, id, after)
  return after
}

/**
 * Who was told of a step of a plan that they cannot open from here hears which, and where it is checked off: no more than they were
 * told. Undefined: they were told of none that is still theirs to do.
 */
export async function stepGiven({ library, person }: Call): Promise<UserError | undefined> {
  const found = (await library.find(plansByStepTold, person.id)).sort(byId)
  const each = found.flatMap(([, run]) => stepsTold(planOf(run), person.id).map(step => ({ run, step })))
  if (each.length === 0) return undefined
  return new UserError(
    each
      .slice(0, mostSaid)
      .flatMap(({ run, step }) => [
        text('Your step of “', bold(run.name), '”: ', bold(step.what), '.'),
        quiet(whereCheckedOff(run)),
      ]),
  )
}

/** So many of somebody's steps are said at once. */
const mostSaid = 5

function whereCheckedOff({ owner, place }: Run): string {
  if (!place.personal)
    return 'The plan stands in a channel: there it can be opened, and the step checked off.'
  return owner.id === nobody.id
    ? 'Whoever looked after the plan is gone.'
    : `The plan is ${owner.name}’s. Tell them when it is done, or ask them to share it with you.`
}
