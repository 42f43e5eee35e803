import { Worker } from 'node:worker_threads'
import type { Paper } from '../core/paper.ts'
import type { PaperForm } from './drawn.ts'

/** What the thread is asked for. */
export interface Order {
  id: number
  paper: Paper
  forms: readonly PaperForm[]
}

/** What it answers: the files in the order of the forms, or why there are none. */
export type Drawing = { id: number; files: (Uint8Array | string)[] } | { id: number; failed: string }

interface Waiting {
  resolve(files: (Uint8Array | string)[]): void
  reject(error: Error): void
}

/** So long the thread waits for another paper: what it has loaded takes some 40 MB. */
const idleMs = 60_000
/** A paper of the most that one person can keep takes a third of it. */
const resourceLimits = { maxOldGenerationSizeMb: 256 }

/** Draws papers in a thread of their own, which is begun with the first and ends when none comes. `file`: what it runs. */
export function createDrawingBeside(file: URL) {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  return (paper: Paper, forms: readonly PaperForm[]): Promise<(Uint8Array | string)[]> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle)
      worker ??= begun()
      worker.ref()
      waiting.set(++last, { resolve, reject })
      worker.postMessage({ id: last, paper, forms } satisfies Order)
    })

  function begun(): Worker {
    const one = new Worker(file, { resourceLimits })
    one.on('message', (drawing: Drawing) => {
      const asked = waiting.get(drawing.id)
      waiting.delete(drawing.id)
      if (waiting.size === 0) rest()
      if ('files' in drawing) asked?.resolve(drawing.files)
      else asked?.reject(new Error(drawing.failed))
    })
    one.on('error', giveUp)
    return one
  }

  /** It keeps no process alive while it has nothing to do. */
  function rest(): void {
    worker?.unref()
    idle = setTimeout(() => {
      void worker?.terminate()
      worker = undefined
    }, idleMs)
    idle.unref()
  }

  /** The thread is gone, such as for want of memory: the next paper begins another. */
  function giveUp(error: Error): void {
    worker = undefined
    const all = [...waiting.values()]
    waiting.clear()
    for (const { reject } of all) reject(error)
  }
}
