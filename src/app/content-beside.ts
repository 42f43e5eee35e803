import { existsSync } from 'node:fs'
import { type Content, loadPack, type PackOptions } from '../content/load.ts'
import { createKeyedQueue } from '../core/delivery/keyed-queue.ts'
import { answerOf, type Patience } from '../paper/thread.ts'

/** The built-in content with a full pack over it is read in a quarter of a second. */
const usual: Patience = { processorMs: 20_000 }

/** Reads packs in a thread of their own, one after another. */
export function createPacksBeside(thread: URL, patience = usual) {
  const oneAtATime = createKeyedQueue()
  return (pack: PackOptions): Promise<Content> =>
    oneAtATime('all', () => answerOf<Content>(thread, pack, patience))
}

/** What runs in the thread stands beside this file where Hearth is built; from its sources, packs are read here. */
const beside = new URL('./content-worker.js', import.meta.url)

/** What a library's own files come to. @throws {UserError} where it takes too long, or too much memory. */
export const readPack: (pack: PackOptions) => Promise<Content> = existsSync(beside)
  ? createPacksBeside(beside)
  : async pack => loadPack(pack)
