import { expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { dayMs, lastRun, minuteMs, nextRun, type Recurrence } from '../../../src/core/time/recurrence.ts'
import { openChat, type Shown } from '../../chat.ts'

const hour = 60 * minuteMs
const year = 365 * dayMs

type Chat = Awaited<ReturnType<typeof openChat>>

/** What comes back every Monday at nine in a zone: how it is set, how it is known, and what keeps it coming. */
const kinds = {
  'a weekly icebreaker': {
    set: async (chat: Chat, tz: string) => {
      await chat.say('ana', '#staff', `icebreaker every monday 9:00 in ${tz}`)
    },
    isIt: (one: Shown) => one.to === 'test:#staff' && /How to pass/.test(plainText(one.message)),
    answer: async () => {},
  },
  'a plan': {
    set: async (chat: Chat, tz: string) => {
      await chat.say('ana', 'ana', 'plan dm Spring coffee')
      await chat.say('ana', 'ana', 'plan step Call the tutor')
      await chat.say('ana', 'ana', `plan remind monday 9:00 in ${tz}`)
    },
    isIt: (one: Shown) => one.to === 'test:ana' && /Still on it/.test(plainText(one.message)),
    answer: async (chat: Chat) => {
      await chat.say('ana', 'ana', 'plan still on it')
    },
  },
  'the report of two plans': {
    set: async (chat: Chat, tz: string) => {
      for (const name of ['Book swap', 'Spring coffee']) {
        await chat.say('ana', '#staff', `plan thread ${name}`)
        await chat.say('ana', '#staff', `plan ${name}: remind monday 9:00 in ${tz} in this channel`)
      }
    },
    isIt: (one: Shown) => one.to === 'test:#staff' && /Plans in #staff/.test(plainText(one.message)),
    answer: async (chat: Chat) => {
      for (const name of ['Book swap', 'Spring coffee'])
        await chat.say('ana', '#staff', `plan ${name}: still on it`)
    },
  },
}

/** The same odd year for the same seed (a linear congruential generator). */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

it.each([
  ['a weekly icebreaker', 'America/New_York', 1],
  ['a weekly icebreaker', 'Australia/Lord_Howe', 2],
  ['a plan', 'Europe/London', 3],
  ['a plan', 'America/St_Johns', 4],
  ['a plan', 'Pacific/Apia', 5],
  ['the report of two plans', 'Asia/Kolkata', 6],
  ['the report of two plans', 'America/New_York', 7],
] as const)(
  'a year of %s in %s with downtimes, crashes and clocks set to and fro repeats no turn, loses none it was up for, and marks what is late',
  async (kind, tz, seed) => {
    const { set, isIt, answer } = kinds[kind]
    const pick = chance(seed)
    const chat = await openChat({ looksUp: true, steady: true })
    const rule: Recurrence = { weekdays: [1], hh: 9, mm: 0, tz }
    const end = chat.at + year
    await set(chat, tz)
    const upFor: number[] = []
    /** What each said when it came: answers change it later. */
    const said = new Map<Shown, string>()

    const mishaps = [
      () => chat.restart(),
      () => away(pick(6 * 24) * hour),
      () => away((6 * 24 + pick(20 * 24)) * hour),
      () => chat.setClock(-2 * hour),
      () => chat.setClock(2 * hour),
      () => setAndMended(year),
      () => setAndMended(-year),
      () => crash('claimed'),
      () => crash('posted'),
    ]
    while (chat.at < end) {
      const from = chat.at
      await chat.pass(hour + pick(9 * 24) * hour)
      for (
        let occurrence = nextRun(rule, from);
        occurrence <= chat.at;
        occurrence = nextRun(rule, occurrence)
      )
        upFor.push(occurrence)
      await mishaps[pick(mishaps.length)]?.()
      for (const one of chat.shown) if (!said.has(one)) said.set(one, plainText(one.message))
      await answer(chat)
    }

    const came = chat.shown.filter(isIt)
    const occurrences = came.map(one => lastRun(rule, one.at))
    expect(occurrences).toEqual([...new Set(occurrences)].sort((a, b) => a - b))
    expect([...new Set(upFor)].filter(occurrence => !occurrences.includes(occurrence))).toEqual([])
    for (const one of came) {
      const late = one.at - lastRun(rule, one.at)
      expect(late).toBeLessThanOrEqual(6 * dayMs)
      expect(/This one is late/.test(said.get(one) ?? '')).toBe(late > hour / 2)
    }
    const next = (await chat.store().nextDueAt()) ?? 0
    expect(next).toBeGreaterThan(chat.at)
    expect(next).toBeLessThan(chat.at + 8 * dayMs)
    // What was in hand at a crash finds the store closed, as it would find nothing at all.
    const failed = chat.logged.filter(line => /something failed/.test(line) && !/ECLOSED/.test(line))
    expect(failed).toEqual([])
    await chat.close()

    /** Switched off for a while. What comes at the start is the last occurrence, if anything. */
    async function away(ms: number) {
      await chat.restart()
      const before = chat.shown.length
      chat.at += ms
      await chat.pass(0)
      expect(chat.shown.slice(before).filter(isIt).length).toBeLessThan(2)
    }

    /** Set by far, and set right before the scheduler trusts it. */
    async function setAndMended(by: number) {
      const before = chat.shown.length
      await chat.setClock(by, 1)
      await chat.setClock(-by)
      expect(chat.shown.slice(before).filter(isIt)).toEqual([])
    }

    async function crash(when: 'claimed' | 'posted') {
      const due = await chat.store().nextDueAt()
      if (due === undefined || due > end) return
      upFor.push(lastRun(rule, Math.max(chat.at, due)))
      await chat.crash(when)
      await chat.pass(hour)
    }
  },
)
