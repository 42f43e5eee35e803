import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'
import { isOnDatabase } from '../../postgres/chat-store.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())
const say = (line: string) => chat.say('ana', 'ana', line)

describe('Notes', () => {
  it.skipIf(isOnDatabase)(
    'cost what they hold: one more is written alone, however many there are',
    async () => {
      const log = join(chat.dataDir, 'ws-test-library', 'data.log')
      const long = 'x'.repeat(10_000)
      for (let at = 0; at < 20; at++) await say(`note ${long}`)
      expect((await stat(log)).size).toBeLessThan(20 * 11_000)
    },
  )

  it('are taken out by their number, which is told where there is none such', async () => {
    await say('note first')
    await say('note second')
    expect(await say('note remove 3')).toMatch(/1 to 2.*“notes” lists them/)
    expect(await say('note remove 1')).toContain('first')
    expect(await say('notes')).toMatch(/1\. second/)
    expect(await say('notes')).not.toMatch(/\d\. first/)
    expect(await chat.say('ben', 'ben', 'note remove 1')).toMatch(/You have no notes yet/)
    await say('note third')
    expect(await say('notes')).toMatch(/1\. second\n2\. third/)
  })

  it('that are many are shown from the latest ones on, with their numbers', async () => {
    for (let at = 1; at <= 25; at++) await say(`note number ${at}.`)
    const shown = await say('notes')
    expect(shown).toContain('number 25.')
    expect(shown).toMatch(/6 number 6\./)
    expect(shown).not.toContain('number 5.')
    expect(shown).toMatch(/latest 20 of 25/)
  })
})
