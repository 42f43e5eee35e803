import { afterEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../src/core/adapter.ts'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import type { HealthIssue } from '../../src/core/health-issue.ts'
import { plainText } from '../../src/core/message.ts'
import { createAdminAlerts } from '../../src/operations/admin-alerts.ts'
import { createHealthMonitor, healthIssueOf } from '../../src/operations/health-monitor.ts'
import { type JsonStore, openJsonStore } from '../../src/store/json.ts'
import { diskError, FailingDisk } from '../store/failing-disk.ts'
import { newLog, tempFolder } from '../store/folder.ts'
import { marks } from '../store/workspace-on.ts'

const mega = 1024 * 1024
const stores: JsonStore[] = []
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

/** The watch over a store on a disk that can fail, and a platform of two workspaces where `ana` is in the first. */
async function house({
  admins = ['ana'],
  leaders = [],
  root,
}: {
  admins?: string[]
  leaders?: string[]
  root?: string
} = {}) {
  const folder = root ?? (await tempFolder())
  const files = new FailingDisk()
  const log = { ...newLog(), info: () => {} }
  const said: string[] = []
  const platform = { issue: undefined as HealthIssue | undefined, closed: false, free: 5000 * mega }
  const adapter = {
    platform: 'test',
    homes: () => ['one', 'two'],
    leaders: async () => [{ workspace: 'one', people: leaders }],
    healthIssue: async () => platform.issue,
    person: async (workspace, id) => (workspace === 'one' && id === 'ana' ? { id, name: id } : undefined),
    chatOf: (workspace, id) => `test:${workspace}/${id}` as const,
    async send(to, message) {
      if (platform.closed) throw new DeliveryError('unreachable', 'closed')
      said.push(`${to} ${plainText(message)}`)
      return undefined
    },
  } satisfies Partial<Adapter> as unknown as Adapter
  const adapters: Adapter[] = []
  const notices = createAdminAlerts({ store: () => store, adapters, admins, now: () => 0, log })
  const store = await openJsonStore(folder, {
    files,
    log,
    onError: (workspace, error) => {
      const found = healthIssueOf(workspace, error)
      if (found) void notices.raise(found.name, found.issue)
    },
  })
  adapters.push(adapter)
  stores.push(store)
  const watch = createHealthMonitor({
    alerts: notices,
    adapters,
    disk: {
      free: async () => platform.free,
      writable: async () => files.fault('write', '') === undefined,
      workspaces: async () => ['one', 'two', 'three'],
    },
    wait: async () => {},
    log,
  })
  const save = (n: number) => store.update('three', tx => tx.put(marks, 'a', { n, text: 'a secret wish' }))
  return { folder, files, log, said, platform, notices, store, watch, save }
}

const full = (operation: string) => (operation === 'write' ? diskError('ENOSPC') : undefined)

describe('Those who look after Hearth', () => {
  it('are those, too, whom an adapter lets look after a library, such as the page in the browser', async () => {
    const { said, notices } = await house({ admins: [], leaders: ['ana'] })
    await notices.raise('backup', { says: 'The backup failed.', mend: 'Look at the disk.' })
    await notices.sweep()
    expect(said).toEqual([expect.stringMatching(/^test:one\/ana .*The backup failed/s)])
    await notices.mended('backup')
    await notices.raise('backup', { says: 'The backup failed.', mend: 'Look at the disk.' })
    expect(said.length).toBe(2)
  })

  it('are told where they were named for one workspace, and there alone', async () => {
    const { said, notices } = await house({ admins: ['one/ana'] })
    await notices.raise('space', { says: 'The disk is full.', mend: 'Free some space.' })
    expect(said).toEqual([expect.stringMatching(/^test:one\/ana .*The disk is full/s)])
    const elsewhere = await house({ admins: ['two/ana', 'three/ana'] })
    await elsewhere.notices.raise('space', { says: 'The disk is full.', mend: 'Free some space.' })
    expect(elsewhere.said).toEqual([])
  })

  it('are told once that the disk is full, with what to do and no word of what was said', async () => {
    const { files, said, watch, save } = await house()
    files.fault = full
    for (let n = 0; n < 5; n++) {
      await expect(save(n)).rejects.toThrow(/ENOSPC/)
      await watch.look()
    }
    expect(said).toEqual([
      'test:one/ana Something about me needs you. I could not save what somebody just told me (ENOSPC); they know.\nWhat to do: Free some space on this disk.\nI say this once. hearth doctor shows how everything is.',
    ])
  })

  it('are told anew when it happens again after it was mended', async () => {
    const { files, said, watch, save } = await house()
    for (let round = 0; round < 2; round++) {
      files.fault = full
      await expect(save(round)).rejects.toThrow(/ENOSPC/)
      await watch.look()
      files.fault = () => undefined
      await watch.look()
    }
    expect(said.length).toBe(2)
  })

  it('are not told again after a restart, while it is not mended', async () => {
    const first = await house()
    first.platform.free = 10 * mega
    await first.watch.look()
    await first.store.close()
    const second = await house({ root: first.folder })
    second.platform.free = 10 * mega
    await second.watch.look()
    expect([first.said.length, second.said.length]).toEqual([1, 0])
    await second.store.close()
    const mended = await house({ root: first.folder })
    await mended.watch.look()
    mended.platform.free = 10 * mega
    await mended.watch.look()
    expect(mended.said).toEqual([
      expect.stringMatching(/Only 10 MB are free on the disk where I keep things/),
    ])
  })

  it('are told later, where they could not be reached at once', async () => {
    const { platform, said, watch } = await house()
    platform.closed = true
    platform.issue = { says: 'Slack doesn’t let me in anymore.', mend: 'install me again.' }
    await watch.look()
    expect(said).toEqual([])
    platform.closed = false
    await watch.look()
    await watch.look()
    expect(said).toEqual([
      expect.stringMatching(
        /^test:one\/ana .*Slack doesn’t let me in anymore\.\nWhat to do: install me again\./,
      ),
    ])
  })

  it('are told which workspace is damaged, also when that is found at the start', async () => {
    const { folder, store, save } = await house()
    await save(1)
    await store.close()
    const files = new FailingDisk()
    const log = await files.open(`${folder}/ws-three/data.log`, 'create')
    await log.close()
    const again = await house({ root: folder })
    await again.watch.look()
    await again.watch.look()
    expect(again.said).toEqual([
      expect.stringMatching(
        /What I keep for three is damaged, so I left it alone.*\nWhat to do: type npm run doctor/,
      ),
    ])
  })

  it('are nobody where nobody is named: then it is in the log, once', async () => {
    const { platform, said, log, watch } = await house({ admins: [] })
    platform.free = 10 * mega
    for (let n = 0; n < 3; n++) await watch.look()
    expect(said).toEqual([])
    expect(log.lines).toEqual([expect.stringMatching(/^Only 10 MB are free.*free some space/)])
  })

  it('hear nothing of what a person can mend, or of what is no trouble at all', async () => {
    const { said, store, watch } = await house()
    await expect(
      store.update('three', () => {
        throw new Error('a command changed its mind')
      }),
    ).rejects.toThrow()
    expect(await store.get('three', marks, 'bad\u0000id')).toBeUndefined()
    await watch.look()
    expect(said).toEqual([])
  })
})
