import type { Message } from './message.ts'
import { text } from './message.ts'

/** An error meant for the person: thrown anywhere, answered in one place with its own words. */
export class UserError extends Error {
  readonly answer: Message
  constructor(answer: string | Message) {
    super(typeof answer === 'string' ? answer : 'a problem told to the person')
    this.answer = typeof answer === 'string' ? [text(answer)] : answer
  }
}
