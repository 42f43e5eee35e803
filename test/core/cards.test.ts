import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cardStore, cards, listenedThreads } from '../../src/core/cards.ts'
import { cardOfRun, dueCardOf, sharedCardOf } from '../../src/features/walkthrough/store.ts'
import { openChat } from '../chat.ts'
import { idOf } from '../full-use.ts'

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
    await store.put(cardOfRun(sharedCardOf, id), card, true)
    expect(await store.get(sharedCardOf(id))).toEqual(card)
    await chat.say('ana', 'ana', 'hearth forget me yes')
    await store.put(cardOfRun(sharedCardOf, id), card, true)
    await store.put(cardOfRun(dueCardOf, id), card)
    expect(await chat.store().list(chat.workspace, cards)).toEqual([])
    expect(await chat.store().list(chat.workspace, listenedThreads)).toEqual([])
  })
})
