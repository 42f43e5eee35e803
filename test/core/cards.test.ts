import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cardStore, cards, listenedThreads, putCard } from '../../src/core/cards.ts'
import { kind } from '../../src/core/store.ts'
import { cardOfRun, dueCardOf, sharedCardOf } from '../../src/features/walkthrough/store.ts'
import { openChat } from '../chat.ts'
import { idOf } from '../full-use.ts'

type Sent = Parameters<typeof putCard> extends [unknown, ...infer Rest] ? Rest : never
const words = kind<object>('word')

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

describe('A remembered card', () => {
  it('is not remembered any more where its walk-through was deleted while the card was on its way', async () => {
    await chat.say('ana', 'ana', 'gathering dm Tea')
    const id = await idOf(chat, 'Tea')
    const card = { address: 'test:ana', id: '7', thread: 'test:ana/7' } as const
    const store = cardStore(chat.store(), chat.workspace)
    const put = (...sent: Sent) => chat.store().update(chat.workspace, tx => putCard(tx, ...sent))
    await put(cardOfRun(sharedCardOf, id), card, true)
    expect(await store.get(sharedCardOf(id))).toEqual(card)
    await chat.say('ana', 'ana', 'hearth forget me yes')
    await put(cardOfRun(sharedCardOf, id), card, true)
    await put(cardOfRun(dueCardOf, id), card)
    expect(await chat.store().list(chat.workspace, cards)).toEqual([])
    expect(await chat.store().list(chat.workspace, listenedThreads)).toEqual([])
  })

  it('is one of a thousand in a place: those of what is gone go first, with their threads, else the oldest', async () => {
    const put = (name: string, of?: string) =>
      chat
        .store()
        .update(chat.workspace, tx =>
          putCard(
            tx,
            { name, ...(of && { of: { kind: words, id: of } }) },
            { address: 'test:#staff', id: name, thread: `test:#staff/${name}` },
            true,
          ),
        )
    const names = async () => (await chat.store().list(chat.workspace, cards)).map(([name]) => name)
    await chat.say('ana', '#staff', 'gathering thread Tea')
    const there = await chat.store().list(chat.workspace, cards)
    const before = there.filter(([, one]) => one.address === 'test:#staff').length
    const id = await idOf(chat, 'Tea')
    await chat.store().update(chat.workspace, async tx => {
      for (let at = 0; at < 998 - before; at++)
        await tx.put(cards, `run/x${at}/root`, {
          address: 'test:#staff',
          id: `${at}`,
          thread: `test:#staff/x${at}`,
        })
    })
    await chat.store().update(chat.workspace, tx => tx.put(words, 'gone', {}))
    await put('run/gone/root', 'gone')
    await put('run/gone/shared', 'gone')
    await chat.store().update(chat.workspace, tx => tx.delete(words, 'gone'))
    await put('run/new/root')
    expect(await names()).not.toContain('run/gone/root')
    expect(await names()).not.toContain('run/gone/shared')
    expect(
      await chat.store().get(chat.workspace, listenedThreads, 'test:#staff/run/gone/root'),
    ).toBeUndefined()
    for (let at = 0; at < 5; at++) await put(`run/later${at}/root`)
    const now = await chat.store().list(chat.workspace, cards)
    expect(now.filter(([, one]) => one.address === 'test:#staff').length).toBeLessThanOrEqual(1_000)
    expect(await names()).toContain('run/later4/root')
    expect(await names()).not.toContain(`run/${id}/root`)
  })

  it('hears a limited number of threads, however often it is put up anew', async () => {
    for (let at = 0; at < 30; at++) {
      const sent = { address: 'test:ana', id: `${at}`, thread: `test:ana/${at}` } as const
      await chat.store().update(chat.workspace, tx => putCard(tx, { name: 'run/x/root' }, sent, true))
    }
    const threads = (await chat.store().list(chat.workspace, listenedThreads)).map(([thread]) => thread)
    expect(threads.length).toBe(20)
    expect(threads).toContain('test:ana/29')
  })
})
