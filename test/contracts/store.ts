import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Claim, kind, type Schedule, type Store, schedules, sent } from '../../src/core/store.ts'

/** Somewhere a store keeps its data (a folder, a schema), empty at first, which outlives the store's closing. */
export interface Place {
  open(): Promise<Store>
  remove(): Promise<void>
}

const minute = 60_000
const day = 24 * 60 * minute
const week = 7 * day
/** A Monday, 13:00 UTC. The contract owns the clock: every instant below is given to the store, none is read. */
const T0 = Date.UTC(2026, 10, 2, 13)

const notes = kind<{ text: string }>('note')
const counts = kind<{ n: number }>('count')
const due = (nextRunAt: number): Schedule => ({ nextRunAt, attempts: 0 })
const all = { limit: 1000, leaseMs: minute, owner: 'tester' }
const byId = <T>(list: [string, T][]) => Object.fromEntries(list)

/** What every store promises, whatever it stands on. */
export function testStore(name: string, newPlace: () => Promise<Place>): void {
  describe(`${name} keeps the contract of a store`, () => {
    let place: Place
    let store: Store
    beforeEach(async () => {
      place = await newPlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })
    const reopen = async () => {
      await store.close()
      store = await place.open()
    }
    const remind = (workspace: string, id: string, at: number) =>
      store.update(workspace, tx => tx.put(schedules, id, due(at)))
    const claimOne = async (now: number): Promise<Claim> => {
      const [claim, ...others] = await store.claim(now, all)
      expect(others).toEqual([])
      if (!claim) throw new Error(`nothing was due at ${new Date(now).toISOString()}`)
      return claim
    }

    it('puts, gets, lists and deletes documents, and keeps workspaces apart', async () => {
      await store.update('a', async tx => {
        await tx.put(notes, 'x', { text: 'one' })
        await tx.put(notes, 'y', { text: 'two' })
      })
      await store.update('b', tx => tx.put(notes, 'x', { text: 'other' }))
      await store.update('a', tx => tx.delete(notes, 'y'))
      expect(await store.get('a', notes, 'x')).toEqual({ text: 'one' })
      expect(await store.get('a', notes, 'y')).toBeUndefined()
      expect(await store.list('a', notes)).toEqual([['x', { text: 'one' }]])
      expect(await store.list('b', notes)).toEqual([['x', { text: 'other' }]])
      expect(await store.list('c', notes)).toEqual([])
    })

    it('lets an update read what it has just written', async () => {
      await store.update('a', tx => tx.put(notes, 'old', { text: 'old' }))
      const seen = await store.update('a', async tx => {
        await tx.put(notes, 'new', { text: 'new' })
        await tx.delete(notes, 'old')
        return { list: await tx.list(notes), gone: await tx.get(notes, 'old') }
      })
      expect(seen).toEqual({ list: [['new', { text: 'new' }]], gone: undefined })
    })

    it('changes nothing if the update throws', async () => {
      const broken = store.update('a', async tx => {
        await tx.put(notes, 'x', { text: 'one' })
        await tx.put(notes, 'y', { text: 'two' })
        throw new Error('half-way')
      })
      await expect(broken).rejects.toThrow('half-way')
      await reopen()
      expect(await store.list('a', notes)).toEqual([])
    })

    it('hands out and takes in copies', async () => {
      const mine = { text: 'as it was' }
      await store.update('a', async tx => {
        await tx.put(notes, 'x', mine)
        mine.text = 'changed after putting'
        const read = await tx.get(notes, 'x')
        if (read) read.text = 'changed after reading'
      })
      for (const [, note] of await store.list('a', notes)) note.text = 'changed after listing'
      expect(await store.get('a', notes, 'x')).toEqual({ text: 'as it was' })
    })

    it('adds up 200 increments at once', async () => {
      const increment = () =>
        store.update('a', async tx => {
          const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
          await tx.put(counts, 'c', { n: n + 1 })
          return n
        })
      const seen = await Promise.all(Array.from({ length: 200 }, increment))
      expect(new Set(seen).size).toBe(200)
      expect(await store.get('a', counts, 'c')).toEqual({ n: 200 })
    })

    it('still has what it acknowledged after reopening', async () => {
      const puts = Array.from({ length: 20 }, (_, n) =>
        store.update('a', tx => tx.put(counts, `c${n}`, { n })),
      )
      await Promise.all([...puts, remind('a', 'plan', T0)])
      await reopen()
      expect((await store.list('a', counts)).length).toBe(20)
      expect(await store.get('a', counts, 'c7')).toEqual({ n: 7 })
      expect(await store.nextDueAt()).toBe(T0)
      expect((await claimOne(T0)).id).toBe('plan')
    })

    it('claims only what is due, oldest first, up to the limit; a lease hides it until it runs out', async () => {
      await remind('a', 'second', T0 - minute)
      await remind('b', 'first', T0 - 2 * minute)
      await remind('a', 'third', T0)
      await remind('a', 'tomorrow', T0 + day)
      await store.update('a', tx => tx.put(schedules, 'paused', { ...due(T0 - day), paused: true }))
      const two = await store.claim(T0, { ...all, limit: 2 })
      expect(two.map(({ id, attempt }) => [id, attempt])).toEqual([
        ['first', 1],
        ['second', 1],
      ])
      expect((await claimOne(T0)).id).toBe('third')
      expect(await store.claim(T0 + minute - 1, all)).toEqual([])
      expect(await store.nextDueAt()).toBe(T0 + minute)
      const again = await store.claim(T0 + minute, all)
      expect(again.map(({ id, attempt }) => [id, attempt])).toEqual([
        ['first', 2],
        ['second', 2],
        ['third', 2],
      ])
    })

    it('completes with the current token only, moves on, and remembers the occurrence by its key', async () => {
      await remind('a', 'plan', T0)
      const stale = await claimOne(T0)
      const current = await claimOne(T0 + minute)
      expect(current.key).toBe(stale.key)
      expect(current.key).toBe(`a/plan/${T0}`)
      expect(await store.complete(stale, { nextRunAt: T0 + week, now: T0 + minute })).toBe(false)
      expect(await store.get('a', sent, current.key)).toBeUndefined()
      expect(await store.complete(current, { nextRunAt: T0 + week, now: T0 + minute })).toBe(true)
      expect(await store.get('a', sent, current.key)).toEqual({ at: T0 + minute })
      expect(await store.nextDueAt()).toBe(T0 + week)
      const plan = await store.get('a', schedules, 'plan')
      expect(plan).toMatchObject({ nextRunAt: T0 + week, attempts: 0, lastKey: current.key })
      expect(plan?.lease).toBeUndefined()
      expect(await store.complete(current, { nextRunAt: T0 + 2 * week, now: T0 + minute })).toBe(false)
    })

    it('backs off on release, with the same key', async () => {
      await remind('a', 'plan', T0)
      const first = await claimOne(T0)
      expect(await store.release(first, { retryAt: T0 + 5 * minute })).toBe(true)
      expect(await store.release(first, { retryAt: T0 + 9 * minute })).toBe(false)
      expect(await store.claim(T0 + 5 * minute - 1, all)).toEqual([])
      const second = await claimOne(T0 + 5 * minute)
      expect([second.key, second.attempt]).toEqual([first.key, 2])
    })

    it('brings one late reminder after three weeks down, then the next one to come', async () => {
      await remind('a', 'plan', T0)
      await reopen()
      const back = T0 + 22 * day
      const late = await claimOne(back)
      expect(late.scheduledFor).toBe(T0)
      await store.complete(late, { nextRunAt: T0 + 4 * week, now: back })
      expect(await store.claim(back, all)).toEqual([])
      expect(await store.nextDueAt()).toBe(T0 + 4 * week)
    })

    it('does not send again when the clock is set back', async () => {
      await remind('a', 'plan', T0)
      await store.complete(await claimOne(T0), { nextRunAt: T0 + week, now: T0 })
      for (let now = T0 - 120 * minute; now <= T0; now += 10 * minute) {
        expect(await store.claim(now, all)).toEqual([])
      }
    })

    it('creates and deletes a plan and its schedule together', async () => {
      const both = async (fail: boolean) =>
        store.update('a', async tx => {
          await tx.put(schedules, 'plan', due(T0))
          if (fail) throw new Error('no')
          await tx.put(notes, 'plan', { text: 'Monday walk' })
        })
      await expect(both(true)).rejects.toThrow('no')
      expect([await store.nextDueAt(), await store.claim(T0, all)]).toEqual([undefined, []])
      await both(false)
      expect(await store.nextDueAt()).toBe(T0)
      await store.update('a', async tx => {
        await tx.delete(schedules, 'plan')
        await tx.delete(notes, 'plan')
      })
      expect([await store.nextDueAt(), await store.claim(T0, all)]).toEqual([undefined, []])
    })

    it('never gives one schedule to two of 8 claimers at once', async () => {
      const ids = Array.from({ length: 120 }, (_, n) => [`w${n % 7}`, `s${n}`] as const)
      await Promise.all(ids.map(([workspace, id], n) => remind(workspace, id, T0 - n)))
      const claimer = (n: number) => store.claim(T0, { ...all, limit: 20, owner: `claimer ${n}` })
      const claims = (await Promise.all(Array.from({ length: 8 }, (_, n) => claimer(n)))).flat()
      expect(claims.length).toBe(120)
      expect(new Set(claims.map(({ key }) => key)).size).toBe(120)
    })

    it('agrees with a plain model over random operations and reopenings', async () => {
      const model = new Map<string, Map<string, { text: string }>>()
      const of = (workspace: string) => model.get(workspace) ?? new Map<string, { text: string }>()
      const operation = fc.record({
        what: fc.constantFrom('put', 'put', 'put', 'delete', 'get', 'reopen'),
        workspace: fc.constantFrom('a', 'b', 'c'),
        id: fc.constantFrom('0', '1', 'Ärger', '__proto__', 'constructor', 'line-x', '😀', 'a/b'),
        text: fc.oneof(
          fc.string(),
          fc.constantFrom('naïve café', '👩‍👩‍👧 welcome', 'two\nlines\r\n', '"quoted" \\ {}'),
        ),
      })
      const operations = fc.sample(operation, { numRuns: 300, seed: 7 })
      for (const { what, workspace, id, text } of operations) {
        const mine = new Map(of(workspace))
        if (what === 'put') mine.set(id, { text: text.replaceAll('\0', '') })
        if (what === 'delete') mine.delete(id)
        model.set(workspace, mine)
        const document = mine.get(id)
        if (what === 'put' && document) await store.update(workspace, tx => tx.put(notes, id, document))
        if (what === 'delete') await store.update(workspace, tx => tx.delete(notes, id))
        if (what === 'reopen') await reopen()
        expect(await store.get(workspace, notes, id)).toEqual(document)
      }
      for (const workspace of ['a', 'b', 'c']) {
        expect(byId(await store.list(workspace, notes))).toEqual(Object.fromEntries(of(workspace)))
      }
    })

    testTheDoor(() => store)

    it('forgets after 90 days what was sent, and not before', async () => {
      await remind('a', 'plan', T0)
      const first = await claimOne(T0)
      await store.complete(first, { nextRunAt: T0 + 80 * day, now: T0 })
      const second = await claimOne(T0 + 80 * day)
      await store.complete(second, { nextRunAt: T0 + 95 * day, now: T0 + 80 * day })
      expect((await store.list('a', sent)).length).toBe(2)
      const third = await claimOne(T0 + 95 * day)
      await store.complete(third, { nextRunAt: T0 + 100 * day, now: T0 + 95 * day })
      expect((await store.list('a', sent)).map(([key]) => key).sort()).toEqual([second.key, third.key].sort())
    })

    it('tells by the schedule, not by the memory of what was sent, whether a completion counts', async () => {
      await remind('a', 'plan', T0)
      await store.complete(await claimOne(T0), { nextRunAt: T0 + week, now: T0 })
      await remind('a', 'plan', T0) // moved away and back to the same instant
      expect(await store.complete(await claimOne(T0), { nextRunAt: T0 + week, now: T0 })).toBe(true)
    })

    it('finishes what is under way when it is closed, and refuses what comes later', async () => {
      const underWay = Array.from({ length: 10 }, (_, n) =>
        store.update('a', tx => tx.put(counts, `c${n}`, { n })),
      )
      await store.close()
      await Promise.all(underWay)
      await expect(store.update('a', tx => tx.put(counts, 'late', { n: 1 }))).rejects.toThrow(/closed/)
      store = await place.open()
      expect((await store.list('a', counts)).length).toBe(10)
    })
  })
}

