/** Hears what is so no longer; `undefined`: something may have been missed, so nothing that is remembered is sure. */
export type Outdating = (what: string | undefined) => void

/** What is remembered of people and rooms and is so no longer: said once, heard by every Hearth that shares the store, and at once by whoever says it. */
export interface Outdated {
  tell(what: string): void
  onTold(listener: Outdating): void
}

/** Among those who listen in one process. */
export function createOutdated(): Outdated {
  const listeners: Outdating[] = []
  return {
    tell(what) {
      for (const one of listeners) one(what)
    },
    onTold: listener => void listeners.push(listener),
  }
}
