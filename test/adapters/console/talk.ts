import type { Incoming } from '../../../src/core/incoming.ts'
import type { Message } from '../../../src/core/message.ts'
import { openRecordingBot, type RecordingBot } from '../../contracts/adapter/handlers.ts'
import { openTape, type Tape } from './scene.ts'

/** A tape with a bot behind it that answers what it knows, and records what it was asked. */
export interface Talk extends Tape {
  bot: RecordingBot
  received: Incoming[]
  /** Types all lines, ends the input, and returns the transcript. */
  play(...lines: string[]): Promise<string>
}

/** Starts a talk in which each line or command that is a key of `answers` is answered where it was said. */
export async function openTalk(
  answers: Record<string, Message> = {},
  options: Parameters<typeof openTape>[0] = {},
): Promise<Talk> {
  const tape = openTape(options)
  const bot = openRecordingBot()
  const received: Incoming[] = []
  bot.answer = async incoming => {
    received.push(incoming)
    const message = answers[incoming.text]
    if (message) await tape.adapter.send(incoming.answer.here, message)
  }
  await tape.adapter.start(bot.hearth)
  const play = (...lines: string[]) => {
    tape.type(...lines)
    return tape.end()
  }
  return { ...tape, bot, received: received, play }
}
