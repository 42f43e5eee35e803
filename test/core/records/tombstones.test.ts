import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgotten, tombstoneKeys, tombstones } from '../../../src/core/records/tombstones.ts'
import type { Kind } from '../../../src/core/store.ts'
import { openChat } from '../../chat.ts'

const day = 24 * 3_600_000

describe('What is left of somebody who was forgotten', () => {
  let chat: Awaited<ReturnType<typeof openChat>>
  beforeEach(async () => {
    chat = await openChat()
    await chat.say('zelda', 'zelda', 'note all quinces')
    await chat.say('zelda', 'zelda', 'hearth forget me yes')
  })
  afterEach(() => chat.close())

  const library = () => ({
    get: <T>(kind: Kind<T>, id: string) => chat.store().get(chat.workspace, kind, id),
  })
  const isKnown = async () => (await forgotten(library(), 'zelda', chat.at)) !== undefined

  it('is a keyed hash, when that was, and hashes of their last deliveries; nothing that tells who it was', async () => {
    const left = await chat.store().list(chat.workspace, tombstones)
    expect(left).toEqual([
      [
        expect.stringMatching(/^[\w-]{32}$/),
        { at: chat.at, seen: expect.arrayContaining([expect.stringMatching(/^[\w-]{32}$/)]) },
      ],
    ])
    expect(JSON.stringify(left)).not.toMatch(/zelda|quince/)
    const [[, key] = []] = await chat.store().list(chat.workspace, tombstoneKeys)
    expect(key).toEqual({ key: expect.stringMatching(/^[\da-f]{64}$/) })
  })

  it('is looked at for seven days and no longer, and goes when the next one is forgotten', async () => {
    chat.at += 7 * day
    expect(await isKnown()).toBe(true)
    chat.at += 1
    expect(await isKnown()).toBe(false)
    await chat.say('ben', 'ben', 'note plums')
    await chat.say('ben', 'ben', 'hearth forget me yes')
    expect(await chat.store().list(chat.workspace, tombstones)).toHaveLength(1)
  })
})
