import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { hang, type Message, seen } from '../slack/stand-in.ts'
import { minuteMs, weekMs } from '../torture/clock.ts'
import { type House, inHouse, monday } from '../torture/house.ts'
import type { Product } from '../torture/product.ts'

const preload = join(packageRoot(), 'test/process/let-time-pass.mjs')
/** The plan is set at 08:00:20 for 08:01. */
const setAt = monday + 20_000
const occurrence = monday + minuteMs

/** Hearth as `npm start` runs it, and what the test does to it. */
class Life {
  readonly house: House
  product: Product | undefined

  constructor(house: House) {
    this.house = house
  }

  async start(): Promise<void> {
    this.product = await this.house.start({ preload })
  }

  async restart(): Promise<void> {
    await this.product?.kill()
    await this.start()
  }

  /** Lets time pass until then. */
  async goTo(at: number): Promise<void> {
    this.house.clock.goTo(at)
    await this.product?.setClock()
  }

  /** The reminders that came, oldest first. */
  reminders(): Message[] {
    return this.house.slack.posted('DM', 'ann').filter(one => seen(one).buttons.includes('Still on it'))
  }

  /** Asks something whose answer shows that all before it is done. */
  async look(): Promise<string> {
    const { slack } = this.house
    const before = slack.posted('DM', 'ann').length
    await slack.slash('ann', 'DM', '/plan', '1')
    return seen(await slack.until(() => slack.posted('DM', 'ann')[before])).text
  }

  /** Looks until the plan says so: then the occurrence before is behind it. */
  async settled(words: RegExp): Promise<void> {
    while (!words.test(await this.look()));
  }

  say(words: RegExp): Promise<Message> {
    const { slack } = this.house
    return slack.until(() => slack.posted('DM', 'ann').find(one => words.test(seen(one).text)))
  }
}

/** Makes a plan with signed requests, and sets it to the next minute. */
async function planned(live: (life: Life) => Promise<void>): Promise<void> {
  await inHouse(0, async house => {
    const { slack, clock } = house
    const life = new Life(house)
    clock.goTo(setAt)
    await life.start()
    // Where the computer is busy, an answer comes after the acknowledgement instead of with it.
    await slack.slash('ann', 'DM', '/plan')
    const begin = 'Begin a new one for me'
    const offered = () => slack.posted('DM', 'ann').find(one => seen(one).buttons.includes(begin))
    await slack.press('ann', await slack.until(offered), begin)
    await life.say(/Question 1 of 6/)
    await slack.slash('ann', 'DM', '/plan', 'step Call the tutor, Ana, by tomorrow')
    await slack.slash('ann', 'DM', '/plan', 'remind monday 8:01')
    await life.say(/The next reminder: Mon, Jan 4 at 8:01 a.m./)
    await live(life)
    await life.goTo(occurrence + minuteMs)
    await life.settled(/next on Mon, Jan 11 at 8:01 a.m./)
    expect(life.reminders()).toHaveLength(1)
    const [card] = life.reminders()
    expect(Number(card?.ts) * 1_000).toBeGreaterThanOrEqual(occurrence)
    expect(Number(card?.ts) * 1_000).toBeLessThan(occurrence + minuteMs)
    await life.goTo(occurrence + weekMs)
    await slack.until(() => life.reminders()[1])
    await life.settled(/next on Mon, Jan 18 at 8:01 a.m./)
    await life.product?.stop()
    expect(life.reminders()).toHaveLength(2)
  })
}

describe('a plan set to the next minute with /plan remind', () => {
  it('comes at that minute, once, and not before', () =>
    planned(async life => {
      await life.goTo(occurrence - 1_000)
      await life.look()
      expect(life.reminders()).toEqual([])
      await life.goTo(occurrence)
      await life.house.slack.until(() => life.reminders()[0])
    }))

  it('comes once though Hearth was killed before, at and after that minute', () =>
    planned(async life => {
      const { slack } = life.house
      await life.goTo(occurrence - 1_000)
      await life.restart()
      expect(life.reminders()).toEqual([])
      await life.goTo(occurrence)
      await slack.until(() => life.reminders()[0])
      await life.restart()
      await life.goTo(occurrence + 30_000)
      await life.restart()
    }))

  it.each([
    ['has it', true],
    ['has not got it', false],
  ])('comes once though Hearth was killed while its message was on the way, and Slack %s', (_, arrives) =>
    planned(async life => {
      const { slack } = life.house
      const before = slack.callsTo('chat.postMessage').length
      slack.fail('chat.postMessage', hang(arrives))
      await life.goTo(occurrence)
      await slack.until(() => slack.callsTo('chat.postMessage').length > before)
      await life.restart()
      await slack.until(() => slack.callsTo('conversations.history')[0])
      await slack.until(() => life.reminders()[0])
    }),
  )

  it('comes once though Hearth was away at that minute', () =>
    planned(async life => {
      await life.product?.kill()
      life.house.clock.goTo(occurrence + 20_000)
      await life.start()
      await life.house.slack.until(() => life.reminders()[0])
    }))
})
