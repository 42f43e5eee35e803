import { ForgetfulDisk } from '../store/forgetful-disk.ts'
import type { Step } from './orders.ts'

/** Where the forgetful disk has what the process had in its data folder. */
export const root = '/data'

/** A disk that does once more what a process did to its own, step by step, and can have its power cut in between. */
export class Replay {
  readonly disk = new ForgetfulDisk('/')
  readonly #dataDir: string

  private constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  static async begin(dataDir: string): Promise<Replay> {
    const replay = new Replay(dataDir)
    await replay.disk.makeFolder(root)
    await replay.disk.syncFolder('/')
    return replay
  }

  async take(step: Step): Promise<void> {
    const { disk } = this
    if ('open' in step) {
      if (step.new) await disk.open(this.#at(step.open), 'create')
    } else if ('write' in step) await (await this.#file(step.write)).write(Buffer.from(step.bytes, 'base64'))
    else if ('truncate' in step) await (await this.#file(step.truncate)).truncate(step.length)
    else if ('sync' in step) await (await this.#file(step.sync)).sync()
    else if ('syncFolder' in step) await disk.syncFolder(this.#at(step.syncFolder))
    else if ('rename' in step) await disk.rename(this.#at(step.rename), this.#at(step.to))
    else if ('link' in step) await disk.link(this.#at(step.link), this.#at(step.to))
    else if ('unlink' in step) await disk.remove(this.#at(step.unlink))
    else if ('mkdir' in step) await disk.makeFolder(this.#at(step.mkdir))
  }

  /** What the process saw is what the disk saw: no step was missed. */
  async same(path: string, bytes: Buffer): Promise<boolean> {
    return (await this.disk.read(this.#at(path)))?.equals(bytes) === true
  }

  #file(path: string) {
    return this.disk.open(this.#at(path), 'append')
  }

  #at(path: string): string {
    return `${root}${path.slice(this.#dataDir.length)}`
  }
}
