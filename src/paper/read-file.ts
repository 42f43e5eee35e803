import { existsSync } from 'node:fs'
import type { SentFile } from './read.ts'
import { createReadingBeside, type ReadAs } from './read-beside.ts'
import { readHere } from './read-here.ts'

/** What runs in the thread stands beside this file where Hearth is built; from its sources, files are read here. */
const beside = new URL('./read-worker.js', import.meta.url)

/** What stands in a file that somebody sent. @throws {UserError} in a sentence, whatever the file is. */
export const readFile: <As extends keyof ReadAs>(as: As, file: SentFile) => Promise<ReadAs[As]> = existsSync(
  beside,
)
  ? createReadingBeside(beside)
  : (as, file) => readHere[as](file)
