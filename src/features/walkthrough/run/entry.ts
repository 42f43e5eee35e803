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
  /** Who had said what of it there, where others had: a line for each. */
  saidThere?: { by: PersonId; text: string }[]
  /** How an answer to a yes-or-no question was read when it was typed. */
  reading?: 'yes' | 'no' | 'partly'
}

/** What is taken over from another run: its entries in one, with who had said which. */
export const takenOver = (entries: readonly Entry[], by: PersonId): Pick<Entry, 'text' | 'saidThere'> => ({
  text: entries.map(one => one.text).join('\n'),
  ...(entries.some(one => one.by.id !== by) && {
    saidThere: entries.map(one => ({ by: one.by.id, text: one.text })),
  }),
})
