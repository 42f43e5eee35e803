import type { Message } from './message.ts'
import { text } from './message.ts'

/** An error meant for the person: thrown anywhere, answered in one place with its own words; without words, with silence. */
export class UserError extends Error {
  readonly answer: Message
  /** What it is about, in one word: `refused`, where nothing else is told apart. */
  readonly code: string
  constructor(answer: string | Message, code = 'refused') {
    super(typeof answer === 'string' ? answer : 'a problem told to the person')
    this.name = 'UserError'
    this.code = code
    this.answer = typeof answer === 'string' ? [text(answer)] : answer
  }
}
