import { join } from 'node:path'
import type { Files } from './files.ts'
import { chained, Damage, type Log } from './format.ts'
import type { Position } from './generation.ts'

/** The name of the file that tells how long the log of a workspace is, as far as it is safe. */
export const markName = 'data.mark'

/** Of which log, and how many of its bytes are safe. */
export type Mark = Pick<Position, 'generation' | 'logLength'>

/** How many commits may be made before the length of the log is noted, in the midst of work. */
const every = 50

/**
 * Notes now and then how much of a log is on the disk; not synced itself, for it is only a help. Without it a log that was cut
 * short looks like one that was never longer.
 */
export class Marker {
  readonly #files: Files
  readonly #file: string
  #unmarked = 0

  constructor(files: Files, folder: string) {
    this.#files = files
    this.#file = join(folder, markName)
  }

  /** To be told of each commit, once it is durable. */
  async committed(at: Mark): Promise<void> {
    if (++this.#unmarked >= every) await this.write(at)
  }

  /** A failure does no harm: then there is no note, or one that is not to be trusted. */
  async write({ generation, logLength }: Mark): Promise<void> {
    if (this.#unmarked === 0) return
    this.#unmarked = 0
    const { text } = chained(JSON.stringify({ generation, logLength }), 0)
    await this.#files
      .open(this.#file, 'create')
      .then(file => file.write(Buffer.from(text)).finally(() => file.close()))
      .catch(() => {})
  }
}

/** Undefined: there is none, or none to be trusted. To be read before the log, which another process may be writing to. */
export async function readMark(files: Files, folder: string): Promise<Mark | undefined> {
  const text = (await files.read(join(folder, markName)))?.toString() ?? ''
  const json = text.slice(9, -1)
  return text !== '' && text === chained(json, 0).text ? JSON.parse(json) : undefined
}

/** @throws {Damage} if a log has lost what was safe when its mark was made. */
export function checkMark(mark: Mark | undefined, { generation, good }: Log): void {
  const lost = mark?.generation === generation ? mark.logLength - good : 0
  if (lost > 0) throw new Damage(`its last ${lost} bytes are missing or damaged`)
}
