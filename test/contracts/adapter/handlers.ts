import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'

/** A bot that records what it is asked, and answers as the test says: what an adapter is tested against. */
export interface RecordingBot {
  hearth: MessageHandler
  /** How each incoming is answered; at first with silence. */
  answer: (incoming: Incoming) => Promise<void>
  /** Which threads it listens in; at first in all. */
  listens: boolean
  /** Waits until so many were heard, answered or not. */
  received(count: number): Promise<readonly Incoming[]>
  /** Waits until so many were answered. */
  answered(count: number): Promise<readonly Incoming[]>
}

/** Makes a bot that records, and is silent at first. */
export function openRecordingBot(): RecordingBot {
  const begun = counted<Incoming>()
  const done = counted<Incoming>()
  const bot: RecordingBot = {
    answer: async () => {},
    listens: true,
    received: begun.reach,
    answered: done.reach,
    hearth: {
      async handle(incoming, acknowledge) {
        begun.add(incoming)
        acknowledge?.()
        await bot.answer(incoming)
        done.add(incoming)
      },
      listensTo: async () => bot.listens,
    },
  }
  return bot
}

/** A list that can be waited for. */
function counted<T>() {
  const all: T[] = []
  const waiting: { count: number; resolve: (all: readonly T[]) => void }[] = []
  return {
    add(one: T) {
      all.push(one)
      for (const { count, resolve } of waiting) if (all.length >= count) resolve(all)
    },
    reach: (count: number): Promise<readonly T[]> =>
      new Promise(resolve => {
        waiting.push({ count, resolve })
        if (all.length >= count) resolve(all)
      }),
  }
}
