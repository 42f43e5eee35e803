import { parentPort, workerData } from 'node:worker_threads'
import { loadPack, type PackOptions } from '../content/load.ts'

// Reads a library's own content in a thread of its own: a file can be made so that it takes seconds, for which all others would wait.
parentPort?.postMessage(loadPack(workerData as PackOptions))
