import type { Call } from '../../../core/command.ts'
import { type Effect, send } from '../../../core/effect.ts'
import type { Address, Place } from '../../../core/incoming.ts'
import { withReadings } from '../../../core/language/unclear.ts'
import { bold, button, buttons, type Message, text } from '../../../core/message.ts'
import { noGuest } from '../../../core/permissions.ts'
import { effectivePreferencesOf, preferences, readerOf } from '../../../core/schedule/preferences.ts'
import {
  isPersonal,
  remind as keepReminder,
  type Reminder,
  reminders,
  resumed,
} from '../../../core/schedule/reminder.ts'
import { chooseZone } from '../../../core/schedule/reschedule.ts'
import { zoneQuestion } from '../../../core/schedule/zone-question.ts'
import { parseZonePreference } from '../../../core/time/parse-preferences.ts'
import { type ParsedReminder, parseReminder } from '../../../core/time/parse-reminder.ts'
import type { DateReader } from '../../../core/time/parse-start-date.ts'
import { inField, UserError } from '../../../core/user-error.ts'
import { answered, isFinished, scheduleOf } from '../../walkthrough/run/plan.ts'
import { planButton } from '../../walkthrough/run/plan-view.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { planOf } from '../../walkthrough/run/run-plan.ts'
import { shares } from '../../walkthrough/store.ts'
import { statusLine } from '../card.ts'
import { visibleIn } from '../location.ts'
import { changed, inItsPlace, type PlanRequest } from '../refresh-cards.ts'
import { confirmation, remindCard } from '../remind-cards.ts'
import { reminderOf, ruleMeant } from '../reminder.ts'
import { shareFirst } from '../share-first.ts'
import { changePlan, ownPlan, planFor, reminderFor } from '../store.ts'
import { alone, lowered, type PlanAction } from './action.ts'

/** When a plan comes back, and where. Its owner's alone. */
export const remindActions: readonly PlanAction[] = [
  { name: 'remind', phrases: ['remind …'], who: 'owner', inItsThread: 'followed', inWords, run: remind },
  { name: 'zone', takes: /^(?:[A-Z]\w+\/\S+|UTC)$/, whileOpen: true, run: setZone },
  { name: 'stop', takes: alone, whileOpen: true, answersReminder: lowered(alone), run: stop },
]

function inWords(rest: string): string {
  if (rest === 'off') return 'Stop the plan’s reminder'
  return rest === '' || rest === 'list' ? 'The plan’s reminder' : `Remind me of the plan: ${rest}`
}

export async function remind(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  if (rest === '')
    return [inItsPlace(asked, remindCard(await planFor(call.library, call, id), await now(call, id)))]
  if (/^(resume|on)$/i.test(rest)) return goOn(asked)
  if (/^chosen$/i.test(rest)) return chosen(asked)
  const said = reminderSaid({ ...asked, rest: rest.replace(pointer, '') }, await readerOf(call))
  return said.type === 'off' ? stop(asked) : set(asked, said)
}

/** `about this every tuesday at 9`: that it is about the plan is said already. */
const pointer =
  /^(?:me\s+)?(?:(?:about|of|with)\s+)?(?:this|that|it|them|these|(?:this|that|the|my)\s+plan)\s+(?=\S)/i

/** What the fields of the form say: the day, the time, and a channel; without one it comes to the owner alone. */
async function chosen(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const { day = '', time = '' } = call.values
  const channel = call.chosen?.channel
  const reader = await readerOf(call)
  const read = (typed: string) => reminderSaid({ ...asked, rest: typed.trim() }, reader)
  // Its days stay where the time alone is changed; where none is set, no day is taken on a guess.
  if (day.trim() === '' && (time.trim() === '' || !(await now(call, id))))
    throw new UserError('On which day? Choose one, then press “Set it” again.', 'refused', 'day')
  inField('day', () => read(day))
  const said = inField('time', () => read(`${day} ${time}`))
  if (said.type === 'off') return stop(asked)
  if (channel === undefined) return set(asked, { ...said, where: 'alone' })
  await call.mustReach(channel).catch(error => {
    throw error instanceof UserError ? new UserError(error.answer, error.code, 'channel') : error
  })
  const run = await ownPlan(call.library, call, id)
  if (!(await visibleIn(call.library, run, channel)))
    throw new UserError(
      `“${run.name}” is not in that channel yet. Share it there first, then set the reminder.`,
      'refused',
      'channel',
    )
  return set(asked, said, channel)
}

