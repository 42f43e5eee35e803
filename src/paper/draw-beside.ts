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
  order: Order
  resolve(files: (Uint8Array | string)[]): void
  reject(error: Error): void
}

/** So long the thread waits for another paper: what it has loaded takes some 40 MB. */
const idleMs = 60_000
/** A paper of the most that one person can keep takes a third of it. */
const resourceLimits = { maxOldGenerationSizeMb: 256 }

/**
 * Draws papers in a thread of their own, which is begun with the first and ends when none comes. Where it dies of those that it drew at
 * once, each is drawn once more, alone: only the one that it dies of then is refused. `file`: what it runs.
 */
export function createDrawingBeside(file: URL) {
  const waiting = new Map<number, Waiting>()
  /** Those that a thread died of, the first of which is drawn alone; nothing else is drawn meanwhile. */
  const again: number[] = []
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  return (paper: Paper, forms: readonly PaperForm[]): Promise<(Uint8Array | string)[]> =>
    new Promise((resolve, reject) => {
      const order: Order = { id: ++last, paper, forms }
      waiting.set(order.id, { order, resolve, reject })
      if (again.length === 0) draw(order)
    })

  function draw(order: Order): void {
    clearTimeout(idle)
    worker ??= begun()
    worker.ref()
    worker.postMessage(order)
  }

  function begun(): Worker {
    const one = new Worker(file, { resourceLimits })
    one.on('message', (drawing: Drawing) => {
      const asked = waiting.get(drawing.id)
      waiting.delete(drawing.id)
      if (again.length > 0) next()
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
    const [alone] = again
    if (alone === undefined && waiting.size > 1) {
      again.push(...waiting.keys())
      drawFirst()
      return
    }
    const culprit = alone ?? waiting.keys().next().value
    const asked = culprit === undefined ? undefined : waiting.get(culprit)
    if (culprit !== undefined) waiting.delete(culprit)
    if (alone !== undefined) next()
    asked?.reject(error)
  }

  /** The one that was drawn alone is done: the next of them, or all that came meanwhile. */
  function next(): void {
    again.shift()
    if (again.length > 0) drawFirst()
    else for (const { order } of waiting.values()) draw(order)
  }

  function drawFirst(): void {
    const [first] = again
    const asked = first === undefined ? undefined : waiting.get(first)
    if (asked) draw(asked.order)
  }
}
