import { basename, dirname, join } from 'node:path'
import { OperatorError } from '../../core/operator-error.ts'
import { cutTo, type Files, type Handle } from './files.ts'
import { chainedBytes, type Docs, emptyMap, type Head } from './format.ts'
import { install, logName, nothingYet, ownNames, prepareLog, prepareSnapshot } from './generation.ts'
import { Marker } from './mark.ts'
import { formatAfter, type Migration, migrated } from './migrations.ts'
import { recover } from './recovery.ts'
import { AsOfNow, snapshotPieces } from './snapshot.ts'

/** What a workspace of an older format needs to be opened. */
export interface Migrating {
  steps: readonly Migration[]
  /** Keeps the files as they are, before anything is changed; resolves when the copy is durable, with where it is. */
  keep(folder: string, format: number): Promise<string>
}

/** A snapshot that is ready to be written. */
interface Snapshot {
  head: Head
  pieces: readonly Buffer[]
}

/** A snapshot that is written, and waits to take its place. */
export interface Prepared {
  head: Head
  length: number
}

/** The files of one workspace: where they stand, and how a commit gets there. For one caller at a time. */
export class WorkspaceDisk {
  readonly #files: Files
  readonly #folder: string
  readonly #warn: (message: string) => void
  readonly #migrating: Migrating
  readonly #marker: Marker
  #at = nothingYet
  /** What was committed since the snapshot was taken that is being written. */
  #since: string[] | undefined
  #log: Handle | undefined
  /** A refused commit may still stand at the end of the log. */
  #owesCut = false
  /** What was read may be what a killed process wrote and did not sync. */
  #owesSync = false
  /** A new generation was being put in place, and only the disk knows how far that got. */
  #unsure = false

  constructor(files: Files, folder: string, warn: (message: string) => void, migrating: Migrating) {
    this.#files = files
    this.#folder = folder
    this.#warn = warn
    this.#migrating = migrating
    this.#marker = new Marker(files, folder)
  }

  get at() {
    return this.#at
  }

  get owesCut() {
    return this.#owesCut
  }

  async read(): Promise<Docs> {
    const { docs, position, head } = await recover(this.#files, this.#folder, this.#format, this.#warn)
    this.#at = position
    this.#owesSync = position.generation > 0
    this.#unsure = false
    return head.format < this.#format ? this.#migrate(docs, head.format) : docs
  }

  /** Returns when the commit is durable; if it throws, nothing of the commit is there. */
  async append(json: string): Promise<void> {
    const log = await this.#ready()
    const { bytes, chain } = chainedBytes(json, this.#at.chain)
    try {
      await log.append(bytes)
    } catch (error) {
      this.#owesCut = true
      await this.cutRefused()
      throw error
    }
    this.#owesSync = false
    this.#since?.push(json)
    this.#at = { ...this.#at, logLength: this.#at.logLength + bytes.length, chain }
    await this.#marker.committed(this.#at)
  }

  /** Notes how long the log is, so that it is missed if it is cut short. */
  mark(): Promise<void> {
    return this.#marker.write(this.#at)
  }

  /** Makes durable what was read: whoever decides by it, and writes nothing, must not confirm what a power cut takes away. */
  async settle(): Promise<void> {
    if (!this.#owesSync && !this.#unsure) return
    const log = await this.#ready()
    try {
      await log.sync()
    } catch (error) {
      await this.rest() // a handle whose sync failed is not to be trusted again
      throw error
    }
    this.#owesSync = false
  }

  /** The next snapshot, of these documents. It takes a while, and writes nothing yet; what is committed from now on goes along with it. */
  async snapshotOf(docs: AsOfNow): Promise<Snapshot> {
    this.#since = []
    const head = {
      format: this.#format,
      generation: this.#at.generation + 1,
      folder: basename(this.#folder),
    }
    return { head, pieces: await snapshotPieces(head, docs) }
  }

  /** Writes it beside the commits that go on. If this fails, nothing has changed. */
  async prepare({ head, pieces }: Snapshot): Promise<Prepared> {
    await prepareSnapshot(this.#files, this.#folder, pieces)
    return { head, length: pieces.reduce((sum, { length }) => sum + length, 0) }
  }

  /** There will be no such snapshot after all. */
  abandon(): void {
    this.#since = undefined
  }

  /** Puts it in place of the present one, with a new log that begins with what was committed meanwhile. Between two commits. */
  async switchTo({ head, length }: Prepared): Promise<void> {
    const since = this.#since ?? []
    this.#since = undefined
    const log = await prepareLog(this.#files, this.#folder, head, since)
    await this.rest()
    await this.#marker.idle()
    const next = { generation: head.generation, snapshotLength: length, ...log }
    this.#unsure = true
    await install(this.#files, this.#folder, next)
    this.#at = next
    this.#unsure = false
  }

  /** Puts a snapshot of what is committed in place of the present one, where nobody commits. */
  async replace(docs: Docs): Promise<void> {
    await this.switchTo(await this.prepare(await this.snapshotOf(new AsOfNow(docs))))
  }

  /** Removes all but the present generation: the one before, unfinished ones, copies of what was damaged or cut. */
  async removeOthers(): Promise<void> {
    for (const name of await this.#files.listFiles(this.#folder))
      if (!ownNames.includes(name)) await this.#files.remove(join(this.#folder, name))
    await this.#files.syncFolder(this.#folder)
  }

  /** Takes a refused commit back off the log. If even that fails, every later call tries again before it writes. */
  async cutRefused(): Promise<void> {
    if (!this.#owesCut) return
    const file = join(this.#folder, logName)
    try {
      await this.rest()
      await cutTo(this.#files, file, this.#at.logLength)
      this.#owesCut = false
    } catch (cause) {
      const message = `${file}: a refused change could not be taken back (${(cause as Error).message}). Nothing is saved until it is; mend the disk. A restart before that may bring the refused change back.`
      throw new OperatorError('EBROKEN', message, { cause })
    }
  }

  /** Lets go of the open log until the next commit. If that fails nothing is lost, for all of it was synced. */
  async rest(): Promise<void> {
    const log = this.#log
    this.#log = undefined
    await log?.close().catch(error => this.#warn(`${this.#folder}: the log did not close: ${error.message}`))
  }

  get #format(): number {
    return formatAfter(this.#migrating.steps)
  }

  /** The next generation is of the newest format; a crash on the way leaves the one or the other. */
  async #migrate(docs: Docs, from: number): Promise<Docs> {
    const kept = await this.#migrating.keep(this.#folder, from)
    const renewed = migrated(docs, from, this.#migrating.steps)
    await this.replace(renewed)
    this.#warn(
      `${this.#folder}: brought from format ${from} to ${this.#format}; as it was before, it is kept in ${kept}`,
    )
    return renewed
  }

  /** The log, open and known to be in order. Its folder is synced first: a lost name would lose all that is in it. */
  async #ready(): Promise<Handle> {
    await this.cutRefused()
    if (this.#log) return this.#log
    await this.#marker.idle()
    if (this.#unsure) await this.read()
    if (this.#at.generation === 0) await this.#begin()
    const log = await this.#files.open(join(this.#folder, logName), 'append')
    try {
      await this.#files.syncFolder(this.#folder)
    } catch (error) {
      await log.close().catch(() => {})
      throw error
    }
    this.#log = log
    return log
  }

  /** From its first commit on a workspace has both files, so that the loss of either is noticed. */
  async #begin(): Promise<void> {
    await this.#files.makeFolder(this.#folder)
    await this.#files.syncFolder(dirname(this.#folder))
    await this.replace(emptyMap())
  }
}
