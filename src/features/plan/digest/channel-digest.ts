import type { Call } from '../../../core/command.ts'
import { DeliveryError } from '../../../core/delivery/delivery-error.ts'
import { type Effect, update } from '../../../core/effect.ts'
import type { Address, Occurrence, PersonId } from '../../../core/incoming.ts'
import {
  isPersonal,
  type Reminder,
  reminders,
  remindersByConversation,
} from '../../../core/schedule/reminder.ts'
import { type Index, kind, sent, type Tx } from '../../../core/store.ts'
import { dateIn } from '../../../core/time/recurrence.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { remindedOf } from '../../walkthrough/run/run-plan.ts'
import { runs } from '../../walkthrough/store.ts'
import { aboutOccurrence } from '../due-card.ts'
import { visibleIn } from '../location.ts'
import { digestCard } from './channel-digest-card.ts'

/** What a channel was told last: by which occurrence, when, and of which plans. One message a day, however many plans report. */
interface Digest {
  key: string
  at: number
  tz: string
  plans: string[]
  name?: string
}
export const digests = kind<Digest>('plan-report')
const reportsByPlan: Index<Digest> = { kind: digests, keysOf: one => one.plans }
const cardOf = (conversation: Address) => `plans/${conversation}/report`

/** The plan whose occurrence it is, and who has left: their plans come with nobody else's. */
interface DigestRequest {
  run: Run
  reminder: Reminder
  occurrence: Occurrence
  left: ReadonlySet<PersonId>
}

/**
 * All plans that report to this channel today, in one message. The first one due brings the others along; when their own
 * turn comes later in the day, they have been told of already.
 */
export async function postDigest(
  tx: Tx,
  call: Call,
  { run, reminder, occurrence, left }: DigestRequest,
): Promise<Effect[]> {
  const { conversation, name } = reminder.place
  const { tz } = reminder.rule
  const last = await tx.get(digests, conversation)
  const again = last?.key === occurrence.key
  const today = dateIn(tz, call.at)
  const toldToday = last && !again && dateIn(tz, last.at) === today ? await toldBy(tx, last) : []
  if (last && toldToday.includes(run.id)) return broughtAlong(tx, last)
  const wanted = again
    ? last.plans
    : [run.id, ...(await othersToday(tx, { reminder, today, left, known: [run.id, ...toldToday] }))]
  const told: Run[] = []
  for (const id of wanted) {
    const one = await tx.get(runs, id)
    const asked =
      one && (await visibleIn(tx, one, conversation)) ? remindedOf(one, occurrence.key, call.at) : undefined
    if (!asked) continue
    await tx.put(runs, id, asked)
    told.push(asked)
  }
  told.sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const plans = told.map(one => one.id)
  const report: Digest = { key: occurrence.key, at: call.at, tz, plans, ...(name && { name }) }
  await tx.put(digests, conversation, report)
  if (told.length === 0) return []
  return [
    {
      type: 'reply',
      message: digestCard(told, name, today, aboutOccurrence(occurrence, tz)),
      card: { name: cardOf(conversation) },
    },
  ]
}

/** The reminders of plans that report to a channel. */
export async function digestRemindersIn(
  from: Pick<Tx, 'find'>,
  conversation: Address,
): Promise<[string, Reminder][]> {
  const all = await from.find(remindersByConversation, conversation)
  return all.filter(([, one]) => !one.paused && !isPersonal(one) && one.subject.type === 'plan')
}

/** The other plans whose occurrence in this channel falls on today, or is overdue. */
async function othersToday(
  tx: Tx,
  {
    reminder,
    today,
    left,
    known,
  }: Pick<DigestRequest, 'reminder' | 'left'> & { today: string; known: string[] },
): Promise<string[]> {
  return (await digestRemindersIn(tx, reminder.place.conversation))
    .filter(([, one]) => dateIn(reminder.rule.tz, one.nextRunAt) <= today && !left.has(one.person.id))
    .flatMap(([, { subject }]) => (subject.type === 'plan' ? [subject.id] : []))
    .filter(id => !known.includes(id))
    .sort()
}

/** Whom a report tells of that was sent, or still will be: its occurrence waits to be tried again, and was not left out. */
async function toldBy(tx: Tx, { key, plans }: Digest): Promise<readonly string[]> {
  const [bringer = '', meantFor] = key.split('/').slice(-2)
  const one = await tx.get(reminders, bringer)
  const waits = one !== undefined && !one.paused && one.nextRunAt === Number(meantFor)
  return waits || (await tx.get(sent, key)) ? plans : []
}

/** Nothing is left to do for a plan that was told of; while its message is on the way, it is too early to say so. */
async function broughtAlong(tx: Tx, { key }: Digest): Promise<Effect[]> {
  if (await tx.get(sent, key)) return []
  throw new DeliveryError('not-yet', 'another plan brings it along to its channel just now')
}

/** Redraws the report on which a plan stands, with what was answered since. */
export async function refreshDigest(call: Call, run: Run): Promise<Effect[]> {
  const all = await call.library.find(reportsByPlan, run.id)
  const drawn = await Promise.all(
    all.map(async ([conversation, report]) => {
      const told = await Promise.all(report.plans.map(id => call.library.get(runs, id)))
      const seen = await Promise.all(
        told.map(async one =>
          one && (await visibleIn(call.library, one, conversation as Address)) ? [one] : [],
        ),
      )
      const message = digestCard(seen.flat(), report.name, dateIn(report.tz, call.at), [], report.at)
      return update(cardOf(conversation as Address), message)
    }),
  )
  return drawn
}
