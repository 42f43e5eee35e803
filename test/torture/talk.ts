import { setTimeout as pause } from 'node:timers/promises'
import { type Message, type Slack, seen } from '../slack/stand-in.ts'
import { tookTooLong } from './weekly.ts'
import { muchToSay } from './writers.ts'

/** What came of a line: it was confirmed, or refused in a sentence; or the person heard nothing. */
export type Outcome = 'confirmed' | 'refused' | 'silent'

const questions = 11
/** Longer than any answer takes on a busy machine. */
const patienceMs = 60_000
/** What is told when a card could not be remembered: it comes after its line was confirmed, and says nothing of the next. */
const isAboutAMessageOfHearth = /^My message is there|^I did what you asked/
/** Somebody in a channel of their own, with a checklist open: says one line, and looks what comes of it. */
export class Talk {
  /** What was said, by the platform's name for it. */
  readonly confirmed = new Map<string, string>()
  readonly refused = new Map<string, string>()
  readonly #slack: Slack
  readonly #who: string
  readonly #where: string
  #root: Message | undefined
  #count = 0
  #answered = 0

  constructor(slack: Slack, who: string, channel: string) {
    this.#slack = slack
    this.#who = who
    this.#where = `#${channel}`
  }

  /** A checklist is open, and its question is there. */
  async begin(): Promise<void> {
    if (this.#root && this.#answered < questions) return
    const title = `Tea ${++this.#count} in ${this.#where}`
    const { status } = await this.#slack.slash(this.#who, this.#where, '/gathering', `thread ${title}`)
    if (status !== 200 && status !== tookTooLong)
      throw new Error(`${this.#where}: the checklist was not begun: ${status}`)
    const root = () =>
      this.#slack.posted(this.#where).findLast(one => !one.thread_ts && one.text.includes(title))
    this.#root = await this.#slack.until(root, patienceMs)
    await this.#slack.until(() => this.#said() > 0, patienceMs)
    this.#answered = 0
  }

  async say(): Promise<Outcome> {
    await this.begin()
    const text = `We ask the neighbors, ${++this.#count},${muchToSay}`
    const before = { said: this.#said(), told: this.#told().length }
    const under = { under: this.#root as Message }
    const first = await this.#slack.say(this.#who, this.#where, text, under)
    // What is not answered is delivered again, as Slack does.
    for (let { status } = first, num = 1; status !== 200 && num <= 3; num++) {
      await pause(20)
      status = (await this.#slack.redeliver(first, num)).status
    }
    const outcome = await this.#outcome(before)
    if (outcome === 'confirmed') this.#answered++
    if (outcome !== 'silent') this[outcome].set(first.said.ts, text)
    return outcome
  }

  async #outcome(before: { said: number; told: number }): Promise<Outcome> {
    for (const end = performance.now() + patienceMs; performance.now() < end; await pause(10)) {
      const [told] = this.#told().slice(before.told)
      if (told) return /could not save that/.test(seen(told).text) ? 'refused' : 'confirmed'
      if (this.#said() > before.said) return 'confirmed'
    }
    return 'silent'
  }

  #said(): number {
    return this.#root ? this.#slack.thread(this.#root).length : 0
  }

  #told(): Message[] {
    const { id } = this.#slack.channel(this.#where)
    return this.#slack
      .ephemerals(this.#who)
      .filter(one => one.channel === id && !isAboutAMessageOfHearth.test(seen(one).text))
  }
}
