import { expect, it } from 'vitest'
import { plainText } from '../../src/core/message.ts'
import { lastRun, minuteMs, nextRun, type Rule } from '../../src/core/when.ts'
import { openChat, type Shown } from '../chat.ts'

const hour = 60 * minuteMs
const day = 24 * hour
const year = 365 * day

/** The same odd year for the same seed (a linear congruential generator). */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

it.each([
  ['America/New_York', 1],
  ['Australia/Lord_Howe', 2],
  ['Europe/London', 3],
  ['America/St_Johns', 4],
])(
  'a year in %s with downtimes, crashes and clocks set to and fro repeats no turn, and loses none it was up for',
  {
    timeout: 60_000,
  },
  async (tz, seed) => {
    const pick = chance(seed)
    const chat = await openChat()
    const rule: Rule = { weekdays: [1], hh: 9, mm: 0, tz }
    const end = chat.at + year
    await chat.say('ana', '#staff', `icebreaker every monday 9:00 in ${tz}`)
    const upFor: number[] = []

    while (chat.at < end) {
      const from = chat.at
      await chat.pass(hour + pick(9 * day))
      for (let turn = nextRun(rule, from); turn <= chat.at; turn = nextRun(rule, turn)) upFor.push(turn)
      await [
        () => chat.restart(),
        async () => {
          await chat.restart()
          chat.at += pick(25 * day)
          await chat.pass(0)
        },
        async () => {
          chat.at -= 2 * hour
          await chat.sweep()
        },
        async () => {
          chat.at += 2 * hour
          await chat.sweep()
        },
        crash,
      ][pick(5)]?.()
    }

    const turns = chat.shown.filter(isPost).map(one => lastRun(rule, one.at))
    expect(turns).toEqual([...new Set(turns)].sort((a, b) => a - b))
    expect([...new Set(upFor)].filter(turn => !turns.includes(turn))).toEqual([])
    expect(await chat.store().nextDueAt()).toBeLessThan(chat.at + 8 * day)
    expect(chat.logged.filter(line => /failed/.test(line))).toEqual([])
    await chat.close()

    /** Stopped dead between the claim and the post: the turn comes when the claim has run out. */
    async function crash() {
      const due = await chat.store().nextDueAt()
      if (due === undefined || due > end) return
      chat.at = Math.max(chat.at, due)
      await chat.store().claim(chat.at, { limit: 1, leaseMs: 5 * minuteMs, owner: 'crashed' })
      upFor.push(lastRun(rule, chat.at))
      await chat.restart()
      await chat.pass(hour)
    }
  },
)

const isPost = (one: Shown) => one.to === 'test:#staff' && /How to pass/.test(plainText(one.message))
