import { randomUUID } from 'node:crypto'
import type { Workspace } from '../core/incoming.ts'
import { backoff, type Claim, type Schedule, schedules, sent, type Tx } from '../core/store.ts'

/**
 * The leases that this process gave. Any other is of a process that ended, for the lock lets one in at a time: its occurrences
 * are due at once, and not when the lease would have run out.
 */
export class Leases {
  readonly #given = new Map<string, number>()

  give(token: string, until: number, now: number): void {
    if (this.#given.size > 1000)
      for (const [old, over] of this.#given) if (over < now) this.#given.delete(old)
    this.#given.set(token, until)
  }

  /** When a schedule is due: undefined if it is paused or gone. A lease hides it until it runs out. */
  dueAt(schedule: Schedule | undefined): number | undefined {
    if (!schedule || schedule.paused) return undefined
    const { lease, nextRunAt } = schedule
    const holds = lease && (lease.token === backoff || this.#given.has(lease.token))
    return holds ? Math.max(nextRunAt, lease.until) : nextRunAt
  }
}

/** For whom, from when and for how long. */
export interface LeaseTerms {
  now: number
  leaseMs: number
  owner: string
  leases: Leases
}

/** Leases those of the schedules that are due by now, in one commit. The lease is on disk before anything is posted. */
export async function lease(
  tx: Tx,
  workspace: Workspace,
  ids: string[],
  { now, leaseMs, owner, leases }: LeaseTerms,
): Promise<Claim[]> {
  const claims: Claim[] = []
  for (const id of ids) {
    const found = await tx.get(schedules, id)
    const at = leases.dueAt(found)
    if (!found || at === undefined || at > now) continue // gone, moved or taken in the meantime
    const token = `${owner}/${randomUUID()}`
    leases.give(token, now + leaseMs, now)
    const schedule = { ...found, attempts: found.attempts + 1, lease: { token, until: now + leaseMs } }
    await tx.put(schedules, id, schedule)
    const scheduledFor = found.nextRunAt
    const key = `${workspace}/${id}/${scheduledFor}`
    claims.push({ workspace, id, scheduledFor, key, token, attempt: schedule.attempts, schedule })
  }
  return claims
}

/** Moves on to the next time, or takes away what never comes again, and remembers that this occurrence was sent. */
export async function moveOn(tx: Tx, claim: Claim, nextRunAt: number, now: number): Promise<boolean> {
  const found = await tx.get(schedules, claim.id)
  if (found?.lease?.token !== claim.token) return false
  const { lease: _over, ...rest } = found
  if (nextRunAt === Number.POSITIVE_INFINITY) await tx.delete(schedules, claim.id)
  else await tx.put(schedules, claim.id, { ...rest, nextRunAt, attempts: 0, lastKey: claim.key })
  await tx.put(sent, claim.key, { at: now })
  return true
}

/** Comes back later: the same occurrence, by the same key. */
export async function backOff(tx: Tx, claim: Claim, retryAt: number, untried = false): Promise<boolean> {
  const found = await tx.get(schedules, claim.id)
  if (found?.lease?.token !== claim.token) return false
  const attempts = found.attempts - (untried ? 1 : 0)
  await tx.put(schedules, claim.id, { ...found, attempts, lease: { token: backoff, until: retryAt } })
  return true
}

/** Holds on to what is in hand. */
export async function holdOn(tx: Tx, claim: Claim, until: number): Promise<boolean> {
  const found = await tx.get(schedules, claim.id)
  if (found?.lease?.token !== claim.token) return false
  await tx.put(schedules, claim.id, { ...found, lease: { token: claim.token, until } })
  return true
}

export const dayMs = 24 * 60 * 60_000
/** How long it is remembered that an occurrence was sent. */
const sentMs = 90 * dayMs

/** Forgets what was sent long ago. */
export async function forgetOldSent(tx: Tx, now: number): Promise<void> {
  for (const [key, { at }] of await tx.list(sent)) {
    if (at < now - sentMs) await tx.delete(sent, key)
  }
}
