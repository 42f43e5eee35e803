import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { disk } from '../../src/store/disk/files.ts'
import type { Docs } from '../../src/store/disk/format.ts'
import { type Migration, migrations } from '../../src/store/disk/migrations.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { type JsonStoreOptions, openJsonStore } from '../../src/store/json.ts'
import { restore } from '../../src/store/restore.ts'
import { diskError, FailingDisk } from './failing-disk.ts'
import { newLog, tempFolder } from './folder.ts'

const stored = join(packageRoot(), 'test/fixtures/stored')
const eras = (await readdir(stored)).filter(name => !name.endsWith('.md'))
const workspace = 'console-here'
const folderIn = (root: string) => join(root, `ws-${workspace}`)

/** A step such as one to come: what people saved becomes a list with the day it was saved. */
const tomorrow: Migration = {
  what: 'shelves and decks learn when they were changed last',
  change: docs => ({
    ...docs,
    ...Object.fromEntries(
      ['shelf', 'deck'].map(kind => [
        kind,
        Object.fromEntries(
          Object.entries(docs[kind] ?? {}).map(([id, one]) => [id, { ...(one as object), changed: 0 }]),
        ),
      ]),
    ),
  }),
}
/** And one that builds on it. */
const afterwards: Migration = {
  what: 'the word is `touched`',
  change: docs => JSON.parse(JSON.stringify(docs).replaceAll('"changed":0', '"touched":0')) as Docs,
}

async function copied(era: string): Promise<string> {
  const root = await tempFolder()
  await cp(join(stored, era), root, { recursive: true })
  return root
}

async function opened(root: string, options: JsonStoreOptions = {}) {
  const log = newLog()
  const store = await openJsonStore(root, { log, now: () => Date.UTC(2026, 11, 1), ...options })
  const kinds = Object.keys((await readWorkspace(disk, folderIn(root), 99)).docs)
  const lists = kinds.map(async kind => [kind, Object.fromEntries(await store.list(workspace, kind))])
  const docs = Object.fromEntries(await Promise.all(lists)) as Docs
  await store.close()
  return { docs, log }
}

const bytesOf = async (folder: string) =>
  Promise.all(['data.json', 'data.log'].map(name => readFile(join(folder, name), 'utf8')))

/** The format in which an era wrote. */
const formatOf = async (era: string): Promise<number> =>
  (JSON.parse(await readFile(join(folderIn(join(stored, era)), 'data.json'), 'utf8')) as { format: number })
    .format

describe.each(eras)('What the Hearth of %s stored', era => {
  it('is opened by today’s, every document of it', async () => {
    const from = await formatOf(era)
    const before = (await readWorkspace(disk, folderIn(join(stored, era)), 99)).docs
    const { docs, log } = await opened(await copied(era))
    const expected = migrations.slice(from - 1).reduce((found, step) => step.change(found), before)
    expect(Object.keys(docs).length).toBeGreaterThan(1)
    expect(JSON.parse(JSON.stringify(docs))).toEqual(JSON.parse(JSON.stringify(expected)))
    expect(log.lines.length).toBe(migrations.length >= from ? 1 : 0)
  })

  it('goes through every step there will be, once, with a copy made before', async () => {
    const root = await copied(era)
    const from = await formatOf(era)
    const before = await bytesOf(folderIn(root))
    const steps = [...migrations, tomorrow, afterwards]
    const { docs, log } = await opened(root, { migrations: steps })
    for (const one of Object.values(docs.deck ?? {})) expect(one).toMatchObject({ touched: 0 })
    expect(log.lines).toEqual([
      expect.stringMatching(
        new RegExp(
          `brought from format ${from} to ${1 + steps.length}; as it was before, it is kept in .*backups/.*-before-format-${from + 1}$`,
        ),
      ),
    ])
    const [kept = ''] = await readdir(join(root, 'backups'))
    expect(await bytesOf(folderIn(join(root, 'backups', kept)))).toEqual(before)
    const again = await opened(root, { migrations: steps })
    expect(again).toEqual({ docs, log: expect.objectContaining({ lines: [] }) })
  })
})

describe('A step to a newer format', () => {
  const era = eras.at(-1) ?? ''
  const steps = [...migrations, tomorrow]

  it('that is interrupted anywhere leaves the old or the new, and the next start has the new', async () => {
    const { docs: expected } = await opened(await copied(era), { migrations: steps })
    for (let step = 1, done = false; !done; step++) {
      const root = await copied(era)
      const files = new FailingDisk()
      let left = step
      files.fault = operation => (operation !== 'read' && --left <= 0 ? diskError('EIO') : undefined)
      const store = await openJsonStore(root, { files, log: newLog(), migrations: steps }).catch(
        () => undefined,
      )
      await store?.close()
      done = left > 0
      const { docs } = await opened(root, { migrations: steps })
      expect(docs).toEqual(expected)
    }
  })

  it('changes nothing where the copy before it cannot be made', async () => {
    const root = await copied(era)
    const before = await bytesOf(folderIn(root))
    const files = new FailingDisk()
    files.fault = (operation, path) =>
      operation === 'write' && path.includes('backups') ? diskError('ENOSPC') : undefined
    const log = newLog()
    const store = await openJsonStore(root, { files, log, migrations: steps })
    await expect(store.list(workspace, 'deck')).rejects.toThrow(/ENOSPC/)
    await store.close()
    expect(await bytesOf(folderIn(root))).toEqual(before)
    expect(log.lines[0]).toMatch(/Workspace console-here cannot be opened.*ENOSPC/)
  })

  it('can be taken back: the copy made before it is put in place again by restore', async () => {
    const root = await copied(era)
    const { docs: old } = await opened(await copied(era))
    await opened(root, { migrations: steps })
    const backups = join(root, 'backups')
    const [kept = ''] = await readdir(backups)
    await restore({ files: disk, root, backups }, { from: join(backups, kept), replace: true }, 0)
    expect((await opened(root)).docs).toEqual(old)
  })

  it('is not undone by an older Hearth: that one refuses, in a sentence, and changes nothing', async () => {
    const root = await copied(era)
    await opened(root, { migrations: steps })
    const before = await bytesOf(folderIn(root))
    const log = newLog()
    const store = await openJsonStore(root, { log })
    await expect(store.list(workspace, 'deck')).rejects.toMatchObject({
      code: 'ECORRUPT',
      message: expect.stringMatching(
        new RegExp(
          `it has format ${1 + steps.length}, and this Hearth knows only formats up to ${1 + migrations.length}: it was written by a newer Hearth\\. Nothing was changed\\. Start that newer Hearth again`,
        ),
      ),
    })
    await store.close()
    expect(await bytesOf(folderIn(root))).toEqual(before)
    expect((await readdir(folderIn(root))).filter(name => name.includes('corrupt'))).toEqual([])
  })
})
