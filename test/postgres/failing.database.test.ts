import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Index, kind, type Schedule, schedules } from '../../src/core/store.ts'
import { openPostgresStore, type PostgresStore } from '../../src/postgres/postgres.ts'
import { prepared } from '../../src/postgres/rows.ts'
import { newSchema, url } from './schema.ts'

const notes = kind<{ text: string }>('note')
const counts = kind<{ n: number }>('count')
const byText: Index<{ text: string }> = { name: 'notes-by-text', kind: notes, keysOf: one => [one.text] }

let place: Awaited<ReturnType<typeof newSchema>>
let store: PostgresStore
beforeEach(async () => {
  place = await newSchema({ indexes: [byText as Index<unknown>] })
  store = await place.open()
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

const increment = () =>
  store.update('a', async tx => {
    const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
    await tx.put(counts, 'c', { n: n + 1 })
    return n
  })

/** Ends the server's side of all connections of this schema's stores, or of those in a state. */
async function cut(state?: string): Promise<void> {
  await place.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $2 and ($1::text is null or state = $1)`,
    [state ?? null, place.schema],
  )
}

describe('A connection that breaks', () => {
  it('while a change decides: it is decided again, and kept once', async () => {
    await increment()
    let runs = 0
    const result = await store.update('a', async tx => {
      const { n } = (await tx.get(counts, 'c')) ?? { n: 0 }
      await tx.put(counts, 'c', { n: n + 1 })
      if (++runs === 1) await cut('idle in transaction')
      return n
    })
    expect([result, runs]).toEqual([1, 2])
    expect(await store.get('a', counts, 'c')).toEqual({ n: 2 })
  })

  it('while nobody uses it: nobody notices, and the process lives', async () => {
    await Promise.all(Array.from({ length: 20 }, increment))
    await cut()
    for (let n = 0; n < 8; n++) await store.get('a', counts, 'c').catch(() => {})
    expect(await increment()).toBe(20)
    expect(await store.whyUnready()).toBeUndefined()
  })

  it('again and again under load: what was acknowledged is kept, each once', async () => {
    let acknowledged = 0
    const writers = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 25; n++)
        await increment().then(
          () => acknowledged++,
          () => {},
        )
    })
    const cutting = (async () => {
      while (acknowledged < 150) {
        const before = acknowledged
        await cut('active')
        await expect.poll(() => acknowledged, { interval: 2, timeout: 20_000 }).toBeGreaterThan(before)
      }
    })()
    await Promise.all([...writers, cutting])
    expect(await store.get('a', counts, 'c')).toEqual({ n: acknowledged })
    expect(acknowledged).toBeGreaterThan(150)
  })
})

describe('What the server refuses', () => {
  const role = async (rights: string) => {
    const name = `r${randomBytes(6).toString('hex')}`
    await place.admin.query(`create role ${name} login ${rights}`)
    const address = new URL(url)
    address.username = name
    return {
      name,
      url: address.href,
      drop: () => place.admin.query(`drop owned by ${name}; drop role ${name}`),
    }
  }

  it('at the start names the cure: no such role, no such database, no rights, too many, nobody there', async () => {
    const as = (change: (address: URL) => void) => {
      const address = new URL(url)
      change(address)
      return openPostgresStore({ url: address.href, schema: place.schema })
    }
    await expect(as(one => (one.username = 'nobody-here'))).rejects.toMatchObject({ code: 'EACCESS' })
    await expect(as(one => (one.pathname = '/not-there'))).rejects.toMatchObject({ code: 'EMISSING' })
    await expect(as(one => (one.port = '1'))).rejects.toMatchObject({ code: 'EAWAY' })
    await expect(as(one => one.searchParams.set('sslmode', 'require'))).rejects.toMatchObject({
      code: 'ETLS',
    })
    const stranger = await role('connection limit 1')
    await expect(openPostgresStore({ url: stranger.url, schema: place.schema })).rejects.toMatchObject({
      code: 'EACCESS',
      message: expect.stringMatching(/create schema hearth authorization hearth/),
    })
    const other = new pg.Client(stranger.url)
    await other.connect()
    await expect(openPostgresStore({ url: stranger.url })).rejects.toMatchObject({ code: 'EBUSY' })
    await other.end()
    await stranger.drop()
  })

  it('names the first cause, not what came of it; nothing is kept; and it goes on once that is mended', async () => {
    await increment()
    // As somebody of its own: what a role may do is so for all the tests that run beside this one.
    const alone = await role('superuser')
    const address = new URL(alone.url)
    address.searchParams.set('application_name', place.schema)
    await store.close()
    store = await place.open({ url: address.href })
    const readOnly = (on: boolean) =>
      place.admin.query(`alter role ${alone.name} set default_transaction_read_only = ${on ? 'on' : 'off'}`)
    await readOnly(true)
    await cut()
    try {
      const refusal = {
        code: 'EREADONLY',
        message: expect.stringMatching(/Point DATABASE_URL to the primary/),
      }
      await expect(increment()).rejects.toMatchObject(refusal)
      await expect(
        store.update('a', async tx => {
          await tx.get(counts, 'c').catch(() => {})
          await tx.put(counts, 'c', { n: 99 })
        }),
      ).rejects.toMatchObject(refusal)
      expect(await store.whyUnready()).toMatch(/can only be read/)
    } finally {
      await readOnly(false)
    }
    await cut()
    await expect.poll(() => store.whyUnready(), { interval: 20, timeout: 20_000 }).toBeUndefined()
    await expect.poll(() => increment().catch(() => 0), { interval: 20, timeout: 20_000 }).toBe(1)
    await store.close()
    await alone.drop()
    store = await place.open()
  })

  it('belongs to a newer Hearth: nothing is changed, at the start or while it runs', async () => {
    await increment()
    await place.admin.query("insert into schema_steps values (99, 'another shape', true)")
    await expect(place.open()).rejects.toMatchObject({ code: 'ENEWER' })
    await place.admin.query('update schema_steps set breaks_earlier = false where number = 99')
    await (await place.open()).close()
    await place.admin.query('update workspaces set format = 99')
    await expect(place.open()).rejects.toMatchObject({ code: 'ENEWER' })
    await expect(increment()).rejects.toMatchObject({ code: 'ENEWER' })
    await place.admin.query('update workspaces set format = 3')
    expect(await increment()).toBe(1)
  })
})

describe('Hostile words', () => {
  const attack = `'; drop table documents; --"$1\\`

  it('in ids, keys, documents and owners are words', async () => {
    await store.update('a', async tx => {
      await tx.put(notes, attack, { text: attack })
      await tx.put(schedules, attack, { nextRunAt: 1, attempts: 0, title: attack } as Schedule)
    })
    expect(await store.find('a', byText, attack)).toEqual([[attack, { text: attack }]])
    const [claim] = await store.claim(1, { limit: 1, leaseMs: 1, owner: attack, except: [attack] })
    expect(claim?.schedule).toMatchObject({ title: attack })
    expect(await store.get('a', notes, attack)).toEqual({ text: attack })
    await expect(store.get(attack, notes, 'x')).rejects.toMatchObject({ code: 'EINVALID' })
    await expect(store.list('a', kind(attack))).rejects.toMatchObject({ code: 'EINVALID' })
    await store.update('a', tx => tx.delete(notes, attack))
    expect(await store.list('a', notes)).toEqual([])
  })

  it('a NUL is refused in a sentence, and nothing of its change is kept', async () => {
    await expect(
      store.update('a', async tx => {
        await tx.put(counts, 'c', { n: 1 })
        await tx.put(notes, 'x', { text: 'a\0b' })
      }),
    ).rejects.toMatchObject({ code: 'EINVALID', message: expect.stringMatching(/NUL/) })
    expect(await store.get('a', counts, 'c')).toBeUndefined()
  })

  it('ten megabytes of them come back as they were, and are found by a key that long', async () => {
    const text = 'tea 🫖 \\u0000 "quoted" '.repeat(420_000)
    await store.update('a', tx => tx.put(notes, 'long', { text }))
    expect((await store.get('a', notes, 'long'))?.text === text).toBe(true)
    expect((await store.find('a', byText, text)).map(([id]) => id)).toEqual(['long'])
  })

  it('statements that begin alike are two: their names are digests', () => {
    const long = `select ${'1 + '.repeat(40)}`
    expect(prepared(`${long}1`, []).name).not.toBe(prepared(`${long}2`, []).name)
    expect(prepared(`${long}1`, []).name?.length).toBeLessThan(63)
  })
})

describe('What was erased', () => {
  it('is gone for everybody at once, is noted by its name alone, and goes off the pages at night', async () => {
    await store.update('a', async tx => {
      await tx.put(notes, 'x', { text: 'sekrit-words' })
      await tx.put(notes, 'y', { text: 'tea' })
    })
    expect(await store.clearErased()).toBe(0)
    await store.purge('a', tx => tx.delete(notes, 'x'))
    const ledger = async () => (await place.admin.query('select * from erasures')).rows
    expect(await ledger()).toMatchObject([{ workspace: 'a', kind: 'note', id: 'x', cleared_at: null }])
    expect(JSON.stringify(await ledger())).not.toContain('sekrit')
    expect(await store.list('a', notes)).toEqual([['y', { text: 'tea' }]])
    expect(await onPages('sekrit-words')).toBe(true)
    expect(await store.clearErased()).toBe(1)
    expect(await onPages('sekrit-words')).toBe(false)
    expect((await ledger())[0]?.cleared_at).toBeInstanceOf(Date)
    expect(await store.list('a', notes)).toEqual([['y', { text: 'tea' }]])
  })

  it('takes the files along that wait in that library to be taken, and nobody else’s', async () => {
    const offers = store.coordination.offers({ now: Date.now, forMs: 60_000, mostOfOne: 3, most: 50 })
    await store.update('a', tx => tx.put(notes, 'x', { text: 'sekrit-words' }))
    await offers.put('one', { library: 'a', person: 'ada' }, 'a file with sekrit-words')
    await offers.put('two', { library: 'b', person: 'ada' }, 'another library’s')
    await store.purge('a', tx => tx.delete(notes, 'x'))
    expect(await offers.take('one', { library: 'a', person: 'ada' })).toBeUndefined()
    expect(await offers.take('two', { library: 'b', person: 'ada' })).toBe('another library’s')
  })

  it('stays owed while something that began before still reads it', async () => {
    await store.update('a', tx => tx.put(notes, 'x', { text: 'sekrit-words' }))
    const dump = new pg.Client({ connectionString: url, options: `-c search_path=${place.schema}` })
    await dump.connect()
    await dump.query('begin isolation level repeatable read')
    await dump.query('select 1 from facts')
    await store.purge('a', tx => tx.delete(notes, 'x'))
    await expect(store.clearErased()).rejects.toMatchObject({ code: 'EOWED' })
    await dump.end()
    expect(await store.clearErased()).toBe(1)
  })

  /** Whether words stand in the file of the documents, as the disk has it. */
  async function onPages(words: string): Promise<boolean> {
    await place.admin.query('checkpoint')
    const { rows } = await place.admin.query<{ found: boolean }>(
      `select position($1::bytea in pg_read_binary_file(pg_relation_filepath('documents'))) > 0 as found`,
      [Buffer.from(words)],
    )
    return rows[0]?.found === true
  }
})
