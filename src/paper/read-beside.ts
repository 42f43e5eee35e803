import { createKeyedQueue } from '../core/delivery/keyed-queue.ts'
import type { Message } from '../core/message.ts'
import { UserError } from '../core/user-error.ts'
import type { SentFile } from './read.ts'
import type { ReadPart } from './read-part.ts'
import type { Sheet } from './read-sheet.ts'
import { answerOf, type Patience } from './thread.ts'

/** What a file can be read as, and what comes of it. */
export interface ReadAs {
  paper: ReadPart[]
  sheet: Sheet
}

/** What the thread is asked for. */
export interface ReadOrder {
  as: keyof ReadAs
  file: SentFile
}

/** What it answers: what stands in the file, or why not; in words for its sender, where it is the file. */
export type Reading = { read: ReadAs[keyof ReadAs] } | { refused: Message } | { failed: string }

/** The whole guide with answers is read in less than a second; a file that was made to take long is given up. */
const usual: Patience = { processorMs: 20_000 }

/**
 * Reads files in a thread of their own, one after another, so that nobody waits for one but those who sent one too: whatever it holds, it
 * ends in time, and takes so much memory and no more. `thread`: what it runs.
 */
export function createReadingBeside(thread: URL, patience = usual) {
  const oneAtATime = createKeyedQueue()
  return async <As extends keyof ReadAs>(as: As, file: SentFile): Promise<ReadAs[As]> => {
    const order: ReadOrder = { as, file }
    const reading = await oneAtATime('all', () => answerOf<Reading>(thread, order, patience))
    if ('refused' in reading) throw new UserError(reading.refused)
    if ('failed' in reading) throw new Error(reading.failed)
    return reading.read as ReadAs[As]
  }
}
