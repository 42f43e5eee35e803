import type { Entry, Who } from './entry.ts'

/** What moves a run. `step` is the one a card was drawn for: a card that is out of date moves nothing. */
export type Move = { by: Who; at: number } & (
  | {
      type: 'answer'
      text: string
      step?: string
      said?: string
      chosen?: string[]
      from?: string
      of?: string
      alongside?: readonly string[]
      reading?: Entry['reading']
    }
  | { type: 'append'; text: string; step: string; said?: string }
  /** Someone changed a line they had typed. */
  | { type: 'correct'; said: string; text: string }
  | { type: 'edit' | 'private'; step: string }
  | { type: 'skip' | 'park'; step?: string }
  | { type: 'back' | 'overview' | 'stop' | 'resume' | 'decline' | 'finish' }
  | { type: 'rename'; name: string }
  | { type: 'hand over' | 'invite'; to: Who }
  /** The whole form at once, as it stood when it was drawn at `drawn`. */
  | { type: 'fill'; answers: readonly { step: string; text: string; chosen?: string[] }[]; drawn: number }
  | { type: 'note'; text: string; said?: string }
)

/** What to show after a move, and a sentence to say first. */
export interface Say {
  show: 'question' | 'how' | 'ask' | 'overview' | 'end' | 'stopped' | 'nothing' | 'line'
  line?: string
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
    ...('said' in move && move.said && { said: move.said }),
    ...('chosen' in move && move.chosen && { chosen: move.chosen }),
    ...('from' in move && move.from && { from: move.from }),
    ...('reading' in move && move.reading && { reading: move.reading }),
    ...('of' in move && move.of && { of: move.of }),
  }
}
