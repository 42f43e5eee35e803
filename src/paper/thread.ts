import { Worker } from 'node:worker_threads'
import { UserError } from '../core/user-error.ts'

/** The largest file that is read takes a third of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384 }

const givenUp =
  'I gave up on that file: it takes too long to read, or too much room. Is it the one you meant? If it is, send it in parts.'

/**
 * What a thread of its own answers that reads somebody's file. It ends with it: nothing of one is there when the next is read.
 * @throws {UserError} where it took too long, or too much memory.
 */
export async function answerOf<Answer>(thread: URL, order: unknown, waitMs: number): Promise<Answer> {
  const worker = new Worker(thread, { workerData: order, resourceLimits })
  let late: NodeJS.Timeout | undefined
  try {
    return await new Promise<Answer>((resolve, reject) => {
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
