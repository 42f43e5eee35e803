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
import { decideDigest, type LastDigest } from './decide-digest.ts'

/** What a channel was told last: by which occurrence, when, and of which plans. One message a day, however many plans report. */
interface Digest {
  key: string
  at: number
  tz: string
  plans: string[]
  name?: string
  /** How its days are shown: as to whoever asked for the reminder that brought it. */
  locale?: string
}
export const digests = kind<Digest>('plan-report')
export const digestsByPlan: Index<Digest> = {
  name: 'digests-by-plan',
  kind: digests,
  keysOf: one => one.plans,
}
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
  const { locale } = reminder.person
  const { key } = occurrence
  const today = dateIn(tz, call.at)
  const last = await lastDigest(tx, conversation, tz)
  const others = await othersToday(tx, { reminder, today, left })
  const decision = decideDigest({ key, plan: run.id, today, last, others })
  if (decision.type === 'told') return []
  if (decision.type === 'wait')
    throw new DeliveryError('not-yet', 'another plan brings it along to its channel just now')
  const told = await remindAll(tx, decision.plans, { conversation, key, at: call.at })
  const plans = told.map(one => one.id)
  await tx.put(digests, conversation, {
    key,
    at: call.at,
    tz,
    plans,
    ...(name && { name }),
    ...(locale && { locale }),
  })
  if (told.length === 0) return []
  return [
    {
      type: 'reply',
      message: digestCard(told, { name, today, locale, about: aboutOccurrence(occurrence, tz, locale) }),
      card: { name: cardOf(conversation) },
    },
  ]
}

/** Keeps of each plan that this occurrence reminded of it, as far as the channel may see it and it is not quiet; in the order of their names. */
async function remindAll(
  tx: Tx,
  plans: readonly string[],
  { conversation, key, at }: { conversation: Address; key: string; at: number },
): Promise<Run[]> {
  const told: Run[] = []
  for (const id of plans) {
    const one = await tx.get(runs, id)
    const asked = one && (await visibleIn(tx, one, conversation)) ? remindedOf(one, key, at) : undefined
    if (!asked) continue
    await tx.put(runs, id, asked)
    told.push(asked)
  }
  return told.sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** The reminders of plans that report to a channel. */
export async function digestRemindersIn(
  from: Pick<Tx, 'find'>,
  conversation: Address,
): Promise<[string, Reminder][]> {
  const all = await from.find(remindersByConversation, conversation)
  return all.filter(([, one]) => !one.paused && !isPersonal(one) && one.subject.type === 'plan')
}

/** The plans whose occurrence in this channel falls on today, or is overdue. */
async function othersToday(
  tx: Tx,
  { reminder, today, left }: Pick<DigestRequest, 'reminder' | 'left'> & { today: string },
): Promise<string[]> {
  return (await digestRemindersIn(tx, reminder.place.conversation))
    .filter(([, one]) => dateIn(reminder.rule.tz, one.nextRunAt) <= today && !left.has(one.person.id))
    .flatMap(([, { subject }]) => (subject.type === 'plan' ? [subject.id] : []))
    .sort()
}

/** What the channel was told last, and what became of it. */
async function lastDigest(tx: Tx, conversation: Address, tz: string): Promise<LastDigest | undefined> {
  const last = await tx.get(digests, conversation)
  if (!last) return undefined
  const { key, at, plans } = last
  return { key, date: dateIn(tz, at), plans, outcome: await outcomeOf(tx, key) }
}

/** Whether an occurrence was sent, still will be (it waits to be tried again), or was left out. */
async function outcomeOf(tx: Tx, key: string): Promise<LastDigest['outcome']> {
  if (await tx.get(sent, key)) return 'sent'
  const [bringer = '', meantFor] = key.split('/').slice(-2)
  const one = await tx.get(reminders, bringer)
  return one && !one.paused && one.nextRunAt === Number(meantFor) ? 'waits' : 'dropped'
}

/** Redraws the report on which a plan stands, with what was answered since. */
export async function refreshDigest(call: Call, run: Run): Promise<Effect[]> {
  const all = await call.library.find(digestsByPlan, run.id)
  const drawn = await Promise.all(
    all.map(async ([conversation, report]) => {
      const told = await Promise.all(report.plans.map(id => call.library.get(runs, id)))
      const seen = await Promise.all(
        told.map(async one =>
          one && (await visibleIn(call.library, one, conversation as Address)) ? [one] : [],
        ),
      )
      const message = digestCard(seen.flat(), {
        name: report.name,
        today: dateIn(report.tz, call.at),
        locale: report.locale,
        since: report.at,
      })
      return update(cardOf(conversation as Address), message)
    }),
  )
  return drawn
}
