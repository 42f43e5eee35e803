import { Worker } from 'node:worker_threads'
import { UserError } from '../core/user-error.ts'

/** The largest file that is read takes 96 MB. Hearth itself takes some 200 MB, and a container may have 512. */
const resourceLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 }

const givenUp =
  'I gave up on that file: it takes too long to read, or too much room. Is it the one you meant? If it is, send it in parts.'

/** How long a thread may take. */
export interface Patience {
  /** Of the processor, and at least so long by the clock: on a busy computer a small file takes its time. */
  processorMs: number
  /** By the clock, whatever else the computer does. */
  mostMs?: number
  /** What Hearth has used of the processor so far; Node 20 tells it of the whole process alone. */
  used?(): number
}

const usedByAll = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/**
 * What a thread of its own answers that reads somebody's file. It ends with it: nothing of one is there when the next is read.
 * @throws {UserError} where it took too long, or too much memory.
 */
export async function answerOf<Answer>(
  thread: URL,
  order: unknown,
  { processorMs, mostMs = 9 * processorMs, used = usedByAll }: Patience,
): Promise<Answer> {
  const [begun, usedBefore] = [performance.now(), used()]
  const isTooLong = () => {
    const took = performance.now() - begun
    return took >= mostMs || (took >= processorMs && used() - usedBefore >= processorMs)
  }
  const worker = new Worker(thread, { workerData: order, resourceLimits })
  let looking: NodeJS.Timeout | undefined
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const giveUp = new UserError(givenUp)
      looking = setInterval(() => isTooLong() && reject(giveUp), Math.min(processorMs / 10, 1_000))
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? giveUp : error),
      )
      worker.once('exit', () => reject(giveUp))
    })
  } finally {
    clearInterval(looking)
    await worker.terminate()
  }
}
