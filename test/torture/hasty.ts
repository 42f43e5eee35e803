import { seen } from '../slack/stand-in.ts'
import { type House, hasty } from './house.ts'
import type { Kept } from './kept.ts'

/** More than Slack takes from a bot while a restart is waited for. */
const atOnce = 40

/** One person may keep a thousand notes: before that, the next one goes on. */
const mostEach = 800

/** People who type faster than Slack lets Hearth answer, one after another. */
export class Hasty {
  /** The notes that Hearth confirmed. */
  readonly confirmed = new Set<string>()
  readonly #house: House
  #count = 0

  constructor(house: House) {
    this.#house = house
  }

  /** Resolves when all is typed; most of it is not answered yet. */
  async burst(): Promise<void> {
    const person = hasty[Math.floor(this.#count / mostEach) % hasty.length] as string
    for (let at = 0; at < atOnce; at++) {
      const text = `a hasty note, ${++this.#count}`
      const { status } = await this.#house.slack.say(person, 'DM', `note ${text}`)
      if (status === 200) this.confirmed.add(text)
    }
  }

  /** How many notes are gone, are there twice, and to how many there was neither an answer nor a word about it. */
  tally({ notes, owed }: Kept): { lost: number; doubled: number; unanswered: number } {
    const said = hasty.flatMap(one => this.#house.slack.posted('DM', one).map(sent => seen(sent).text))
    const told = said.flatMap(text => {
      const [found, count] = /restarted before I could answer the last (\d+)?/.exec(text) ?? []
      return found === undefined ? [] : [Number(count ?? 1)]
    })
    const given = said.filter(text => /^Saved\. Only you see it/.test(text)).length
    const kept = new Set(notes)
    return {
      lost: [...this.confirmed].filter(text => !kept.has(text)).length,
      doubled: notes.length - kept.size,
      unanswered: Math.max(0, this.confirmed.size - given - told.reduce((sum, one) => sum + one, 0) - owed),
    }
  }
}
