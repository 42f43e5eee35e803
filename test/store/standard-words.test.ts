import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { plainText } from '../../src/core/message.ts'
import { disk } from '../../src/store/disk/files.ts'
import type { Docs } from '../../src/store/disk/format.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { standardWords } from '../../src/store/disk/standard-words.ts'
import { openChat } from '../chat.ts'
import { idOf } from '../full-use.ts'

const era = join(packageRoot(), 'test/fixtures/stored/2026-11-29-plans/ws-console-here')
const { docs: before } = await readWorkspace(disk, era, 99)
const after = standardWords(before)
const oldWords = /"(given|was|aside|said|of|room)":/
const places = (text: string) => text.match(/"console:#staff"/g)?.length

describe('The step to format 2', () => {
  it('leaves no stored field with its old name, and no value behind', () => {
    const [old, now] = [JSON.stringify(before), JSON.stringify(after)]
    expect(old).toMatch(oldWords)
    expect(now).not.toMatch(oldWords)
    expect(places(now)).toBe(places(old))
    const words = (docs: Docs) => JSON.stringify(docs).match(/"text":"[^"]*"/g)
    expect(words(after)).toEqual(words(before))
    expect(Object.keys(after)).toEqual(Object.keys(before))
  })

  it('tells of each reminder what it is about', () => {
    const about = Object.values(after.schedule ?? {}).map(one => (one as { subject: unknown }).subject)
    expect(about).toContainEqual({ type: 'icebreaker', filters: 'teens' })
    expect(about).toContainEqual({ type: 'icebreaker', filters: '' })
    expect(about).toContainEqual({ type: 'plan', id: expect.stringMatching(/^[0-9a-f]{8}$/) })
    expect(about).not.toContain(undefined)
  })

  it('changes nothing that only looks alike: people’s own words, ids, and a reminder of another kind', () => {
    const docs = {
      note: { ana: { all: [{ text: '"said": "of"', at: 1 }] } },
      deck: { 'console:#staff': { seen: { room: ['one'], address: ['two'] } } },
      schedule: { other: { command: 'something else' } },
    }
    expect(standardWords(docs)).toEqual(docs)
  })

  it('lets people go on where they were: their answers, old words, plans and reminders', async () => {
    const chat = await openChat({ zones: { ana: 'UTC' } })
    chat.at = Date.UTC(2026, 10, 29, 4)
    await chat.store().update(chat.workspace, async tx => {
      const here = JSON.stringify(after).replaceAll('console:@', 'test:').replaceAll('console:', 'test:')
      for (const [kind, all] of Object.entries(JSON.parse(here) as Docs))
        for (const [id, one] of Object.entries(all)) await tx.put(kind, id, one)
    })
    const overview = await chat.say(
      'ana',
      'ana',
      `walk @${await idOf(chat, 'Winter tea', 'gathering')} overview`,
    )
    expect(overview).toMatch(/Neighbors who only wave/)
    expect(overview).toMatch(/ask the tutors first/)
    expect(await chat.say('ana', 'ana', 'walk edit 1')).toMatch(/Neighbors who only wave/)
    expect(await chat.say('ben', '#staff', 'plan')).toMatch(/Winter tea[\s\S]*1 of 2 steps done/)
    expect(await chat.say('ben', '#staff', 'icebreaker weekly')).toMatch(
      /Tuesday at 9:00 a\.m\.[\s\S]*Friday at 10:00 a\.m\./,
    )
    expect(await chat.say('ana', 'ana', 'plan')).toMatch(/Last year[\s\S]*next reminder Tue, Dec 15/)
    const shown = await chat.pass(7 * 24 * 3_600_000)
    const posted = shown.filter(one => one.to === 'test:#staff').map(one => plainText(one.message))
    expect(posted.at(-1)).toMatch(/Next: Print the posters\nWinter tea/)
    expect(posted.length).toBe(3)
    await chat.close()
  })
})
