import type { Acknowledge } from '../../src/core/adapter.ts'
import type { Incoming } from '../../src/core/incoming.ts'

/** What Teams gets in answer to its request. */
export interface Answer {
  status: number
  body?: object
}

export const ok: Answer = { status: 200 }

const say = (value: string): Answer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value },
})

/** The card itself, in place of the one that was pressed. */
export const shown = (card: object): Answer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
})

/** A press that could not be acted on, in words for the person. */
export const trouble = (code: 400 | 403, message: string): Answer => ({
  status: code === 400 ? 400 : 200,
  body: {
    statusCode: code,
    type: 'application/vnd.microsoft.error',
    value: { code: String(code), message },
  },
})

export const later: Answer = say('I am at it. The answer follows.')

/** A sentence beside the pressed button: what came of it is said elsewhere. */
export function answered(first: Parameters<Acknowledge>[0], { place }: Pick<Incoming, 'place'>): Answer {
  const aside = first?.type === 'reply' && first.private === true && !place.personal
  return say(aside ? 'Answered in your own chat with me: only you see it.' : 'Done.')
}