/** What is refused at the door, so that no store has to guess how to hold it. */
function testTheDoor(store: () => Store): void {
  const anything = kind<unknown>('note')
  const put = (id: string, document: unknown) => store().update('a', tx => tx.put(anything, id, document))
  const refusal = { code: 'EINVALID' }

  it.each(['', '..', '.', 'lock/../x', 'Upper', '-x', 'a b', 'ä', 'x'.repeat(101)])(
    'refuses the workspace %j',
    async workspace => {
      await expect(store().get(workspace, notes, 'x')).rejects.toMatchObject(refusal)
      await expect(store().update(workspace, () => {})).rejects.toMatchObject(refusal)
    },
  )

  it.each(['', '__proto__', 'Upper', 'a b', 'x'.repeat(41)])('refuses the kind %j', async name => {
    await expect(store().list('a', kind(name))).rejects.toMatchObject(refusal)
    await expect(store().update('a', tx => tx.put(kind(name), 'x', 1))).rejects.toMatchObject(refusal)
  })

  it.each(['', 'a\0b', 'a\nb', '\ud83d', 'x'.repeat(301)])('refuses the id %j', async id => {
    await expect(store().get('a', notes, id)).rejects.toMatchObject(refusal)
    await expect(put(id, 1)).rejects.toMatchObject(refusal)
  })

  it.each([
    ['a NUL in a text', { text: 'a\0b' }],
    ['half a character', ['\ud83d']],
    ['a NUL in a name', { 'a\0': 1 }],
    ['a date', { at: new Date(0) }],
    ['not a number', { n: Number.NaN }],
    ['a map', new Map()],
    ['a function', () => {}],
    ['nothing', undefined],
  ])('refuses a document with %s, and names it', async (_what, document) => {
    await expect(put('doc', document)).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('note "doc"'),
    })
    expect(await store().list('a', notes)).toEqual([])
  })

  it('refuses a schedule without an instant, or whose key would not fit into an id', async () => {
    const remind = (id: string, schedule: unknown) =>
      store().update('a', tx => tx.put(schedules, id, schedule as Schedule))
    await expect(remind('x', { attempts: 0 })).rejects.toMatchObject(refusal)
    await expect(remind('x', due(1.5))).rejects.toMatchObject(refusal)
    await expect(remind('x'.repeat(181), due(T0))).rejects.toMatchObject(refusal)
  })

  it.each(['__proto__', 'constructor', 'toString'])('treats the id %s like any other', async id => {
    expect(await store().get('a', notes, id)).toBeUndefined()
    expect(await store().get('a', kind('constructor'), 'name')).toBeUndefined()
    await put(id, { text: 'mine' })
    expect(await store().list('a', notes)).toEqual([[id, { text: 'mine' }]])
    expect({}).not.toHaveProperty('text')
  })

  it('keeps a document with odd names as it is, and drops a property that is undefined', async () => {
    const odd = JSON.parse('{"__proto__":{"x":1},"constructor":"c","":[null,true,-1.5e300,"\\u2028"]}')
    await put('odd', odd)
    await put('optional', { text: 'x', more: undefined })
    expect(JSON.stringify(await store().get('a', anything, 'odd'))).toBe(JSON.stringify(odd))
    expect(Object.keys((await store().get('a', anything, 'optional')) as object)).toEqual(['text'])
  })
}
