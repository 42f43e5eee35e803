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

/** One line that somebody typed, and what came of each time that it was delivered. */
export interface Line {
  who: string
  text: string
  /** The card that it was typed under. */
  under: string
  /** By the house's clock, which Hearth's log goes by. */
  typedAt: number
  deliveries: { at: number; to: string; status: number }[]
}

/** People who answer one checklist after another through signed HTTP, and do not give up while Hearth is away. */
export class Writers {
  /** The lines that Hearth confirmed, by the platform's name for each. */
  readonly confirmed = new Map<string, string>()
  /** Every line, whatever came of it, by the platform's name for each. */
  readonly lines = new Map<string, Line>()
  /** The longest that one of them waited until a line was confirmed. */
  longestMs = 0
  readonly #house: House
  /** The same, by the name that Hearth's process tells of each when it confirms it. */
  readonly named = new Map<string, { said: string; text: string }>()
  readonly #speed: WritingSpeed
  #writing: Promise<void>[] = []
  #stopped = false
  #held: Promise<void> | undefined
  /** Who is to leave the checklist that they are at, and to begin another. */
  readonly #leaving = new Set<string>()
  /** Who is at a checklist. */
  readonly #begun = new Set<string>()
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

  /** Some of them begin another checklist, as soon as they may write; resolves when it is there. */
  async beginAnother(names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.#leaving.add(name)
      this.#begun.delete(name)
    }
    while (!this.#stopped && names.some(name => !this.#begun.has(name))) await pause(20)
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
      if (!root) continue
      this.#leaving.delete(name)
      this.#begun.add(name)
      for (let at = 1; at <= questions && !this.#stopped && !this.#leaving.has(name); at++)
        await this.#answer(name, root, at)
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
    if (this.#leaving.has(name)) return
    const text = `We ask the neighbors, ${name} ${++this.#count}${this.#speed.long ? muchToSay : ''}`
    const before = this.#said(name, root)
    const id = `${name}-${this.#count}`
    const how = { headers: { 'x-torture': id } }
    this.#waiting++
    const begun = performance.now()
    const line: Line = { who: name, text, under: root.ts, typedAt: this.#house.clock.now(), deliveries: [] }
    const delivered = async <D extends { status: number }>(deliver: () => Promise<D>): Promise<D> => {
      const to = `pid ${this.#house.leader()?.process.pid}`
      const one = await deliver()
      line.deliveries.push({ at: this.#house.clock.now(), to, status: one.status })
      return one
    }
    const first = await delivered(() => slack.say(name, `#of${name}`, text, { under: root, ...how }))
    this.named.set(id, { said: first.said.ts, text })
    this.lines.set(first.said.ts, line)
    for (let { status } = first, num = 1; status !== 200; num++) {
      if (this.#stopped && num > 100) return void this.#waiting--
      await pause(20)
      status = (await delivered(() => slack.redeliver(first, num, 'http_timeout', how))).status
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
