import { button, buttons, type Message, text } from '../message.ts'
import { UserError } from '../user-error.ts'

/** One way to read what was typed: what it means, and the line that says just that. */
export interface Reading {
  label: string
  typed: string
}

/** That something can be read in two ways: it is asked which, and nothing is done on a guess. */
export class Unclear extends UserError {
  readonly question: string
  readonly readings: readonly Reading[]
  constructor(question: string, readings: readonly Reading[]) {
    super(`${question} Type ${readings.map(one => `“${one.typed}”`).join(' or ')}.`)
    this.name = 'Unclear'
    this.question = question
    this.readings = readings
  }
}

/** The same question, with a button for each reading; any other error as it is. `command` is what a reading would be typed behind. */
export function withReadings(error: unknown, command: (typed: string) => string): unknown {
  if (!(error instanceof Unclear)) return error
  const asked: Message = [
    text(error.message),
    buttons(...error.readings.map(one => button(one.label, command(one.typed)))),
  ]
  return new UserError(asked)
}
