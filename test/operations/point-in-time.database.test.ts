import { join } from 'node:path'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { kind, schedules } from '../../src/core/store.ts'
import { eraseAgain } from '../../src/operations/erase-again.ts'
import { openPostgresStore } from '../../src/postgres/postgres.ts'
import { addressAt, findGround, freePort, halt, initialize } from '../postgres/server.ts'

const notes = kind<{ text: string }>('note')
const log = { warn() {}, error() {} }

/** As docs/operations.md has it, on servers of our own: a base backup, an archive of the log, and a new server beside the old one. */
it('A database that is put back to an instant before an accident has all of then but what was erased since', async () => {
  const ground = await findGround(() => {})
  if (!ground) return
  const [archive, old, beside] = ['archive', 'old', 'beside'].map(name => join(ground.folder, name)) as [
    string,
    string,
    string,
  ]
  onTestFinished(async () => {
    for (const data of [old, beside]) await halt(ground, data).catch(() => {})
    await ground.clear()
  })
  await initialize(ground, old)
  await ground.run('mkdir', archive)
  const [port, portBeside] = [await freePort(), await freePort()]
  await ground.start(old, port, ['archive_mode=on', `archive_command='cp %p ${archive}/%f'`])
  const store = await openPostgresStore({ url: addressAt(port), log })
  const put = (library: string, id: string, text = `${id} of ana`) =>
    store.update(library, tx => tx.put(notes, id, { text }))
  for (const library of ['one', 'two']) for (const id of ['gone', 'redacted', 'kept']) await put(library, id)
  await store.update('one', tx => tx.put(schedules, 'due', { nextRunAt: 5, attempts: 0 }))
  await ground.run('pg_basebackup', '-h', '127.0.0.1', '-p', String(port), '-U', 'hearth', '-D', beside)
  await put('one', 'written after the backup')
  await store.purge('two', tx => tx.delete(notes, 'gone'))
  const admin = new pg.Client(addressAt(port))
  await admin.connect()
  await admin.query("select pg_create_restore_point('before the accident')")
  await store.purge('one', async tx => {
    await tx.delete(notes, 'gone')
    await tx.delete(schedules, 'due')
    await tx.put(notes, 'redacted', { text: 'redacted of a colleague' })
  })
  await admin.query(
    "delete from documents where workspace = 'one' and id like 'written%' or workspace = 'two'",
  )
  const { rows } = await admin.query<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name')
  await expect
    .poll(
      async () => (await admin.query('select last_archived_wal as name from pg_stat_archiver')).rows[0]?.name,
    )
    .toBe(rows[0]?.name)
  await admin.end()

  await ground.run('touch', join(beside, 'recovery.signal'))
  await ground.start(beside, portBeside, [
    `restore_command='cp ${archive}/%f %p'`,
    "recovery_target_name='before the accident'",
    'recovery_target_action=promote',
    'archive_mode=off',
  ])
  await expect
    .poll(async () => {
      const client = new pg.Client(addressAt(portBeside))
      await client.connect()
      const found = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
      await client.end()
      return found.rows[0]?.standby
    })
    .toBe(false)
  const restored = await openPostgresStore({ url: addressAt(portBeside), log })
  const idsIn = async (library: string) => (await restored.list(library, notes)).map(([id]) => id).sort()
  expect(await idsIn('one')).toEqual(['gone', 'kept', 'redacted', 'written after the backup'])
  expect(await idsIn('two')).toEqual(['kept', 'redacted'])
  const again = () =>
    eraseAgain({
      newest: addressAt(port),
      store: restored,
      database: addressAt(portBeside),
      inventory: personalDataInventory,
    })
  expect(await again()).toEqual({ documents: 3, people: 0 })
  expect(await idsIn('one')).toEqual(['kept', 'redacted', 'written after the backup'])
  expect(await restored.get('one', notes, 'redacted')).toEqual({ text: 'redacted of a colleague' })
  expect(await restored.list('one', schedules)).toEqual([])
  expect(await idsIn('two')).toEqual(['kept', 'redacted'])
  expect(await again()).toEqual({ documents: 0, people: 0 })
  await Promise.all([store.close(), restored.close()])
})
