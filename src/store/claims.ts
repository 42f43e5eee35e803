import { randomUUID } from 'node:crypto'
import type { Workspace } from '../core/incoming.ts'
import { type Claim, type Schedule, schedules, sent, type Tx } from '../core/store.ts'

/** When a schedule is due: undefined if it is paused or gone. A lease hides it until it runs out. */
export function dueAt(schedule: Schedule | undefined): number | undefined {
  if (!schedule || schedule.paused) return undefined
  return Math.max(schedule.nextRunAt, schedule.lease?.until ?? 0)
}

/** Leases those of the schedules that are due by now, in one commit. The lease is on disk before anything is posted. */
export async function lease(
  tx: Tx,
  workspace: Workspace,
  ids: string[],
  { now, leaseMs, owner }: { now: number; leaseMs: number; owner: string },
): Promise<Claim[]> {
  const claims: Claim[] = []
  for (const id of ids) {
    const found = await tx.get(schedules, id)
    const at = dueAt(found)
    if (!found || at === undefined || at > now) continue // gone, moved or taken in the meantime
    const token = `${owner}/${randomUUID()}`
    const schedule = { ...found, attempts: found.attempts + 1, lease: { token, until: now + leaseMs } }
    await tx.put(schedules, id, schedule)
    const scheduledFor = found.nextRunAt
    const key = `${workspace}/${id}/${scheduledFor}`
    claims.push({ workspace, id, scheduledFor, key, token, attempt: schedule.attempts, schedule })
  }
  return claims
}

/** Moves on to the next time, and remembers that this occurrence was sent. */
export async function moveOn(tx: Tx, claim: Claim, nextRunAt: number, now: number): Promise<boolean> {
  const found = await tx.get(schedules, claim.id)
  if (found?.lease?.token !== claim.token) return false
  const { lease: _over, ...rest } = found
  await tx.put(schedules, claim.id, { ...rest, nextRunAt, attempts: 0, lastKey: claim.key })
  await tx.put(sent, claim.key, { at: now })
  return true
}

/** Comes back later: the same occurrence, by the same key. */
export async function backOff(tx: Tx, claim: Claim, retryAt: number): Promise<boolean> {
  const found = await tx.get(schedules, claim.id)
  if (found?.lease?.token !== claim.token) return false
  await tx.put(schedules, claim.id, { ...found, lease: { token: 'backoff', until: retryAt } })
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
