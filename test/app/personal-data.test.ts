import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { disk } from '../../src/store/disk/files.ts'
import { newestFormat } from '../../src/store/disk/migrations.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { openChat } from '../chat.ts'
import { useEverything } from '../full-use.ts'

const known = personalDataInventory.map(one => one.kind)

/** The kinds of document that the sources name. */
async function kindsNamed(): Promise<string[]> {
  const folders = ['src', 'adapters'].map(folder => join(packageRoot(), folder))
  const names = await Promise.all(folders.map(folder => readdir(folder, { recursive: true })))
  const files = names.flatMap((all, at) => all.map(name => join(folders[at] ?? '', name)))
  const texts = await Promise.all(
    files.filter(name => name.endsWith('.ts')).map(name => readFile(name, 'utf8')),
  )
  return texts.flatMap(text =>
    [...text.matchAll(/\bkind(?:<.*>)?\('([a-z-]+)'\)/g)].flatMap(([, name]) => name ?? []),
  )
}

describe('The keeping table', () => {
  it('has an entry for every kind of document that is named anywhere, each once', async () => {
    const named = await kindsNamed()
    expect(named.length).toBeGreaterThan(20)
    expect([...new Set(named)].sort()).toEqual([...known].sort())
  })

  it('has one for whatever a full use leaves on the disk, and the full use leaves what people can leave there', async () => {
    const chat = await openChat()
    await useEverything(chat, 'zelda', 'ben')
    const { docs } = await readWorkspace(disk, join(chat.dataDir, `ws-${chat.workspace}`), newestFormat)
    const there = Object.keys(docs).filter(kind => Object.keys(docs[kind] ?? {}).length > 0)
    expect(there.filter(kind => !known.includes(kind))).toEqual([])
    const byOthers = [
      ...[
        'teams-person',
        'teams-room',
        'teams-home',
        'slack-install',
        'slack-organization',
        'admin',
        'departure',
        'web-message',
        'web-person',
        'web-session',
        'web-invitation',
        'notice',
        'purge',
        'zone-laws',
        'unanswered',
      ],
      ...['hold', 'held-version', 'retention', 'forget-wish', 'tombstone', 'tombstone-key'],
    ]
    expect(known.filter(kind => !there.includes(kind))).toEqual(expect.arrayContaining(byOthers))
    expect(known.filter(kind => !there.includes(kind) && !byOthers.includes(kind))).toEqual([])
    await chat.close()
  })
})
