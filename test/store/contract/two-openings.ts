import { expect, it } from 'vitest'
import { kind, type Schedule, type Store, schedules, sent, type Tx } from '../../../src/core/store.ts'
import { byWord } from './documents.ts'
import { minute, T0, week } from './house.ts'

/** Two openings of one place: two processes, or two computers, as far as the store is concerned. */
export interface TwoOpenings {
  readonly one: Store
  readonly other: Store
}

const notes = kind<{ text: string }>('note')
const counts = kind<{ n: number }>('count')
const due = (nextRunAt: number): Schedule => ({ nextRunAt, attempts: 0 })
const all = { limit: 1000, leaseMs: minute, owner: 'tester' }
const increment = (store: Store, workspace = 'a') =>
  store.update(workspace, async tx => {
    const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
    await tx.put(counts, 'c', { n: n + 1 })
    return n
  })

/** Every way in which an update can look at a schedule. */
const looks: Readonly<Record<string, (tx: Tx) => Promise<Schedule | undefined>>> = {
  gets: tx => tx.get(schedules, 's'),
  lists: async tx => (await tx.list(schedules))[0]?.[1],
  selects: async tx => (await tx.select(schedules, (_, id) => id === 's'))[0]?.[1],
}

/** What a store promises that several openings share. */
export function testSharedOpenings(both: TwoOpenings): void {
  it('shows in one what the other has saved, also by an index', async () => {
    await both.one.update('a', tx => tx.put(notes, 'x', { text: 'tea' }))
    expect(await both.other.get('a', notes, 'x')).toEqual({ text: 'tea' })
    await both.other.update('a', tx => tx.put(notes, 'x', { text: 'cake' }))
    expect(await both.one.find('a', byWord, 'tea')).toEqual([])
    expect(await both.one.find('a', byWord, 'cake')).toEqual([['x', { text: 'cake' }]])
    expect(await both.one.workspaces()).toEqual(['a'])
  })

  it('adds up 100 increments of each, and none sees what another saw', async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, n) => increment(n % 2 ? both.one : both.other)),
    )
    expect(new Set(seen).size).toBe(200)
    expect(await both.one.get('a', counts, 'c')).toEqual({ n: 200 })
  })

  it('keeps what both save first in a workspace that was not there', async () => {
    for (let round = 0; round < 10; round++)
      await Promise.all([
        both.one.update(`w${round}`, tx => tx.put(notes, 'one', { text: 'tea' })),
        both.other.update(`w${round}`, tx => tx.put(notes, 'other', { text: 'tea' })),
      ])
    for (let round = 0; round < 10; round++)
      expect((await both.one.list(`w${round}`, notes)).map(([id]) => id).sort()).toEqual(['one', 'other'])
  })

  it.each(Object.entries(looks))(
    'claims nothing that an update of the other %s, and is about to change',
    async (_how, look) => {
      await both.one.update('a', tx => tx.put(schedules, 's', due(T0)))
      let meanwhile: unknown
      await both.one.update('a', async tx => {
        const found = await look(tx)
        meanwhile = await both.other.claim(T0, all)
        if (found) await tx.put(schedules, 's', { ...found, nextRunAt: T0 })
      })
      expect(meanwhile).toEqual([])
      expect(await both.other.claim(T0, all)).toHaveLength(1)
      expect(await both.one.claim(T0, all)).toEqual([])
    },
  )

  it('leaves a lease of the other alone until it runs out, also after opening anew', async () => {
    await both.one.update('a', tx => tx.put(schedules, 's', due(T0)))
    expect(await both.one.claim(T0, all)).toHaveLength(1)
    expect(await both.other.claim(T0 + minute - 1, all)).toEqual([])
    expect(await both.other.nextDueAt()).toBe(T0 + minute)
    expect((await both.other.claim(T0 + minute, all)).map(({ attempt }) => attempt)).toEqual([2])
  })

  it('keeps the lease of what one has in hand where the other changes its schedule', async () => {
    await both.one.update('a', tx => tx.put(schedules, 's', due(T0)))
    const [claim] = await both.other.claim(T0, all)
    if (!claim) throw new Error('nothing was due')
    await both.one.update('a', async tx => {
      const found = await tx.get(schedules, 's')
      if (found) await tx.put(schedules, 's', { ...found, title: 'changed' } as Schedule)
    })
    expect(await both.other.complete(claim, { nextRunAt: T0 + week, now: T0 })).toBe(true)
    expect(await both.one.get('a', schedules, 's')).toMatchObject({ title: 'changed', nextRunAt: T0 + week })
    expect(await both.one.get('a', sent, claim.key)).toEqual({ at: T0 })
  })

  it('gives no schedule to two of 8 claimers, four in each', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => [`w${n % 7}`, `s${n}`] as const)
    await Promise.all(
      ids.map(([workspace, id], n) => both.one.update(workspace, tx => tx.put(schedules, id, due(T0 - n)))),
    )
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        (n % 2 ? both.one : both.other).claim(T0, { ...all, limit: 20, owner: `claimer ${n}` }),
      ),
    )
    expect(claims.flat().length).toBe(120)
    expect(new Set(claims.flat().map(({ key }) => key)).size).toBe(120)
  })

  it('goes on in one when the other closes', async () => {
    await increment(both.other)
    await both.other.close()
    expect(await increment(both.one)).toBe(1)
  })
}

/** What a store promises that lets in one at a time: `open` is the second opening. */
export function testSoleOpening(house: {
  readonly store: Store
  open(): Promise<Store>
  reopen(): Promise<void>
}): void {
  it('refuses a second opening in a sentence, and the first goes on', async () => {
    await increment(house.store)
    await expect(house.open()).rejects.toThrow(/in use by another Hearth .*\. Stop/s)
    expect(await increment(house.store)).toBe(1)
  })

  it('gives the next opening all that the first has saved, and what the first had claimed at once', async () => {
    await house.store.update('a', tx => tx.put(schedules, 's', due(T0)))
    await increment(house.store)
    expect(await house.store.claim(T0, all)).toHaveLength(1)
    await house.reopen()
    expect(await increment(house.store)).toBe(1)
    expect((await house.store.claim(T0, all)).map(({ attempt }) => attempt)).toEqual([2])
  })
}
