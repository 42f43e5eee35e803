import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unanswered } from '../../src/core/delivery/unanswered.ts'
import { openChat } from '../chat.ts'
import { until } from '../until.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

describe('the bot', () => {
  it('answers two lines sent fast, both, in the order they came', async () => {
    const [first, second] = [
      chat.incoming('ana', 'ana', 'readings hosting'),
      chat.incoming('ana', 'ana', 'hearth about'),
    ]
    await Promise.all([chat.handle(first), chat.handle(second)])
    expect(chat.shown.map(one => JSON.stringify(one.message[0]))).toEqual([
      expect.stringContaining('Readings'),
      expect.stringContaining('About'),
    ])
  })

  it('applies a delivery once, however often it is delivered, also after a restart', async () => {
    const line = chat.incoming('ana', 'ana', 'icebreaker post teens', {
      kind: 'line',
      sourceMessageId: '169.3',
    })
    await chat.handle(line)
    await chat.handle(line)
    await chat.restart()
    await chat.handle(line)
    expect(chat.shown).toHaveLength(1)
  })

  it('goes on where a platform cannot take an acknowledgement, which whoever brought the line is told', async () => {
    const failing = chat.handle(chat.incoming('ana', 'ana', 'readings hosting'), () => {
      throw new Error('the card cannot be drawn')
    })
    await expect(failing).rejects.toThrow('the card cannot be drawn')
    // A rejection that is nobody’s would end the process, and does end this test.
    await new Promise(resolve => setImmediate(resolve))
    expect(await chat.say('ana', 'ana', 'readings hosting')).toMatch(/Readings/)
  })

  it('does nothing for whoever may no longer when their turn comes, and nothing of it is kept', async () => {
    const note = chat.incoming('ana', 'ana', 'note too late', { mayStill: async () => false })
    await chat.handle(note)
    expect(chat.shown).toEqual([])
    expect(await chat.say('ana', 'ana', 'my notes')).not.toContain('too late')
  })

  it('signs somebody out of their browsers at once, whatever they asked before is still waiting for', async () => {
    let leave = (_: boolean) => {}
    const mayStill = () => new Promise<boolean>(resolve => (leave = resolve))
    const held = [
      chat.handle(chat.incoming('ana', 'ana', 'note one', { mayStill })),
      chat.handle(chat.incoming('ana', 'ana', 'note two', { mayStill: async () => false })),
    ]
    await chat.handle(chat.incoming('ana', 'ana', 'hearth sign out me'))
    expect(chat.shown).toHaveLength(1)
    leave(false)
    await Promise.all(held)
    expect(chat.shown).toHaveLength(1)
  })

  it('keeps whom it owes an answer when it is to end, however long somebody else’s line takes', async () => {
    const slow = chat.incoming('ben', 'ben', 'note one', { mayStill: () => new Promise<boolean>(() => {}) })
    void chat.handle(slow)
    chat.hang()
    const asked = chat.handle(chat.incoming('ana', 'ana', 'readings hosting'))
    await until(() => chat.shown.length === 1)
    await chat.end(asked)
    const owed = await chat.store().list(chat.workspace, unanswered)
    expect(owed).toEqual([['ana', { count: 1 }]])
  })

  it('keeps two libraries apart', async () => {
    await chat.say('ana', '#staff', 'icebreaker retire retire-a-sign')
    chat.workspace = 'other-library'
    expect(await chat.say('ana', '#staff', 'icebreaker retired')).toMatch(/set no icebreakers aside/)
  })

  it('understands a slip of the keys, and answers what it does not know with the way to help', async () => {
    const said = await chat.say('ana', 'ana', 'icebraker teens')
    expect(said).toMatch(/Is it right for us[\s\S]*for “teens”/)
    expect(await chat.say('ana', 'ana', 'frobnicate the gizmo')).toMatch(/I don’t know what to do with/)
    expect(await chat.press('ana', 'Help')).toMatch(/What I can do/)
  })

  it('survives odd lines with a sentence', async () => {
    for (const odd of [
      '',
      '💥',
      '<!channel>',
      '__proto__',
      'x'.repeat(10_000),
      'icebreaker constructor',
      'readings \u202Eabc',
    ]) {
      expect(await chat.say('ana', 'ana', odd)).not.toBe('')
    }
    expect(chat.logged).toEqual([])
  })

  it('tells the asker, and the operator without their words, when something fails on its side', async () => {
    await chat.store().close()
    expect(await chat.say('ana', 'ana', 'icebreaker suggest A private thought?')).toMatch(/could not save/)
    expect(chat.logged.join()).toMatch(/a command failed/)
    expect(chat.logged.join()).not.toMatch(/private thought/)
  })

  it('acknowledges once, and only when what must be kept is kept', async () => {
    const seen: boolean[] = []
    await chat.handle(chat.incoming('ana', '#staff', 'icebreaker retire retire-a-sign'), () => {
      seen.push(true)
      return false
    })
    expect(seen).toEqual([true])
    await chat.restart()
    expect(await chat.say('ana', '#staff', 'icebreaker retired')).toMatch(/We can take down one sign/)
  })
})
