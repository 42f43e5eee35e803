import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runs } from '../../../src/features/walkthrough/store.ts'
import { openChat } from '../../chat.ts'
import { until } from '../../until.ts'

const slow = /That was a lot at once/

let chat: Awaited<ReturnType<typeof openChat>>
/** Who waits to be answered. */
let waiting: (() => void)[]
beforeEach(async () => {
  waiting = []
  chat = await openChat({ pauses: () => new Promise<void>(resolve => waiting.push(resolve)) })
})
afterEach(() => chat.close())

/** Lets every pause end, until nothing waits any more. */
async function letGo(all: Promise<unknown>): Promise<void> {
  let open = true
  void all.finally(() => {
    open = false
  })
  await until(() => {
    for (const end of waiting.splice(0)) end()
    return !open
  })
  await all
}

/** So many notes at once: returns when all are acknowledged, which waits for no pause. */
async function flood(many: number) {
  let acknowledged = 0
  const all = Promise.all(
    Array.from({ length: many }, (_, at) =>
      chat.handle(chat.incoming('ana', 'ana', `note number ${at}`), () => {
        acknowledged++
        return false
      }),
    ),
  )
  await until(() => acknowledged === many)
  return { all }
}

const words = () => chat.shown.map(one => JSON.stringify(one.message))

describe('Somebody who asks more than a hundred things in ten seconds', () => {
  beforeEach(() => chat.say('ana', 'ana', 'gathering dm Spring tea'))

  it('has everything kept and acknowledged at once, and is answered slowly', async () => {
    const { all } = await flood(150)
    const kept = (await chat.store().list(chat.workspace, runs)).flatMap(([, run]) => run.notes)
    expect(kept.map(one => one.text)).toEqual(Array.from({ length: 150 }, (_, at) => `number ${at}`))
    expect(chat.shown.length).toBeLessThan(110)
    await letGo(all)
    expect(chat.shown.length).toBeGreaterThan(150)
  })

  it('is told so once, kindly, and again only after a quiet time', async () => {
    await letGo((await flood(150)).all)
    expect(words().filter(one => slow.test(one))).toHaveLength(1)
    chat.at += 10_000
    await letGo((await flood(99)).all)
    expect(words().filter(one => slow.test(one))).toHaveLength(1)
    await letGo((await flood(20)).all)
    expect(words().filter(one => slow.test(one))).toHaveLength(2)
  })

  it('keeps nobody else waiting', async () => {
    const { all } = await flood(200)
    expect(await chat.say('ben', 'ben', 'readings hosting')).toMatch(/Readings/)
    await letGo(all)
  })

  it('is not answered for ever: of very many, plain replies are left out, and nothing that was written', async () => {
    await letGo((await flood(300)).all)
    const kept = (await chat.store().list(chat.workspace, runs)).flatMap(([, run]) => run.notes)
    expect(kept).toHaveLength(300)
    expect(chat.shown.length).toBeLessThan(230)
  })
})

describe('Whoever types as people do', () => {
  it('is never slowed, however long they go on', async () => {
    for (let at = 0; at < 400; at++) {
      chat.at += 150
      await chat.say('ana', 'ana', 'readings next')
    }
    expect(waiting).toEqual([])
  })

  it('is not slowed because the clock was set back or forward', async () => {
    for (const step of [-7_200_000, 7_200_000, -365 * 86_400_000, 365 * 86_400_000]) {
      chat.at += step
      for (let at = 0; at < 20; at++) await chat.say('ana', 'ana', 'readings next')
      chat.at += 5_000
    }
    expect(waiting).toEqual([])
  })
})
