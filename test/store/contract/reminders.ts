import { expect, it } from 'vitest'
import { type Claim, kind, type Schedule, schedules, sent } from '../../../src/core/store.ts'
import { day, type House, minute, T0, week } from './house.ts'

const notes = kind<{ text: string }>('note')
const counts = kind<{ n: number }>('count')
const due = (nextRunAt: number): Schedule => ({ nextRunAt, attempts: 0 })
const all = { limit: 1000, leaseMs: minute, owner: 'tester' }

/** What every store promises about what is due. */
export function testReminders(house: House): void {
  const remind = (workspace: string, id: string, at: number) =>
    house.store.update(workspace, tx => tx.put(schedules, id, due(at)))
  const claimOne = async (now: number): Promise<Claim> => {
    const [claim, ...others] = await house.store.claim(now, all)
    expect(others).toEqual([])
    if (!claim) throw new Error(`nothing was due at ${new Date(now).toISOString()}`)
    return claim
  }

  it('still has what it acknowledged after reopening', async () => {
    const puts = Array.from({ length: 20 }, (_, n) =>
      house.store.update('a', tx => tx.put(counts, `c${n}`, { n })),
    )
    await Promise.all([...puts, remind('a', 'plan', T0)])
    await house.reopen()
    expect((await house.store.list('a', counts)).length).toBe(20)
    expect(await house.store.get('a', counts, 'c7')).toEqual({ n: 7 })
    expect(await house.store.nextDueAt()).toBe(T0)
    expect((await claimOne(T0)).id).toBe('plan')
  })

  it('claims only what is due, oldest first, up to the limit; a lease hides it until it runs out', async () => {
    await remind('a', 'second', T0 - minute)
    await remind('b', 'first', T0 - 2 * minute)
    await remind('a', 'third', T0)
    await remind('a', 'tomorrow', T0 + day)
    await house.store.update('a', tx => tx.put(schedules, 'paused', { ...due(T0 - day), paused: true }))
    const two = await house.store.claim(T0, { ...all, limit: 2 })
    expect(two.map(({ id, attempt }) => [id, attempt])).toEqual([
      ['first', 1],
      ['second', 1],
    ])
    expect((await claimOne(T0)).id).toBe('third')
    expect(await house.store.claim(T0 + minute - 1, all)).toEqual([])
    expect(await house.store.nextDueAt()).toBe(T0 + minute)
    const again = await house.store.claim(T0 + minute, all)
    expect(again.map(({ id, attempt }) => [id, attempt])).toEqual([
      ['first', 2],
      ['second', 2],
      ['third', 2],
    ])
  })

  it('claims nothing of a workspace that is left out, and leaves it due', async () => {
    for (const id of ['one', 'two', 'three']) await remind('full', id, T0 - minute)
    await remind('b', 'plan', T0)
    const claims = await house.store.claim(T0, { ...all, limit: 2, except: ['full'] })
    expect(claims.map(({ workspace, id }) => [workspace, id])).toEqual([['b', 'plan']])
    expect(await house.store.nextDueAt()).toBe(T0 - minute)
    expect((await house.store.claim(T0, all)).length).toBe(3)
  })

  it('completes with the current token only, moves on, and remembers the occurrence by its key', async () => {
    await remind('a', 'plan', T0)
    const stale = await claimOne(T0)
    const current = await claimOne(T0 + minute)
    expect(current.key).toBe(stale.key)
    expect(current.key).toBe(`a/plan/${T0}`)
    expect(await house.store.complete(stale, { nextRunAt: T0 + week, now: T0 + minute })).toBe(false)
    expect(await house.store.get('a', sent, current.key)).toBeUndefined()
    expect(await house.store.complete(current, { nextRunAt: T0 + week, now: T0 + minute })).toBe(true)
    expect(await house.store.get('a', sent, current.key)).toEqual({ at: T0 + minute })
    expect(await house.store.nextDueAt()).toBe(T0 + week)
    const plan = await house.store.get('a', schedules, 'plan')
    expect(plan).toMatchObject({ nextRunAt: T0 + week, attempts: 0, lastKey: current.key })
    expect(plan?.lease).toBeUndefined()
    expect(await house.store.complete(current, { nextRunAt: T0 + 2 * week, now: T0 + minute })).toBe(false)
  })

  it('backs off on release, with the same key', async () => {
    await remind('a', 'plan', T0)
    const first = await claimOne(T0)
    expect(await house.store.release(first, { retryAt: T0 + 5 * minute })).toBe(true)
    expect(await house.store.release(first, { retryAt: T0 + 9 * minute })).toBe(false)
    expect(await house.store.claim(T0 + 5 * minute - 1, all)).toEqual([])
    const second = await claimOne(T0 + 5 * minute)
    expect([second.key, second.attempt]).toEqual([first.key, 2])
  })

  it('counts no attempt where nothing was tried', async () => {
    await remind('a', 'plan', T0)
    await house.store.release(await claimOne(T0), { retryAt: T0 + minute, untried: true })
    expect((await claimOne(T0 + minute)).attempt).toBe(1)
  })

  it('brings one late reminder after three weeks down, then the next one to come', async () => {
    await remind('a', 'plan', T0)
    await house.reopen()
    const back = T0 + 22 * day
    const late = await claimOne(back)
    expect(late.scheduledFor).toBe(T0)
    await house.store.complete(late, { nextRunAt: T0 + 4 * week, now: back })
    expect(await house.store.claim(back, all)).toEqual([])
    expect(await house.store.nextDueAt()).toBe(T0 + 4 * week)
  })

  it('does not send again when the clock is set back', async () => {
    await remind('a', 'plan', T0)
    await house.store.complete(await claimOne(T0), { nextRunAt: T0 + week, now: T0 })
    for (let now = T0 - 120 * minute; now <= T0; now += 10 * minute) {
      expect(await house.store.claim(now, all)).toEqual([])
    }
  })

  it('names all that is due later than an instant, in every workspace, and nothing paused', async () => {
    await remind('a', 'now', T0)
    await remind('a', 'next', T0 + week)
    await remind('b', 'far', T0 + 900 * day)
    await house.store.update('b', tx => tx.put(schedules, 'paused', { ...due(T0 + week), paused: true }))
    const later: string[] = []
    for await (const page of house.store.dueAfter(T0))
      for (const { workspace, id } of page) later.push(`${workspace}/${id}`)
    expect(later.sort()).toEqual(['a/next', 'b/far'])
  })

  it('tells of what is written and due before all else', async () => {
    const told: number[] = []
    house.store.onSooner(at => told.push(at))
    await remind('a', 'next', T0 + week)
    await remind('b', 'far', T0 + 900 * day)
    await remind('b', 'now', T0)
    await remind('a', 'next', T0 + 2 * week)
    expect(told).toEqual([T0 + week, T0])
  })

  it('holds on to what is in hand for as long as its lease is renewed, and to nothing that was lost', async () => {
    await remind('a', 'plan', T0)
    const claim = await claimOne(T0)
    expect(await house.store.renew(claim, T0 + 3 * minute)).toBe(true)
    expect(await house.store.claim(T0 + 3 * minute - 1, all)).toEqual([])
    expect((await claimOne(T0 + 3 * minute)).attempt).toBe(2)
    expect(await house.store.renew(claim, T0 + day)).toBe(false)
    expect(await house.store.nextDueAt()).toBe(T0 + 4 * minute)
  })

  it('moves on to never: what does not come again is gone, and was sent', async () => {
    await remind('a', 'once', T0)
    const claim = await claimOne(T0)
    expect(await house.store.complete(claim, { nextRunAt: Number.POSITIVE_INFINITY, now: T0 })).toBe(true)
    expect(await house.store.get('a', schedules, 'once')).toBeUndefined()
    expect(await house.store.get('a', sent, claim.key)).toEqual({ at: T0 })
  })

  it('creates and deletes a plan and its schedule together', async () => {
    const both = async (fail: boolean) =>
      house.store.update('a', async tx => {
        await tx.put(schedules, 'plan', due(T0))
        if (fail) throw new Error('no')
        await tx.put(notes, 'plan', { text: 'Monday walk' })
      })
    await expect(both(true)).rejects.toThrow('no')
    expect([await house.store.nextDueAt(), await house.store.claim(T0, all)]).toEqual([undefined, []])
    await both(false)
    expect(await house.store.nextDueAt()).toBe(T0)
    await house.store.update('a', async tx => {
      await tx.delete(schedules, 'plan')
      await tx.delete(notes, 'plan')
    })
    expect([await house.store.nextDueAt(), await house.store.claim(T0, all)]).toEqual([undefined, []])
  })

  it('never gives one schedule to two of 8 claimers at once', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => [`w${n % 7}`, `s${n}`] as const)
    await Promise.all(ids.map(([workspace, id], n) => remind(workspace, id, T0 - n)))
    const claimer = (n: number) => house.store.claim(T0, { ...all, limit: 20, owner: `claimer ${n}` })
    const claims = (await Promise.all(Array.from({ length: 8 }, (_, n) => claimer(n)))).flat()
    expect(claims.length).toBe(120)
    expect(new Set(claims.map(({ key }) => key)).size).toBe(120)
  })

  it('forgets after 90 days what was sent, and not before', async () => {
    await remind('a', 'plan', T0)
    const first = await claimOne(T0)
    await house.store.complete(first, { nextRunAt: T0 + 80 * day, now: T0 })
    const second = await claimOne(T0 + 80 * day)
    await house.store.complete(second, { nextRunAt: T0 + 95 * day, now: T0 + 80 * day })
    expect((await house.store.list('a', sent)).length).toBe(2)
    const third = await claimOne(T0 + 95 * day)
    await house.store.complete(third, { nextRunAt: T0 + 100 * day, now: T0 + 95 * day })
    expect((await house.store.list('a', sent)).map(([key]) => key).sort()).toEqual(
      [second.key, third.key].sort(),
    )
  })

  it('tells by the schedule, not by the memory of what was sent, whether a completion counts', async () => {
    await remind('a', 'plan', T0)
    await house.store.complete(await claimOne(T0), { nextRunAt: T0 + week, now: T0 })
    await remind('a', 'plan', T0) // moved away and back to the same instant
    expect(await house.store.complete(await claimOne(T0), { nextRunAt: T0 + week, now: T0 })).toBe(true)
  })
}
