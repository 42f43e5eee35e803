import { Worker } from 'node:worker_threads'
import { createKeyedQueue } from '../core/delivery/keyed-queue.ts'
import type { Message } from '../core/message.ts'
import { UserError } from '../core/user-error.ts'
import type { SentFile } from './read.ts'
import type { ReadPart } from './read-part.ts'
import type { Sheet } from './read-sheet.ts'

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
const patienceMs = 20_000
/** The largest file that is read takes a third of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384 }

const givenUp =
  'I gave up on that file: it takes too long to read, or too much room. Is it the one you meant? If it is, send it in parts.'

/**
 * Reads files in a thread of their own, one after another, so that nobody waits for one but those who sent one too: whatever it holds, it
 * ends in time, and takes so much memory and no more. `thread`: what it runs.
 */
export function createReadingBeside(thread: URL, waitMs = patienceMs) {
  const oneAtATime = createKeyedQueue()
  return async <As extends keyof ReadAs>(as: As, file: SentFile): Promise<ReadAs[As]> => {
    const reading = await oneAtATime('all', () => readIn(thread, { as, file }, waitMs))
    if ('refused' in reading) throw new UserError(reading.refused)
    if ('failed' in reading) throw new Error(reading.failed)
    return reading.read as ReadAs[As]
  }
}

/** The thread ends with the file: nothing of one is there when the next is read. */
async function readIn(thread: URL, order: ReadOrder, waitMs: number): Promise<Reading> {
  const worker = new Worker(thread, { workerData: order, resourceLimits })
  let late: NodeJS.Timeout | undefined
  try {
    return await new Promise<Reading>((resolve, reject) => {
      const giveUp = new UserError(givenUp)
      late = setTimeout(reject, waitMs, giveUp)
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? giveUp : error),
      )
      worker.once('exit', () => reject(giveUp))
    })
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}
