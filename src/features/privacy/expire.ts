import type { IsHeld } from '../../core/records/legal-hold.ts'
import type { About, PersonalDataEntry } from '../../core/records/personal-data.ts'
import { reminders } from '../../core/schedule/reminder.ts'
import type { Tx } from '../../core/store.ts'
import { scheduleOf } from '../walkthrough/run/plan.ts'
import { runs } from '../walkthrough/run/run.ts'
import { afterwards, type Change } from './erase-person.ts'

/** What went, or would go, by age: `walk-throughs and plans: 3 of 12`. */
export interface Aged {
  what: string
  count: number
  of: number
}

/** What goes where all that was last used before an instant goes, with what hangs on it. A plan that is brought back is in use. */
export async function expiring(
  from: Pick<Tx, 'list' | 'select'>,
  inventory: readonly PersonalDataEntry[],
  before: number,
  isHeld: IsHeld,
): Promise<{ changes: Change[]; aged: Aged[] }> {
  const coming = new Set((await from.list(reminders)).flatMap(([id, one]) => (one.paused ? [] : [id])))
  const left = (entry: PersonalDataEntry, one: unknown, id: string): unknown => {
    if (!entry.aging || isHeld(entry, id)) return one
    return entry.kind === runs && coming.has(scheduleOf(id)) ? one : entry.aging.left(one, before)
  }
  const gone = new Set<string>()
  for (const entry of inventory)
    if (entry.kind === runs)
      for (const [id] of await from.select(runs, (run, id) => left(entry, run, id) === undefined))
        for (const one of [id, scheduleOf(id)]) gone.add(one)
  const about: About = { ...nobodyInParticular, gone }
  const remaining = (entry: PersonalDataEntry, one: unknown, id: string): unknown => {
    if (isHeld(entry, id)) return one
    const document = left(entry, one, id)
    return document && afterwards(entry, { id, document, mentions: false }, about)
  }
  const changes: Change[] = []
  const aged: Aged[] = []
  for (const entry of inventory) {
    const size = entry.aging?.size ?? (() => 1)
    const counted = { what: entry.aging?.what ?? '', count: 0, of: 0 }
    const found = new Map<string, unknown>()
    const goes = (one: unknown, id: string): boolean => {
      counted.of += size(one)
      const after = remaining(entry, one, id)
      if (after === one) return false
      counted.count += size(one) - (after === undefined ? 0 : size(after))
      found.set(id, after)
      return true
    }
    for (const [id, before] of await from.select(entry.kind, goes))
      changes.push({ kind: entry.kind, id, before, after: found.get(id) })
    if (entry.aging) aged.push(counted)
  }
  return { changes, aged }
}

const nobodyInParticular = {
  who: { id: '', ids: [] },
  own: new Set<string>(),
  renamed: new Map(),
}
