import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { undoRecords } from '../../src/core/undo/undo.ts'
import { createUndoExpiry } from '../../src/operations/undo-expiry.ts'
import { openChat } from '../chat.ts'

const hour = 3_600_000

let chat: Awaited<ReturnType<typeof openChat>>
let expiry: ReturnType<typeof createUndoExpiry>
beforeEach(async () => {
  chat = await openChat()
  const log = { info() {}, warn() {}, error() {} }
  expiry = createUndoExpiry({ store: chat.store, now: () => chat.at, wait: async () => {}, log })
})
afterEach(() => chat.close())

const kept = () => chat.store().list(chat.workspace, undoRecords)
async function onDisk(): Promise<string> {
  const folder = join(chat.dataDir, `ws-${chat.workspace}`)
  const files = await readdir(folder)
  return (await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')))).join('')
}

describe('What a change replaced', () => {
  it('goes after a day, from the disk too, and what was changed since stays to be taken back', async () => {
    await chat.type('ana', 'ana', 'gathering dm Tea')
    await chat.type('ana', 'ana', 'first-words')
    await chat.type('ana', 'ana', 'edit 1')
    await chat.type('ana', 'ana', 'second-words')
    await chat.say('ana', 'ana', 'walk rename Coffee')
    chat.at += 2 * hour
    await chat.type('ben', 'ben', 'note Ask the tutors')
    await expiry.sweep()
    expect(await kept()).toHaveLength(2)
    chat.at += 22 * hour
    await expiry.sweep()
    expect((await kept()).map(([, one]) => one.by.name)).toEqual(['ben'])
    expect(await onDisk()).not.toContain('"Tea"')
    expect(await chat.type('ben', 'ben', 'undo')).toMatch(/Your notes are as they were/)
    chat.at += 24 * hour
    await expiry.sweep()
    expect(await kept()).toEqual([])
  })

  it('of a library that nobody uses is looked at once a day, not at every round', async () => {
    let looks = 0
    const store = {
      ...chat.store(),
      workspaces: async () => ['quiet'],
      list: async () => {
        looks++
        return []
      },
    }
    const log = { info() {}, warn() {}, error() {} }
    const round = createUndoExpiry({ store: () => store, now: () => chat.at, wait: async () => {}, log })
    for (let past = 0; past < 48; past++) {
      await round.sweep()
      chat.at += hour
    }
    expect(looks).toBe(2)
  })
})
