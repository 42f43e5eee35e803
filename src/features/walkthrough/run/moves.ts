import type { Entry, Who } from './entry.ts'
import type { RunDate } from './run.ts'

/** What moves a run. `step` is the one a card was drawn for: a card that is out of date moves nothing. */
export type Move = { by: Who; at: number } & (
  | {
      type: 'answer'
      text: string
      step?: string
      sourceMessageId?: string
      chosen?: string[]
      from?: string
      sourceRunId?: string
      saidThere?: Entry['saidThere']
      alongside?: readonly string[]
      /** Deliveries in this place that were still being answered when the line was typed. */
      meanwhile?: readonly string[]
      reading?: Entry['reading']
    }
  | { type: 'append'; text: string; step: string; sourceMessageId?: string }
  /** New words for an answer, all in one. */
  | { type: 'replace'; text: string; step: string; sourceMessageId?: string; reading?: Entry['reading'] }
  /** Someone changed a line they had typed. */
  | { type: 'correct'; sourceMessageId: string; text: string }
  /** Someone deleted a line they had typed. */
  | { type: 'retract'; sourceMessageId: string }
  | { type: 'edit' | 'private' | 'remove'; step: string }
  | { type: 'skip' | 'park'; step?: string }
  /** On to the next question, for all who are in it. */
  | { type: 'next'; step?: string; delivery?: string }
  | { type: 'back' | 'overview' | 'stop' | 'resume' | 'decline' | 'finish' }
  | { type: 'rename'; name: string }
  /** When it is held, and the same in words; without a date, it has none any more. */
  | { type: 'date'; date?: RunDate; words: string }
  | { type: 'hand over' | 'invite'; to: Who }
  /** The whole form at once, as it stood when it was drawn at `drawn`. */
  | { type: 'fill'; answers: readonly { step: string; text: string; chosen?: string[] }[]; drawn: number }
  | { type: 'note'; text: string; sourceMessageId?: string }
)

/** What is said first: what became of the answer, in words that the chat has for it, or a sentence of the move's own. */
export type Remark =
  | { type: 'kept' | 'changed' | 'added' | 'skipped' | 'parked' }
  | { type: 'said'; text: string }

/** A sentence of the move's own. */
export const saying = (text: string): Remark => ({ type: 'said', text })

/** What to show after a move, and what to say first. */
export interface Say {
  show: 'question' | 'how' | 'source' | 'ask' | 'overview' | 'end' | 'stopped' | 'nothing' | 'line' | 'kept'
  /** In a channel: it is for everybody to see. Else it is for whoever made the move. */
  forAll?: true
  remark?: Remark
  /** The step the move was about, for a *Change* button. */
  step?: string
}

/** What a move said, to be kept. */
export function entryOf(move: Extract<Move, { text: string }>): Entry {
  const { by, at, text } = move
  return {
    by,
    at,
    text,
    ...('sourceMessageId' in move && move.sourceMessageId && { sourceMessageId: move.sourceMessageId }),
    ...('chosen' in move && move.chosen && { chosen: move.chosen }),
    ...('from' in move && move.from && { from: move.from }),
    ...('reading' in move && move.reading && { reading: move.reading }),
    ...('sourceRunId' in move && move.sourceRunId && { sourceRunId: move.sourceRunId }),
    ...('saidThere' in move && move.saidThere && { saidThere: move.saidThere }),
  }
}
