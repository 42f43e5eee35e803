import { setTimeout as pause } from 'node:timers/promises'
import { rateLimited } from '../../slack/stand-in.ts'
import { dayMs, hourMs } from '../clock.ts'
import { type House, inHouse, mondayAt } from '../house.ts'
import { keptIn } from '../kept.ts'
import type { Product } from '../product.ts'
import { judged, type Row } from '../table.ts'
import { unsettled, Weeklies } from '../weekly.ts'

const yearMs = 365 * dayMs
const channels = 8
/** So often is the process woken before it is looked at again: it looks at its clock several times before it trusts it. */
const looks = 6

/** Slack's clock is right. That of the computer Hearth runs on is right, too, but for what is done to it. */
class Computer {
  readonly #house: House
  #product: Product
  #off = 0
  #passed = 0

  constructor(house: House, product: Product) {
    this.#house = house
    this.#product = product
  }

  /** Time passes until then, also on the clock that goes on evenly; or not on that one, where the computer sleeps. */
  async pass(until: number, asleep = false): Promise<void> {
    const ms = until - this.#house.clock.now()
    this.#house.clock.step(ms)
    if (!asleep) this.#passed += ms
    await this.#look()
  }

  /** Its clock is set by so much. */
  async set(ms: number): Promise<void> {
    this.#off += ms
    await this.#look()
  }

  async restart(): Promise<void> {
    await this.#product.kill()
    this.#passed = 0
    this.#product = await this.#house.start({ skew: this.#house.clock.skew + this.#off })
    await this.#look()
  }

  stop(): Promise<void> {
    return this.#product.stop()
  }

  async #look(): Promise<void> {
    const now = { skew: this.#house.clock.skew + this.#off, passed: this.#passed }
    for (let look = 0; look < looks; look++) {
      await this.#product.order({ ...now, wake: true })
      await pause(150)
    }
  }
}

/** What is done in a week that begins on Sunday, and how often each reminder may then have come by Sunday in a week. */
interface Scenario {
  what: string
  run(computer: Computer, week: number, house: House): Promise<void>
  weeks: number
  least: number
  most: number
}

const at = (week: number, hour: number, day = 0) => mondayAt(week, hour * 60) + day * dayMs

const scenarios: readonly Scenario[] = [
  {
    what: 'two hours on before it is due, and back',
    async run(computer, week) {
      await computer.pass(at(week, 8.5))
      await computer.set(2 * hourMs)
      await computer.pass(at(week, 8.75))
      await computer.set(-2 * hourMs)
      await computer.pass(at(week, 9.1))
    },
    weeks: 1,
    least: 1,
    most: 1,
  },
  {
    what: 'two hours back after it came, and on',
    async run(computer, week) {
      await computer.pass(at(week, 9.5))
      await computer.set(-2 * hourMs)
      await computer.pass(at(week, 11.2))
      await computer.set(2 * hourMs)
      await computer.pass(at(week, 11.5))
    },
    weeks: 1,
    least: 1,
    most: 1,
  },
  {
    // In the wrong year it is late by days, and comes once: nothing tells Hearth that the year is wrong.
    what: 'a year on for an hour, and back',
    async run(computer, week) {
      await computer.pass(at(week, 9.1))
      await computer.pass(at(week, 10, 2))
      await computer.set(yearMs)
      await computer.pass(at(week, 11, 2))
      await computer.set(-yearMs)
      await computer.pass(at(week + 1, 9.1))
    },
    weeks: 2,
    least: 2,
    most: 3,
  },
  {
    what: 'a year on for an hour in which Slack takes nothing, and back',
    async run(computer, week, { slack }) {
      await computer.pass(at(week, 9.1))
      await computer.pass(at(week, 10, 2))
      slack.fail('chat.postMessage', rateLimited(3_600), 100)
      await computer.set(yearMs)
      await computer.pass(at(week, 10.01, 2))
      slack.heal()
      await computer.set(-yearMs)
      await computer.pass(at(week + 1, 9.1))
    },
    weeks: 2,
    least: 2,
    most: 3,
  },
  {
    what: 'a year back for an hour, and on',
    async run(computer, week) {
      await computer.pass(at(week, 9.1))
      await computer.pass(at(week, 10, 2))
      await computer.set(-yearMs)
      await computer.pass(at(week, 11, 2))
      await computer.set(yearMs)
      await computer.pass(at(week + 1, 9.1))
    },
    weeks: 2,
    least: 2,
    most: 2,
  },
  {
    what: 'a start a year back, set right later',
    async run(computer, week) {
      await computer.pass(at(week, 9.1))
      await computer.pass(at(week, 10, 2))
      await computer.set(-yearMs)
      await computer.restart()
      await computer.set(yearMs)
      await computer.pass(at(week + 1, 9.1))
    },
    weeks: 2,
    least: 2,
    most: 2,
  },
  {
    what: 'three weeks asleep',
    async run(computer, week) {
      await computer.pass(at(week, 10, -1))
      await computer.pass(at(week + 2, 10, 2), true)
      await computer.pass(at(week + 3, 9.1))
    },
    weeks: 4,
    least: 2,
    most: 2,
  },
  {
    what: 'three weeks asleep, with a clock that goes on',
    async run(computer, week) {
      await computer.pass(at(week, 10, -1))
      await computer.pass(at(week + 2, 10, 2))
      await computer.pass(at(week + 3, 9.1))
    },
    weeks: 4,
    least: 2,
    most: 2,
  },
]

/** The clock is set by hours and years, and the computer sleeps for three weeks, while reminders are waiting. */
export const clockSteps = (): Promise<Row> =>
  inHouse(channels, async house => {
    const product = await house.start()
    const weeklies = await Weeklies.set(house, channels, 0)
    const computer = new Computer(house, product)
    const sum = { due: 0, lost: 0, doubled: 0, stuck: 0 }
    const missed: string[] = []
    let week = 1
    await computer.pass(at(week, 10, -1))
    for (const { what, run, weeks, least, most } of scenarios) {
      const before = weeklies.counts()
      await run(computer, week, house)
      week += weeks
      await computer.pass(at(week, 10, -1))
      const came = weeklies.counts().map((count, one) => count - (before[one] ?? 0))
      const late = unsettled((await keptIn(house)).reminders, house.clock.now()).length
      const lost = came.reduce((all, count) => all + Math.max(0, least - count), 0)
      const doubled = came.reduce((all, count) => all + Math.max(0, count - most), 0)
      sum.due += channels * least
      sum.lost += lost
      sum.doubled += doubled
      sum.stuck += late
      if (lost + doubled + late > 0)
        missed.push(`${what}: came ${came.join(', ')} times, of ${least} to ${most}`)
    }
    await computer.stop()
    return judged({
      what: 'the clock set by 2 hours and a year, on and back; three weeks asleep',
      tried: `${scenarios.length} times on ${channels} reminders`,
      ...sum,
      note: 'each once; one late message after three weeks',
      missed,
    })
  })