async function set(
  asked: PlanRequest,
  said: Extract<ParsedReminder, { type: 'set' }>,
  channel?: Address,
): Promise<Effect[]> {
  const { call, id } = asked
  const run = await ownPlan(call.library, call, id)
  if (isFinished(planOf(run)))
    throw new UserError(
      `“${run.name}” is finished. “reopen 1” opens a step again, then it can be brought back.`,
    )
  const before = await reminderFor(call.library, run)
  const { place, personal } = channel ? await placeAt(call, run, channel) : placeMeant(call, said, before)
  if (!personal) await noGuest(call)
  if (!personal && !(await visibleIn(call.library, run, place.conversation))) return shareFirst(asked, run)
  const effective = await effectivePreferencesOf(call)
  const meant = {
    ...ruleMeant(said.when, before, effective, call.at),
    place,
    personal,
    person: call.person,
  }
  const { run: kept } = await changePlan(call, id, async (plan, _, tx) => {
    await ownPlan(tx, call, id)
    await keepReminder(tx, scheduleOf(id), reminderOf(run, meant), call.at)
    return plan
  })
  const reminder = await reminderFor(call.library, kept)
  const { note } = said.when ?? {}
  return changed(asked, kept, reminder ? await confirmed(call, kept, reminder, note) : [])
}

/** What was set, and what is asked about it: whose time it is, where nobody told. */
async function confirmed(call: Call, run: Run, reminder: Reminder, note?: string): Promise<Message> {
  const asks = await zoneQuestion(call, reminder, zone => `plan @${run.id} zone ${zone}`)
  const isChosen = (await call.library.get(preferences, call.person.id))?.zone !== undefined
  return [...confirmation(run, reminder, { note, isZoneSaid: asks.length > 0 || isChosen }), ...asks]
}

/** The answer to whose time it is: what was said of the reminder is said again, by the clock of the place that was chosen. */
async function setZone(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  await chooseZone(call, parseZonePreference(rest))
  const run = await planFor(call.library, call, id)
  const reminder = await reminderFor(call.library, run)
  return changed(asked, run, reminder ? await confirmed(call, run, reminder) : [text('Saved.')])
}

async function stop(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  if (!(await now(call, id))) {
    const { name } = await planFor(call.library, call, id)
    return [
      inItsPlace(asked, [
        text('No reminder is set for “', bold(name), '.” Nothing is changed.'),
        buttons(button('My reminders', 'plan remind list')),
      ]),
    ]
  }
  const { run } = await changePlan(call, id, async (plan, _, tx) => {
    await tx.delete(reminders, scheduleOf(id))
    return answered(plan, { by: call.person, at: call.at, words: 'stopped the reminder' })
  })
  const byOther = run.owner.id !== call.person.id
  const told = send({ person: run.owner.id }, [
    text(`${call.person.name} stopped the reminders for “`, bold(run.name), '.” Everything is saved.'),
    buttons(planButton(run, 'Remind me again', 'remind')),
  ])
  const answer = await changed(asked, run, [
    text('I’ve stopped the reminders for “', bold(run.name), '.” Everything is saved.'),
    buttons(planButton(run, 'Remind me again', 'remind'), planButton(run, 'See the plan', '')),
  ])
  return byOther ? [...answer, told] : answer
}

/** Lets a paused reminder go on; one that was stopped begins anew. */
async function goOn(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const before = await now(call, id)
  if (!before) return set(asked, { type: 'set' })
  const { run } = await changePlan(call, id, async (plan, _, tx) => {
    const one = await tx.get(reminders, scheduleOf(id))
    if (one?.paused || one?.closed) await tx.put(reminders, scheduleOf(id), await resumed(tx, one, call.at))
    return plan
  })
  const reminder = await now(call, id)
  return changed(asked, run, [text('It goes on. ', ...statusLine(run, reminder))])
}

async function now(call: Call, id: string): Promise<Reminder | undefined> {
  return reminderFor(call.library, await planFor(call.library, call, id))
}

/** What was said of reminding. @throws {UserError}, with a button for each reading where there are several. */
function reminderSaid({ call, id, rest }: PlanRequest, reader: DateReader): ParsedReminder {
  try {
    return parseReminder(rest, reader, call.place.name)
  } catch (error) {
    throw withReadings(error, typed => `plan @${id} remind ${typed}`)
  }
}

/** A channel that was chosen, by the name under which the plan stands there. */
async function placeAt(
  call: Call,
  run: Run,
  conversation: Address,
): Promise<{ place: Place; personal: boolean }> {
  const share = await call.library.get(shares, run.id)
  const isHere = conversation === call.place.conversation
  const lives = !run.place.personal && run.place.conversation === conversation ? run.place.name : undefined
  const name = isHere ? call.place.name : (lives ?? share?.name)
  return {
    place: { address: conversation, conversation, personal: false, thread: false, ...(name && { name }) },
    personal: false,
  }
}

/** Where it is to come: where it came before if nothing is said of it, else to the owner's own chat. @throws {UserError} */
function placeMeant(
  { place }: Call,
  { where }: Extract<ParsedReminder, { type: 'set' }>,
  before: Reminder | undefined,
): { place: Place; personal: boolean } {
  if (!where && before) return { place: before.place, personal: isPersonal(before) }
  const { conversation, name } = place
  const here = {
    address: conversation,
    conversation,
    personal: place.personal,
    thread: false,
    ...(name && { name }),
  }
  return { place: here, personal: where !== 'here' || place.personal }
}
