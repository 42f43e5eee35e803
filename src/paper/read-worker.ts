import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '../core/user-error.ts'
import type { Reading, ReadOrder } from './read-beside.ts'
import { readHere } from './read-here.ts'

// Reads one file in a thread of its own: people send what takes seconds to read, for which everybody else would wait.
const { as, file } = workerData as ReadOrder
const reading: Reading = await readHere[as](file).then(
  read => ({ read }),
  error => (error instanceof UserError ? { refused: error.answer } : { failed: String(error) }),
)
parentPort?.postMessage(reading)
