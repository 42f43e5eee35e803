import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'

/** A Hearth that only listens, and answers as it is told to: what an adapter is tested against. */
export interface Ears {
  hearth: MessageHandler
  /** How each incoming is answered; at first with silence. */
  answer: (incoming: Incoming) => Promise<void>
  /** Which threads it listens in; at first in all. */
  listens: boolean
  /** Waits until so many were heard, answered or not. */
  heard(count: number): Promise<readonly Incoming[]>
  /** Waits until so many were answered. */
  answered(count: number): Promise<readonly Incoming[]>
}

/** Opens a pair of ears. */
export function openEars(): Ears {
  const begun = counted<Incoming>()
  const done = counted<Incoming>()
  const ears: Ears = {
    answer: async () => {},
    listens: true,
    heard: begun.reach,
    answered: done.reach,
    hearth: {
      async handle(incoming, acknowledge) {
        begun.add(incoming)
        acknowledge?.()
        await ears.answer(incoming)
        done.add(incoming)
      },
      listensTo: async () => ears.listens,
    },
  }
  return ears
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
