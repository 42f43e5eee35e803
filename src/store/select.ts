import { setImmediate as letOthersRun } from 'node:timers/promises'
import { copyOf } from './document.ts'

/** How long documents are looked at before other work may run. */
const sliceMs = 5

/**
 * Copies of the documents that match, looked through a little at a time: a large workspace must not keep all others waiting. As they
 * all were when this began, for a stored document is replaced and never changed.
 */
export async function selected<T>(
  documents: Iterable<[id: string, document: unknown]>,
  matches: (document: T, id: string) => boolean,
): Promise<[id: string, document: T][]> {
  const found: [string, T][] = []
  let begun = performance.now()
  for (const [id, document] of documents) {
    if (matches(document as T, id)) found.push([id, copyOf(document as T)])
    if (performance.now() - begun < sliceMs) continue
    await letOthersRun()
    begun = performance.now()
  }
  return found
}
