import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cardStore, cards, listenedThreads, putCard } from '../../src/core/cards.ts'
import { cardOfRun, dueCardOf, sharedCardOf } from '../../src/features/walkthrough/store.ts'
import { openChat } from '../chat.ts'
import { idOf } from '../full-use.ts'

type Sent = Parameters<typeof putCard> extends [unknown, ...infer Rest] ? Rest : never

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
})
