import { dirname } from 'node:path'
import type { Files, Handle } from '../../src/store/disk/files.ts'

/** A file, or a folder: what programs see of it, and what is really on the disk. */
interface Node {
  folder: boolean
  seen: Buffer
  kept: Buffer
}

type Names = Map<string, Node>
/** A change of names that only the next sync of the folder makes durable. Whole or not at all. */
interface Renaming {
  folder: string
  set: [path: string, node: Node | undefined][]
}

/** What a power cut leaves of what was not synced. */
export interface Mercy {
  /** Of the changes of names, in their order. */
  keepsName(): boolean
  /** How many bytes of a longer, unsynced file get to the disk, and whether those missing are there as zeros. */
  cut(kept: Buffer, seen: Buffer): Buffer
}

const missing = (path: string) =>
  Object.assign(new Error(`ENOENT: no such file, ${path}`), { code: 'ENOENT' })

/** A disk in memory that knows what was synced, so that its power can be cut at any moment. `onStep` is called at each. */
export class ForgetfulDisk implements Files {
  #seen: Names = new Map()
  #kept: Names = new Map()
  #pending: Renaming[] = []
  onStep: () => void = () => {}
  /** Lets a sync fail that has in truth been made: what a program must take for refused is on the disk. */
  failSync = false
  /** Lets the next sync never end, nor begin. */
  hangSync = false

  constructor(root: string) {
    const node = { folder: true, seen: Buffer.alloc(0), kept: Buffer.alloc(0) }
    this.#seen.set(root, node)
    this.#kept.set(root, node)
  }

  /** The disk as it is found after a power cut at this moment; this one runs on. */
  afterCut(mercy: Mercy): ForgetfulDisk {
    const names = new Map(this.#kept)
    for (const { set } of this.#pending) if (mercy.keepsName()) rename(names, set)
    const left = new ForgetfulDisk('/')
    const nodes = new Map<Node, Node>() // a file with two names stays one file
    for (const [path, node] of names) {
      if (!reachable(names, path)) continue
      const bytes = node.folder ? node.kept : mercy.cut(node.kept, node.seen)
      const copy = nodes.get(node) ?? { folder: node.folder, seen: bytes, kept: bytes }
      nodes.set(node, copy)
      left.#seen.set(path, copy)
      left.#kept.set(path, copy)
    }
    return left
  }

  async open(path: string, how: 'append' | 'change' | 'create'): Promise<Handle> {
    this.onStep()
    let node = this.#seen.get(path)
    if (!node && how !== 'create') throw missing(path)
    if (!node) {
      node = { folder: false, seen: Buffer.alloc(0), kept: Buffer.alloc(0) }
      this.#rename(path, [[path, node]])
    }
    if (how === 'create') node.seen = Buffer.alloc(0)
    return this.#handle(node)
  }

  #handle(node: Node): Handle {
    const write = async (bytes: Uint8Array) => {
      const before = node.seen
      node.seen = Buffer.concat([before, bytes.subarray(0, bytes.length >> 1)])
      this.onStep() // in the middle of the write
      node.seen = Buffer.concat([before, bytes])
      this.onStep()
    }
    const truncate = async (length: number) => {
      node.seen = node.seen.subarray(0, length)
      this.onStep()
    }
    const sync = async () => {
      if (this.hangSync) {
        this.hangSync = false
        await new Promise(() => {})
      }
      this.onStep()
      node.kept = node.seen
      this.onStep()
      if (!this.failSync) return
      this.failSync = false
      throw new Error('the sync failed')
    }
    const append = async (bytes: Uint8Array) => {
      await write(bytes)
      await sync()
    }
    return { write, append, truncate, sync, close: async () => {} }
  }

  async read(path: string) {
    return this.#seen.get(path)?.seen
  }

  async rename(from: string, to: string) {
    const node = this.#seen.get(from)
    if (!node) throw missing(from)
    const within = [...this.#seen].filter(([path]) => path.startsWith(`${from}/`)) // a folder takes along what is in it
    const moved = [[from, node] as const, ...within].flatMap(([path, one]): Renaming['set'] => [
      [`${to}${path.slice(from.length)}`, one],
      [path, undefined],
    ])
    this.#rename(to, moved)
  }

  async link(from: string, to: string) {
    const node = this.#seen.get(from)
    if (!node) throw missing(from)
    this.#rename(to, [[to, node]])
  }

  async remove(path: string) {
    if (this.#seen.has(path)) this.#rename(path, [[path, undefined]])
  }

  async makeFolder(path: string): Promise<string | undefined> {
    if (this.#seen.has(path)) return undefined
    const above = await this.makeFolder(dirname(path))
    this.#rename(path, [[path, { folder: true, seen: Buffer.alloc(0), kept: Buffer.alloc(0) }]])
    return above ?? path
  }

  async listFolders(path: string) {
    return this.#namesIn(path, node => node.folder)
  }

  async listFiles(path: string) {
    return this.#namesIn(path, node => !node.folder)
  }

  async removeFolder(path: string) {
    for (const name of await this.listFiles(path)) await this.remove(`${path}/${name}`)
    for (const name of await this.listFolders(path)) await this.removeFolder(`${path}/${name}`)
    await this.remove(path)
  }

  #namesIn(path: string, wanted: (node: Node) => boolean) {
    const found = [...this.#seen].filter(
      ([name, node]) => wanted(node) && dirname(name) === path && name !== path,
    )
    return found.map(([name]) => name.slice(path.length + 1))
  }

  async syncFolder(path: string) {
    this.onStep()
    const due = this.#pending.filter(({ folder }) => folder === path)
    for (const { set } of due) rename(this.#kept, set)
    this.#pending = this.#pending.filter(({ folder }) => folder !== path)
    this.onStep()
  }

  #rename(path: string, set: Renaming['set']) {
    rename(this.#seen, set)
    this.#pending.push({ folder: dirname(path), set })
    this.onStep()
  }
}

function rename(names: Names, set: Renaming['set']) {
  for (const [path, node] of set) {
    if (node) names.set(path, node)
    else names.delete(path)
  }
}

const reachable = (names: Names, path: string): boolean =>
  path === '/' || (names.has(dirname(path)) && reachable(names, dirname(path)))

/** Only what was synced is there. */
export const nothingMore: Mercy = { keepsName: () => false, cut: kept => kept }

/** The system had written everything by itself. */
export const everything: Mercy = { keepsName: () => true, cut: (_kept, seen) => seen }

/** Some names, some bytes, some zeros where bytes should be. */
export function byChance(random: () => number): Mercy {
  const cut = (kept: Buffer, seen: Buffer) => {
    if (kept.equals(seen) || random() < 0.2) return kept
    const same = kept.findIndex((byte, at) => byte !== seen[at])
    const synced = same < 0 ? kept.length : same
    const length = synced + Math.floor(random() * (seen.length - synced + 1))
    const zeros = random() < 0.3 ? seen.length - length : 0
    return Buffer.concat([seen.subarray(0, length), Buffer.alloc(zeros)])
  }
  return { keepsName: () => random() < 0.6, cut }
}

/** The same numbers for the same seed, so that a failure can be seen again. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
