import { mkdir, readlink, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { kind, schedules } from '../../src/core/store.ts'
import { backupCheck, libraryCheck } from '../../src/operations/doctor/library.ts'
import { backUp, pruneBackups } from '../../src/store/backup.ts'
import { disk } from '../../src/store/disk/files.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { listBackups, workspacesIn } from '../../src/store/places.ts'
import { restore } from '../../src/store/restore.ts'
import { everythingIn } from '../bytes.ts'
import { newLog, tempFolder } from './folder.ts'

const words = kind<{ said: string }>('word')
const secret = 'Marmelade-7f3a'
const noon = Date.UTC(2026, 10, 24, 12)

/** A library whose folder somebody moved to another disk, with a link in its place. */
async function linked() {
  const [root, elsewhere] = [await tempFolder(), await tempFolder()]
  const log = newLog()
  let clock = noon
  const open = () => openJsonStore(root, { log, now: () => ++clock })
  const first = await open()
  await first.update('a', async tx => {
    await tx.put(words, 'x', { said: secret })
    await tx.put(schedules, 'weekly', { nextRunAt: noon - 1, attempts: 0 })
  })
  await first.close()
  const target = join(elsewhere, 'library-a')
  await rename(join(root, 'ws-a'), target)
  await symlink(target, join(root, 'ws-a'))
  const places = { files: disk, root, backups: join(root, 'backups') }
  const openAndClose = async () => {
    const store = await open()
    onTestFinished(() => store.close())
    return store
  }
  return { root, elsewhere, target, log, places, open: openAndClose }
}

const told = async (check: { run(): Promise<readonly { says: string }[]> }) =>
  (await check.run()).map(one => one.says).join('\n')

it('A library’s folder that is a link is one like any: read at the start, seen by the doctor, backed up, restored, and purged behind the link', async () => {
  const { root, target, places, open } = await linked()
  expect(await workspacesIn(disk, root)).toEqual(['a'])
  expect(await told(libraryCheck(places, () => noon))).toMatch(/a\b.*2 documents|a: /)
  expect(await told(backupCheck(places, 7, () => noon))).toMatch(/There is no backup yet/)
  const store = await open()
  expect(await store.nextDueAt()).toBe(noon - 1)
  expect(await backUp(places, noon - 1)).toMatchObject({ saved: ['a'], failed: [] })
  await store.purge('a', tx => tx.delete(words, 'x'))
  await store.update('a', tx => tx.put(words, 'y', { said: 'later' }))
  await store.close()
  expect(await everythingIn(target)).not.toContain(secret)
  expect(await everythingIn(root)).not.toContain(secret)
  const [backup = ''] = (await listBackups(places)).slice(-1)
  await restore(places, { from: join(places.backups, backup), replace: true }, noon + 9_000)
  expect(await readlink(join(root, 'ws-a'))).toBe(target)
  expect(await everythingIn(target)).not.toContain('later')
  const again = await open()
  expect(await again.list('a', words)).toEqual([])
})

it('One that leads nowhere is refused by its name everywhere, and never begun anew', async () => {
  const { root, target, log, places, open } = await linked()
  await rename(target, `${target}-away`)
  const named = new RegExp(`ws-a is a link that leads nowhere: ${target} is not there. Mount that disk`)
  expect(await told(libraryCheck(places, () => noon))).toMatch(named)
  const store = await open()
  expect(log.lines.join('\n')).toMatch(named)
  await expect(store.update('a', tx => tx.put(words, 'z', { said: 'new' }))).rejects.toThrow(named)
  await store.update('b', tx => tx.put(words, 'z', { said: 'the others go on' }))
  const { saved, failed } = await backUp(places, noon)
  expect(saved).toEqual(['b'])
  expect(failed[0]?.why).toMatch(named)
  await store.close()
  const [backup = ''] = await listBackups(places)
  await rename(join(places.backups, backup, 'ws-b'), join(places.backups, backup, 'ws-a'))
  await expect(
    restore(places, { from: join(places.backups, backup), replace: true }, noon + 9_000),
  ).rejects.toThrow()
  await rename(`${target}-away`, target)
  const again = await open()
  expect(await again.get('a', words, 'x')).toEqual({ said: secret })
  expect(await disk.listFolders(root)).toContain('ws-a')
})

it('What lies behind a link among the backups is never removed unseen: forgetting says which, and goes on when it is gone', async () => {
  const { root, elsewhere, places, open } = await linked()
  const store = await open()
  await backUp(places, noon - 1)
  const [backup = ''] = await listBackups(places)
  const copy = join(places.backups, backup, 'ws-a')
  await rename(copy, join(elsewhere, 'old-backup'))
  await symlink(join(elsewhere, 'old-backup'), copy)
  await mkdir(join(elsewhere, 'old-backup'), { recursive: true })
  await expect(store.purge('a', tx => tx.delete(words, 'x'))).rejects.toThrow(
    /ws-a is a link to .*old-backup: I remove nothing behind a link. Remove that folder by hand/,
  )
  await pruneBackups(places, 7, noon).catch(() => {})
  await rm(join(elsewhere, 'old-backup'), { recursive: true })
  await rm(copy)
  await store.purge('a', tx => tx.delete(words, 'x'))
  expect(await everythingIn(root)).not.toContain(secret)
})
