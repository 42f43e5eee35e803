import { setImmediate as nextTurn } from 'node:timers/promises'
import { copyOf } from './document.ts'

/** For so long documents are looked at before others have their turn. */
const sliceMs = 5

/**
 * Copies of those that are wanted, looked through a little at a time: a large workspace must not keep all others waiting. As they
 * all were when this began, for a stored document is replaced and never changed.
 */
export async function selected<T>(
  documents: readonly [id: string, document: unknown][],
  matches: (document: T, id: string) => boolean,
): Promise<[id: string, document: T][]> {
  const found: [string, T][] = []
  let begun = performance.now()
  for (const [id, document] of documents) {
    if (matches(document as T, id)) found.push([id, copyOf(document as T)])
    if (performance.now() - begun < sliceMs) continue
    await nextTurn()
    begun = performance.now()
  }
  return found
}
