import { link, mkdir, readdir, rename, unlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Lock, takeLock } from '../../src/store/lock.ts'
import { tempFolder } from './folder.ts'

const now = { waitMs: 0 }

/** The socket of a process that was killed: its name is there, and nobody listens. */
async function leaveDeadSocket(folder: string): Promise<void> {
  const server = createServer().listen(join(folder, 'dying'))
  await new Promise(resolve => server.once('listening', resolve))
  await link(join(folder, 'dying'), join(folder, 'lock'))
  await new Promise(resolve => server.close(resolve))
}

describe('The lock of a folder', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const folder = await tempFolder()
    const lock = await takeLock(folder, now)
    expect(await lock.holds()).toBe(true)
    await expect(takeLock(folder, now)).rejects.toMatchObject({
      code: 'ELOCKED',
      message: expect.stringMatching(`in use by another Hearth .pid ${process.pid}.*Stop that one first`),
    })
    await lock.release()
    await (await takeLock(folder, now)).release()
    expect(await readdir(folder)).toEqual([])
  })

  it('is waited for, so that a restart may overlap with the end of the old process', async () => {
    const folder = await tempFolder()
    const first = await takeLock(folder, now)
    const second = takeLock(folder, { waitMs: 3000 })
    await first.release()
    await (await second).release()
  })

  it('is waited for longer where the old process says that it is ending, and that is told once', async () => {
    const folder = await tempFolder()
    let isLeaving = false
    const first = await takeLock(folder, { ...now, isLeaving: () => isLeaving })
    await expect(takeLock(folder, { ...now, leavingMs: 3_600_000 })).rejects.toMatchObject({
      code: 'ELOCKED',
    })
    isLeaving = true
    let tell: (told: unknown[]) => void = () => {}
    const told = new Promise<unknown[]>(resolve => {
      tell = resolve
    })
    const second = takeLock(folder, { ...now, leavingMs: 60_000, onWait: (...all) => tell(all) })
    expect(await told).toEqual([`pid ${process.pid}`, true])
    await first.release()
    await (await second).release()
    expect(await readdir(folder)).toEqual([])
  })

  it('is taken over from a dead process by exactly one of many that start at once', async () => {
    const folder = await tempFolder()
    for (let round = 0; round < 10; round++) {
      await leaveDeadSocket(folder)
      const starts = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder, now)))
      const locks = starts.flatMap(start => (start.status === 'fulfilled' ? [start.value] : []))
      const holds = await Promise.all(locks.map(lock => lock.holds()))
      expect(holds.filter(Boolean).length).toBe(1)
      await Promise.all(locks.map((lock: Lock) => lock.release()))
      expect(await readdir(folder)).toEqual([])
    }
  })

  it('is known to be lost when its socket is deleted or replaced', async () => {
    const folder = await tempFolder()
    const first = await takeLock(folder, now)
    await unlink(join(folder, 'lock'))
    expect(await first.holds()).toBe(false)
    const second = await takeLock(folder, now)
    expect([await first.holds(), await second.holds()]).toEqual([false, true])
    await first.release()
    expect(await second.holds()).toBe(true) // letting go of what was lost takes nothing from its new holder
    await second.release()
  })

  it('is not thought lost when another starter moves it aside for a moment, to look whether it is alive', async () => {
    const folder = await tempFolder()
    const lock = await takeLock(folder, now)
    await rename(join(folder, 'lock'), join(folder, 'aside'))
    const holds = lock.holds()
    await rename(join(folder, 'aside'), join(folder, 'lock'))
    expect(await holds).toBe(true)
    await lock.release()
  })

  it('refuses a folder whose path is too long for a socket, and says so', async () => {
    const folder = join(await tempFolder(), 'x'.repeat(90))
    await mkdir(folder)
    await expect(takeLock(folder, now)).rejects.toMatchObject({
      code: 'EINVALID',
      message: expect.stringMatching(/too long for the lock.*shorter path/),
    })
  })

  it('does not touch a file of that name that is no lock', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'lock'), 'mine')
    await expect(takeLock(folder, now)).rejects.toMatchObject({
      message: expect.stringContaining('not a lock of Hearth'),
    })
    expect(await readdir(folder)).toEqual(['lock'])
  })

  it('names the folder and the cure when there is no way to lock it', async () => {
    const folder = join(await tempFolder(), 'missing')
    await expect(takeLock(folder, now)).rejects.toMatchObject({
      code: 'EINVALID',
      message: expect.stringMatching(/missing cannot be locked.*local disk/),
    })
  })
})
