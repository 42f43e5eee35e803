import { setTimeout as pause } from 'node:timers/promises'
import type { Message } from '../slack/stand-in.ts'
import { type House, people } from './house.ts'

/** The checklist that the writers answer has so many questions. */
const questions = 11
/** What makes a line long. */
export const muchToSay = ' and the school, and the café on the square, and whoever else comes by'.repeat(60)

/** How fast people write, and how much. */
interface WritingSpeed {
  pauseMs: number
  /** They read each question before they answer it. */
  waitForQuestion?: boolean
  /** As long as people write who have a lot to say, so that new snapshots are made as well. */
  long?: boolean
}

/** People who answer one checklist after another through signed HTTP, and do not give up while Hearth is away. */
export class Writers {
  /** The lines that Hearth confirmed, by the platform's name for each. */
  readonly confirmed = new Map<string, string>()
  /** The longest that one of them waited until a line was confirmed. */
  longestMs = 0
  readonly #house: House
  /** The same, by the name that Hearth's process tells of each when it confirms it. */
  readonly named = new Map<string, { said: string; text: string }>()
  readonly #speed: WritingSpeed
  #writing: Promise<void>[] = []
  #stopped = false
  #held: Promise<void> | undefined
  /** How many lines are said and not yet confirmed. */
  #waiting = 0
  #count = 0

  constructor(house: House, speed: WritingSpeed) {
    this.#house = house
    this.#speed = speed
  }

  start(names: readonly string[] = people): void {
    this.#writing = names.map(name => this.#write(name))
  }

  /** Resolves when all have put down their pens; Hearth has to be up. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#writing)
  }

  /** They lay down their pens until the answer is called; resolves when Hearth has nothing more to say to them either. */
  async hold(): Promise<() => void> {
    let goOn = () => {}
    this.#held = new Promise(resolve => {
      goOn = resolve
    })
    const { calls } = this.#house.slack
    for (let before = -1; this.#waiting > 0 || calls.length !== before; await pause(300))
      before = calls.length
    return goOn
  }

  async #write(name: string): Promise<void> {
    while (!this.#stopped) {
      const root = await this.#begin(name)
      for (let at = 1; root && at <= questions && !this.#stopped; at++) await this.#answer(name, root, at)
    }
  }

  /** A command is not delivered again by Slack: who sees no question come of it types it once more. */
  async #begin(name: string): Promise<Message | undefined> {
    const { slack } = this.#house
    await this.#held
    const title = `Tea ${name} ${++this.#count}`
    const { status } = await slack.slash(name, `#of${name}`, '/gathering', `thread ${title}`)
    const posted = () =>
      slack.posted(`#of${name}`).findLast(one => !one.thread_ts && one.text.includes(title))
    for (let tries = 0; status === 200 && tries < 100 && !this.#stopped; tries++) {
      const root = posted()
      if (root && slack.thread(root).length > 0) return root
      await pause(20)
    }
    await pause(20)
    return undefined
  }

  /** What is not confirmed is delivered again, as Slack does. */
  async #answer(name: string, root: Message, at: number): Promise<void> {
    const { slack } = this.#house
    await this.#held
    const text = `We ask the neighbors, ${name} ${++this.#count}${this.#speed.long ? muchToSay : ''}`
    const before = this.#said(name, root)
    const id = `${name}-${this.#count}`
    const how = { headers: { 'x-torture': id } }
    this.#waiting++
    const begun = performance.now()
    const first = await slack.say(name, `#of${name}`, text, { under: root, ...how })
    this.named.set(id, { said: first.said.ts, text })
    for (let { status } = first, num = 1; status !== 200; num++) {
      if (this.#stopped && num > 100) return void this.#waiting--
      await pause(20)
      status = (await slack.redeliver(first, num, 'http_timeout', how)).status
    }
    this.#waiting--
    this.longestMs = Math.max(this.longestMs, performance.now() - begun)
    this.confirmed.set(first.said.ts, text)
    await pause(this.#speed.pauseMs)
    if (this.#speed.waitForQuestion && at < questions) await this.#received(name, root, before)
  }

  /** What Hearth said under a card, to all or to whoever writes alone. */
  #said(name: string, root: Message): number {
    const { slack } = this.#house
    return slack.thread(root).length + slack.ephemerals(name).length
  }

  async #received(name: string, root: Message, before: number): Promise<void> {
    for (let tries = 0; tries < 150; tries++) {
      if (this.#said(name, root) > before) return
      await pause(20)
    }
  }
}
