import { LRUCache } from 'lru-cache'
import type { Incoming } from './incoming.ts'

/** So many lines are remembered that brought nothing. A start forgets them: then a corrected line is typed anew. */
const mostRemembered = 2_000

/** The lines that brought nothing, since they were mistyped: corrected where they stand, they are carried out. */
export function createMistyped() {
  const lines = new LRUCache<string, true>({ max: mostRemembered })
  const keyOf = ({ workspace, person, place, sourceMessageId }: Incoming) =>
    `${workspace}/${person.id}/${place.conversation}/${sourceMessageId}`
  return {
    note(incoming: Incoming): void {
      if (incoming.sourceMessageId !== undefined) lines.set(keyOf(incoming), true)
    },
    /** Whether an edit corrects such a line; the next one does not, unless it brings nothing again. */
    isCorrected: (incoming: Incoming): boolean =>
      incoming.kind === 'edit' && incoming.sourceMessageId !== undefined && lines.delete(keyOf(incoming)),
  }
}
