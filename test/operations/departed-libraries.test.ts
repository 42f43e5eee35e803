import { describe, expect, it, onTestFinished } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import type { Adapter } from '../../src/core/adapter.ts'
import { legalHolds } from '../../src/core/records/legal-hold.ts'
import { kind } from '../../src/core/store.ts'
import { createDepartedLibraries } from '../../src/operations/departed-libraries.ts'
import { backUp } from '../../src/store/backup.ts'
import { disk } from '../../src/store/disk/files.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { everythingIn } from '../bytes.ts'
import { openChat } from '../chat.ts'
import { useEverything } from '../full-use.ts'
import { newLog, tempFolder } from '../store/folder.ts'

const dayMs = 24 * 60 * 60_000
const noon = new Date(2026, 10, 2, 12).getTime()
const notes = kind<{ text: string }>('note')

/** Two libraries, of which one removed Hearth. */
async function house() {
  const root = await tempFolder()
  const backups = await tempFolder()
  const store = await openJsonStore(root, { log: newLog(), backups })
  onTestFinished(() => store.close())
  for (const workspace of ['one', 'two'])
    await store.update(workspace, tx => tx.put(notes, 'n', { text: `words of ${workspace}` }))
  const left = new Map<string, number>()
  const said: string[] = []
  const note = (line: string) => void said.push(line)
  let at = noon
  const adapter: Partial<Adapter> = { platform: 'test', leftAt: async workspace => left.get(workspace) }
  const job = createDepartedLibraries({
    store: () => store,
    adapters: [adapter as Adapter],
    inventory: personalDataInventory,
    now: () => at,
    wait: async () => {},
    log: { info: note, warn: note, error: note },
  })
  return {
    root,
    backups,
    store,
    left,
    said,
    has: async (words: string) => (await everythingIn(root)).includes(words),
    backUp: () => backUp({ files: disk, root, backups }, at),
    /** One night after another goes by. */
    async nights(count: number) {
      for (let night = 0; night < count; night++) {
        at += dayMs
        await job.sweep()
      }
    },
    async leap(days: number) {
      at += days * dayMs
      await job.sweep()
    },
  }
}

describe('A library that removed Hearth', () => {
  it('is erased after thirty days, with all copies, and the others are not touched', async () => {
    const { nights, left, store, backups, backUp, has, said } = await house()
    left.set('one', noon)
    await backUp()
    await nights(29)
    expect(await has('words of one')).toBe(true)
    expect(await store.get('one', notes, 'n')).toEqual({ text: 'words of one' })
    await nights(1)
    expect(await has('words of one')).toBe(false)
    expect(await everythingIn(backups)).not.toContain('words of one')
    expect(said).toEqual([
      expect.stringMatching(/^one: it removed Hearth 30 days ago.*erased \(2 documents\)/),
    ])
    expect(await store.get('two', notes, 'n')).toEqual({ text: 'words of two' })
    expect(await everythingIn(backups)).toContain('words of two')
  })

  it('keeps everything if it comes back, and has thirty days again after another removal', async () => {
    const { nights, left, store } = await house()
    left.set('one', noon)
    await nights(29)
    left.delete('one')
    await nights(5)
    left.set('one', noon + 34 * dayMs)
    await nights(29)
    expect(await store.get('one', notes, 'n')).toBeDefined()
    await nights(1)
    expect(await store.get('one', notes, 'n')).toBeUndefined()
  })

  it('is not erased because a clock was set wrong, nor the night after a long sleep', async () => {
    const { nights, leap, left, store } = await house()
    left.set('one', noon)
    await nights(2)
    await leap(4000)
    expect(await store.get('one', notes, 'n')).toBeDefined()
    await leap(-4000)
    await nights(20)
    expect(await store.get('one', notes, 'n')).toBeDefined()
    await nights(10)
    expect(await store.get('one', notes, 'n')).toBeUndefined()
  })

  it('is left alone while something is held for records there', async () => {
    const { nights, left, store, said } = await house()
    left.set('one', noon)
    await store.update('one', tx => tx.put(legalHolds, 'all', { at: noon, by: 'ana', name: 'Ana' }))
    await nights(31)
    expect(await store.get('one', notes, 'n')).toBeDefined()
    expect(said.at(-1)).toMatch(/held for records there, so nothing was erased/)
    await store.update('one', tx => tx.delete(legalHolds, 'all'))
    await nights(1)
    expect(await store.get('one', notes, 'n')).toBeUndefined()
  })

  it('leaves no kind of document behind', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await useEverything(chat, 'zelda', 'ben')
    let at = Date.now()
    const left = at - 40 * dayMs
    const adapter: Partial<Adapter> = { platform: 'test', leftAt: async () => left }
    const job = createDepartedLibraries({
      store: chat.store,
      adapters: [adapter as Adapter],
      inventory: personalDataInventory,
      now: () => at,
      wait: async () => {},
      log: { info() {}, warn() {}, error() {} },
    })
    await job.sweep()
    at += dayMs
    await job.sweep()
    for (const { kind: one } of personalDataInventory)
      expect(await chat.store().list(chat.workspace, one), one).toEqual([])
    expect(await everythingIn(chat.dataDir)).not.toContain('zelda')
  })
})
