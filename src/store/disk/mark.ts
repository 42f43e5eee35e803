import { basename, join } from 'node:path'
import { type Files, writeAside } from './files.ts'
import { chained, damage, type LogEnd } from './format.ts'

/** The name of the file that tells how long the log of a workspace is, as far as it is safe. */
export const markName = 'data.mark'

/** Of which log, and how many of its bytes are safe. */
export interface Mark {
  generation: number
  logLength: number
}

/** How many commits may be made before the length of the log is noted, in the midst of work; the first is noted at once. */
const every = 50

/**
 * Notes now and then how much of a log is on the disk: without it a log that was cut short looks like one that was never
 * longer. The one before stays until the next is on the disk, so that a power cut leaves the one or the other.
 */
export async function writeMark(
  files: Files,
  folder: string,
  { generation, logLength }: Mark,
): Promise<void> {
  const { text } = chained(JSON.stringify({ generation, logLength, folder: basename(folder) }), 0)
  await writeAside(files, join(folder, markName), text)
}

/** Notes it while commits are made. One note after another, for a late one must not take the place of a newer. */
export class Marker {
  readonly #files: Files
  readonly #folder: string
  #unmarked = 0
  #mayWait = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(files: Files, folder: string) {
    this.#files = files
    this.#folder = folder
  }

  /** To be told of each commit, once it is durable. Waits for the first note alone: later ones keep nobody waiting. */
  async committed(at: Mark): Promise<void> {
    if (++this.#unmarked <= this.#mayWait) return
    const isFirst = this.#mayWait === 0
    const written = this.write(at)
    if (isFirst) await written
  }

  /** A failure does no harm: then the note before stays, and tells less. */
  async write(at: Mark): Promise<void> {
    if (this.#unmarked === 0) return
    this.#unmarked = 0
    this.#mayWait = every - 1
    this.#writing = this.#writing.then(() => writeMark(this.#files, this.#folder, at)).catch(() => {})
    await this.#writing
  }

  /** Resolves when no note is on its way. */
  idle(): Promise<void> {
    return this.#writing
  }
}

/** Undefined: there is none, or none to be trusted. To be read before the log, which another process may be writing to. */
export async function readMark(files: Files, folder: string): Promise<Mark | undefined> {
  const text = (await files.read(join(folder, markName)))?.toString() ?? ''
  const json = text.slice(9, -1)
  if (text === '' || text !== chained(json, 0).text) return undefined
  const mark = JSON.parse(json)
  return (mark.folder ?? basename(folder)) === basename(folder) ? mark : undefined // the first versions left it out
}

/** How many bytes a log has lost of what was safe when its mark was made. */
export const lostBytes = (mark: Mark | undefined, { generation, good }: LogEnd): number =>
  mark?.generation === generation ? Math.max(0, mark.logLength - good) : 0

/** The mark that goes with a log, by its first line, is not there: nobody can tell whether its end is missing. */
export const missesMark = (mark: Mark | undefined, { marked, generation }: LogEnd): boolean =>
  marked === true && mark?.generation !== generation

/** @throws {OperatorError} if a log has lost what was safe when its mark was made, or the mark itself. */
export function checkMark(mark: Mark | undefined, log: LogEnd): void {
  if (missesMark(mark, log))
    throw damage(`${markName} beside it, which tells how long it has to be, is missing or damaged`)
  const lost = lostBytes(mark, log)
  if (lost > 0) throw damage(`its last ${lost} bytes are missing or damaged`)
}
