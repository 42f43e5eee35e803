import type { Reminder } from '../../src/core/schedule/reminder.ts'
import type { Message } from '../slack/stand-in.ts'
import { weekMs } from './clock.ts'
import { type House, mondayAt } from './house.ts'

/** A weekly icebreaker: the channel, and the minute of Monday. */
export interface Weekly {
  channel: string
  minutes: number
}

/** What stands in for a status where no answer came in time: on a busy machine Slack waits no longer, and Hearth does it all the same. */
export const tookTooLong = 0
/** What a balancer says then. */
const noAnswerInTime = 504
/** Longer than any answer takes on a busy machine. */
const mostMs = 60_000

/** The weekly icebreakers of the quiet channels, and what Slack has seen of them. */
export class Weeklies {
  readonly all: readonly Weekly[]
  readonly #house: House
  readonly #posts = new Map<string, Message[]>()
  #read = 0

  private constructor(house: House, all: readonly Weekly[]) {
    this.#house = house
    this.all = all
  }

  /** Sets one in each quiet channel, `together` of them at the same minute, `apart` minutes between the groups. */
  static async set(house: House, together: number, apart: number): Promise<Weeklies> {
    const { slack, quiet } = house
    const all = quiet.map((channel, at) => ({ channel, minutes: 9 * 60 + apart * Math.floor(at / together) }))
    for (const { channel, minutes } of all) {
      const at = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
      const { status } = await slack.slash('ann', `#${channel}`, '/icebreaker', `every monday ${at}`)
      if (![200, tookTooLong, noAnswerInTime].includes(status))
        throw new Error(`the weekly icebreaker of #${channel} was not set: ${status}`)
      await slack.until(() => slack.posted(`#${channel}`).length > 0, mostMs)
    }
    return new Weeklies(house, all)
  }

  /** Everything posted so far by the clock. */
  get posts(): number {
    this.#readOn()
    return [...this.#posts.values()].reduce((sum, posts) => sum + posts.length, 0)
  }

  /** How many posts each has had. */
  counts(): number[] {
    this.#readOn()
    const { slack } = this.#house
    return this.all.map(({ channel }) => this.#posts.get(slack.channel(`#${channel}`).id)?.length ?? 0)
  }

  /** How many posts an occurrence has had: between its minute and that of the week after. */
  of({ channel, minutes }: Weekly, week: number): number {
    this.#readOn()
    const from = mondayAt(week, minutes)
    const posts = this.#posts.get(this.#house.slack.channel(`#${channel}`).id) ?? []
    return posts.filter(one => Number(one.ts) * 1_000 >= from && Number(one.ts) * 1_000 < from + weekMs)
      .length
  }

  /** What so many weeks came to, the first or those from a later one on. */
  tally(weeks: number, from = 0): { lost: number; doubled: number; occurrences: number } {
    const counts = this.all.flatMap(one =>
      Array.from({ length: weeks }, (_, week) => this.of(one, from + week)),
    )
    return {
      occurrences: counts.length,
      lost: counts.filter(count => count === 0).length,
      doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    }
  }

  #readOn(): void {
    const { messages } = this.#house.slack.world
    for (; this.#read < messages.length; this.#read++) {
      const one = messages[this.#read]
      if (!one?.bot || one.thread_ts || !one.text.includes('How to pass')) continue
      this.#posts.set(one.channel, [...(this.#posts.get(one.channel) ?? []), one])
    }
  }
}

/** Those whose occurrence has come and is not behind them: waiting, or in somebody's hands. */
export const unsettled = (reminders: readonly Reminder[], now: number): Reminder[] =>
  reminders.filter(one => !one.paused && (one.nextRunAt <= now || one.lease !== undefined))
