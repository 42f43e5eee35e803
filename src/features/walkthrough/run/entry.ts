import type { PersonId } from '../../../core/incoming.ts'

/** Somebody, as far as a run needs to know them. */
export interface Who {
  id: PersonId
  name: string
}

/** One thing someone said: exactly as typed, and by whom. */
export interface Entry {
  by: Who
  at: number
  text: string
  /** The platform's name of the typed line: editing it there edits it here, and the same line never counts twice. */
  sourceMessageId?: string
  /** Ids of the options chosen, where there were options. */
  chosen?: string[]
  /** Where an answer that was taken over came from, in words. */
  from?: string
  /** The run it was taken over from. */
  sourceRunId?: string
  /** How an answer to a yes-or-no question was read when it was typed. */
  reading?: 'yes' | 'no' | 'partly'
}
