import { readPaper, type SentFile } from './read.ts'
import type { ReadAs } from './read-beside.ts'
import { readSheet } from './read-sheet.ts'

/** How a file is read, by what it is read as. */
export const readHere: { [As in keyof ReadAs]: (file: SentFile) => Promise<ReadAs[As]> } = {
  paper: readPaper,
  sheet: readSheet,
}
