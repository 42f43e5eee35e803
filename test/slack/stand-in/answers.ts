import type { Json, Message, Person, Team, World } from '../world.ts'
import { type Call, Refused } from './methods/call.ts'
import { content, keep, redraw } from './methods/chat.ts'

const USES = 5
const LIFE = 30 * 60_000

/** What a `response_url` is good for: who asked, where, and what was pressed. */
export interface Question {
  team: Team
  person: Person
  channel: string
  pressed?: Message
  thread_ts?: string
}

/** The `response_url`s that were given out: five uses within half an hour, then gone. */
export class Answers {
  readonly #open = new Map<string, Question & { uses: number; at: number }>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  #now = () => this.#world.now() + this.#world.skipped

  /** A new address to answer at, below the stand-in's own. */
  mint(question: Question): string {
    const key = `${question.team.id}/${this.#world.id('R')}`
    this.#open.set(key, { ...question, uses: 0, at: this.#now() })
    return key
  }

  /** Someone answers there. */
  use(key: string, said: Json): { status: number } & Json {
    const question = this.#open.get(key)
    if (!question) return { status: 404, ok: false, error: 'unknown_url' }
    if (this.#now() - question.at > LIFE) return { status: 404, ok: false, error: 'expired_url' }
    if (question.uses >= USES) return { status: 404, ok: false, error: 'used_url' }
    question.uses += 1
    try {
      this.carryOut(question, said, 'response_url')
      return { status: 200, ok: true }
    } catch (error) {
      if (error instanceof Refused) return { status: 400, ok: false, error: error.message, ...error.more }
      throw error
    }
  }

  /** Posts, replaces or deletes, as Slack does with an answer. */
  carryOut(question: Question, said: Json, via: string): Message | undefined {
    const world = this.#world
    const { team, person, pressed } = question
    const violate = (problem: string) => void world.violations.push(`${via}: ${problem}`)
    const call: Call = { world, team, args: said, origin: '', violate }
    const yes = (name: string) => String(said[name]) === 'true'
    if (pressed && via === 'response_url' && !('replace_original' in said) && !('delete_original' in said))
      violate(
        'say whether replace_original is true or false: accounts of what Slack takes silence for differ',
      )
    if (yes('delete_original') && pressed) {
      pressed.deleted = true
      return pressed
    }
    if (yes('replace_original') && pressed) {
      redraw(world, pressed, content(call))
      return pressed
    }
    const to = said.response_type === 'in_channel' ? undefined : person.id
    const thread = said.thread_ts ?? (to ? question.thread_ts : undefined)
    return keep(call, {
      channel: question.channel,
      via,
      ...(to && { to }),
      ...(typeof thread === 'string' && { thread_ts: thread }),
    })
  }
}
