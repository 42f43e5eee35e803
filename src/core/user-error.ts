import type { Message } from './message.ts'
import { text } from './message.ts'

/** An error meant for the person: thrown anywhere, answered in one place with its own words; without words, with silence. */
export class UserError extends Error {
  readonly answer: Message
  /** What it is about, in one word: `refused`, where nothing else is told apart. */
  readonly code: string
  /** The field of a form that it is about. */
  readonly field: string | undefined
  constructor(answer: string | Message, code = 'refused', field?: string) {
    super(typeof answer === 'string' ? answer : 'a problem told to the person')
    this.name = 'UserError'
    this.code = code
    this.field = field
    this.answer = typeof answer === 'string' ? [text(answer)] : answer
  }
}

/** What is read from one field of a form: what is wrong with it is told beside that field. */
export function inField<R>(field: string, read: () => R): R {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UserError) || error.field !== undefined) throw error
    throw new UserError(error.answer, error.code, field)
  }
}
