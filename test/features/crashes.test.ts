import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../src/core/message.ts'
import { openChat, type Shown } from '../chat.ts'
import { tries } from '../tries.ts'

const hour = 60 * 60_000
const day = 24 * hour
const week = 7 * day
/** Both come on Mondays at nine in New York: the plan to ana alone, the icebreaker for all. */
const nine = Date.UTC(2026, 10, 23, 14)
const occurrenceOf = (at: number) => Math.floor((at - nine) / week)

type Chat = Awaited<ReturnType<typeof openChat>>
/** What may go wrong with one occurrence. */
const mishaps = {
  nothing: async () => {},
  'a restart before it': async (chat: Chat) => chat.restart(),
  'a crash between claim and post': async (chat: Chat) => chat.crash('claimed'),
  'a crash between post and record': async (chat: Chat) => chat.crash('posted'),
  'a lost answer': async (chat: Chat) => {
    chat.loseAnswers(new Error('socket hang up'))
    await toTheOccurrence(chat)
    chat.loseAnswers(undefined)
  },
  'no connection': async (chat: Chat) => {
    chat.failWith(new DeliveryError('not-sent', 'no connection'))
    await toTheOccurrence(chat)
    chat.failWith(undefined)
  },
  'five days of downtime': async (chat: Chat) => {
    await toTheOccurrence(chat, -hour)
    await chat.restart()
    chat.at += 5 * day
  },
}
type Mishap = keyof typeof mishaps
/** After these nobody can know whether it arrived, unless the platform tells. */
const doubtful: readonly Mishap[] = [
  'a crash between claim and post',
  'a crash between post and record',
  'a lost answer',
]

/** Lets time pass until the first occurrence that is to come is in hand. */
async function toTheOccurrence(chat: Chat, early = 0): Promise<void> {
  const due = (await chat.store().nextDueAt()) ?? chat.at
  await chat.pass(Math.max(0, due + early - chat.at))
}

const weeks = fc.array(fc.constantFrom(...(Object.keys(mishaps) as Mishap[])), { minLength: 5, maxLength: 7 })
const twice = /If you see it twice, it is the same one/

async function live(said: readonly Mishap[], looksUp: boolean) {
  const chat = await openChat({ looksUp })
  await chat.say('ana', 'ana', 'plan dm Spring coffee')
  await chat.say('ana', 'ana', 'plan step Call the tutor')
  await chat.say('ana', 'ana', 'plan remind monday 9:00')
  await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
  const doubts: boolean[] = []
  for (const [nth, mishap] of said.entries()) {
    await mishaps[mishap](chat)
    await chat.pass(nine + nth * week + 6 * day - chat.at)
    const shown = await chat.say('ana', 'ana', 'plan remind')
    doubts.push(/may have come twice/.test(shown))
    await chat.say('ana', 'ana', 'plan still on it')
  }
  const of = (to: string, words: RegExp) => {
    const came = chat.shown.filter(one => one.to === to && one.key && words.test(plainText(one.message)))
    return said.map((_, nth) => came.filter(one => occurrenceOf(one.at) === nth))
  }
  const kinds: Record<string, Shown[][]> = {
    plan: of('test:ana', /Still on it/),
    icebreaker: of('test:#staff', /How to pass/),
  }
  await chat.close()
  return { kinds, doubts }
}

describe('whatever happens between claim, post and record', () => {
  it('each turn comes exactly once, where the platform can be asked', async () => {
    await fc.assert(
      fc.asyncProperty(weeks, async said => {
        const { kinds, doubts } = await live(said, true)
        for (const occurrences of Object.values(kinds))
          expect(occurrences.map(came => came.length)).toEqual(said.map(() => 1))
        for (const came of Object.values(kinds).flat(2)) expect(plainText(came.message)).not.toMatch(twice)
        expect(doubts).not.toContain(true)
      }),
      { numRuns: tries(8, 3) },
    )
  })

  it('each turn comes, and where it cannot be asked at most once more, saying so to the reader and the owner', async () => {
    await fc.assert(
      fc.asyncProperty(weeks, async said => {
        const { kinds, doubts } = await live(said, false)
        for (const occurrences of Object.values(kinds))
          for (const [nth, came] of occurrences.entries()) {
            const inDoubt = doubtful.includes(said[nth] ?? 'nothing')
            expect(came.length).toBeGreaterThan(0)
            expect(came.length).toBeLessThanOrEqual(inDoubt ? 2 : 1)
            expect(twice.test(plainText(came.at(-1)?.message ?? []))).toBe(inDoubt)
            if (came.length === 2) expect(plainText(came[0]?.message ?? [])).not.toMatch(twice)
          }
        expect(doubts).toEqual(said.map(mishap => doubtful.includes(mishap)))
      }),
      { numRuns: tries(8, 3) },
    )
  })
})
