import type { Acknowledge } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { type Speaking, untranslated } from '../../../src/core/translation/speaking.ts'

/** The response to a request of Teams. */
export interface Answer {
  status: number
  body?: object
}

export const ok: Answer = { status: 200 }

/** A sentence beside the pressed button, for the presser alone. */
export const sentence = (value: string): Answer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value },
})

/** A card that replaces the pressed one. */
export const shown = (card: object): Answer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
})

/** The response to a button that Hearth did not make. */
export const notOurs: Answer = {
  status: 400,
  body: {
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: '400', message: 'I don’t know this button.' },
  },
}

/** A sentence in a window, for whoever chose a command in the menu of a message. */
export const task = (value: string): Answer => ({
  status: 200,
  body: { task: { type: 'message', value } },
})

export const later: Answer = sentence('Working on it. The answer follows.')

export const lastPlace = 'This button no longer works. Please ask again.'

/** The response to a press whose result is a message: it says where that is, if not here. */
export function answered(
  first: Parameters<Acknowledge>[0],
  { place }: Pick<Incoming, 'place'>,
  sayIn: Speaking['sayIn'] = () => untranslated,
): Answer {
  const isElsewhere = first?.type === 'reply' && first.private === true && !place.personal
  const say = sayIn(first?.message ?? [])
  return sentence(say(isElsewhere ? 'Answered in a direct message: only you see it.' : 'Done.'))
}
