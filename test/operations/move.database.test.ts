import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { indexTable } from '../../src/app/indexes.ts'
import { kind, type Schedule, schedules } from '../../src/core/store.ts'
import { move } from '../../src/operations/move.ts'
import { openPostgresStore } from '../../src/postgres/postgres.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { openChat } from '../chat.ts'
import { useEverything } from '../full-use.ts'
import { newSchema, url } from '../postgres/schema.ts'

const notes = kind<{ text: string }>('note')
const quiet = { warn() {}, error() {} }

let place: Awaited<ReturnType<typeof newSchema>>
let folder: string
let database: string
beforeEach(async () => {
  place = await newSchema()
  folder = await mkdtemp(join(tmpdir(), 'hearth-move-'))
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${place.schema}`)
  database = address.href
})
afterEach(async () => {
  await place.remove()
  await rm(folder, { recursive: true })
})

const moving = (from: string, to: string, replace = false) =>
  move({ from, to, replace, indexes: indexTable, tell: () => {} })

/** Some small libraries in the folder, one of them with an occurrence in hand and one that backs off. */
async function someLibraries(count: number): Promise<void> {
  const store = await openJsonStore(folder, { log: quiet })
  for (let n = 0; n < count; n++)
    await store.update(`library-${n}`, async tx => {
      await tx.put(notes, `n${n}`, { text: `tea ${n} '; drop table documents; --` })
      await tx.put(schedules, 's', {
        nextRunAt: 1_000 + n,
        attempts: 1,
        ...(n === 0 && { lease: { token: 'somebody', until: 9_000_000 } }),
        ...(n === 1 && { lease: { token: 'backoff', until: 5_000 } }),
      } as Schedule)
    })
  await store.close()
}

describe('Moving', () => {
  it('takes a library that used everything into the database and back, and every document is the same', async () => {
    const chat = await openChat({ folder, onFolder: true })
    await useEverything(chat, 'zelda', 'ben')
    const next = await chat.store().nextDueAt()
    await chat.store().close()
    const { docs } = await readWorkspace(disk, join(folder, 'ws-test-library'), newestFormat)
    const there = await moving(`json:${folder}`, database)
    expect(there).toMatchObject({ moved: 1, were: 0 })
    const store = await openPostgresStore({ url: database, indexes: indexTable, log: quiet })
    expect(await store.nextDueAt()).toBe(next)
    await store.close()
    const back = join(folder, 'back')
    expect(await moving(database, `json:${back}`)).toEqual(there)
    const again = await readWorkspace(disk, join(back, 'ws-test-library'), newestFormat)
    expect(again.docs).toEqual(docs)
  })

  it('that was interrupted goes on where it was, and one that is done does nothing', async () => {
    await someLibraries(5)
    const told: string[] = []
    await move({
      from: `json:${folder}`,
      to: database,
      replace: false,
      indexes: indexTable,
      tell(line) {
        told.push(line)
      },
    })
    // As if it had been stopped after the third.
    await place.admin.query("delete from documents where workspace in ('library-3', 'library-4')")
    await place.admin.query("delete from schedules where workspace in ('library-3', 'library-4')")
    await place.admin.query("delete from workspaces where workspace in ('library-3', 'library-4')")
    expect(await moving(`json:${folder}`, database)).toMatchObject({ moved: 2, were: 3, documents: 10 })
    expect(await moving(`json:${folder}`, database)).toMatchObject({ moved: 0, were: 5 })
    expect(told[0]).toBe('5 libraries to move.')
  })

  it('lets go of what was in hand, and leaves what backs off as it is', async () => {
    await someLibraries(2)
    await moving(`json:${folder}`, database)
    const store = await openPostgresStore({ url: database, log: quiet })
    expect(await store.get('library-0', schedules, 's')).toEqual({ nextRunAt: 1_000, attempts: 1 })
    expect((await store.get('library-1', schedules, 's'))?.lease).toEqual({ token: 'backoff', until: 5_000 })
    await store.close()
  })

  it('refuses to take the place of what differs there, unless it is told to', async () => {
    await someLibraries(2)
    await moving(`json:${folder}`, database)
    const store = await openPostgresStore({ url: database, log: quiet })
    await store.update('library-1', tx => tx.put(notes, 'newer', { text: 'cake' }))
    await store.close()
    await expect(moving(`json:${folder}`, database)).rejects.toThrow(/library-1 is in both places.*--replace/)
    expect(await moving(database, `json:${folder}`, true)).toMatchObject({ moved: 1, were: 1 })
    const back = await openJsonStore(folder, { log: quiet })
    expect(await back.get('library-1', notes, 'newer')).toEqual({ text: 'cake' })
    await back.close()
  })

  it('refuses while a Hearth has either place open, and where it is told no place', async () => {
    await someLibraries(1)
    const running = await openPostgresStore({ url: database, indexes: indexTable, log: quiet })
    await expect(moving(`json:${folder}`, database)).rejects.toThrow(/A Hearth has the database open/)
    await running.close()
    const onFolder = await openJsonStore(folder, { log: quiet })
    await expect(moving(`json:${folder}`, database)).rejects.toThrow(/in use by another Hearth/)
    await onFolder.close()
    await expect(moving('mysql://db', database)).rejects.toThrow(/json:\.\/data/)
    expect(await moving(`json:${folder}`, database)).toMatchObject({ moved: 1 })
  })
})
