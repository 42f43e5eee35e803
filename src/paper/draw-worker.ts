import { parentPort } from 'node:worker_threads'
import type { Drawing, Order } from './draw-beside.ts'
import { drawn } from './drawn.ts'

// Draws papers in a thread of its own: a long one takes more than a second, for which everybody else would wait.
parentPort?.on('message', async ({ id, paper, forms }: Order) => {
  const drawing: Drawing = await Promise.all(forms.map(form => drawn(paper, form))).then(
    files => ({ id, files }),
    (error: Error) => ({ id, failed: error.message }),
  )
  parentPort?.postMessage(drawing)
})
