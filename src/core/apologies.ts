import type { Effect } from './effect.ts'
import { type Button, buttons, type Message, text } from './message.ts'
import type { UserError } from './user-error.ts'

/** What stands on the page of somebody who was forgotten, until they write again. */
export const youAreForgotten: Message = [
  text(
    'I have forgotten you, and have nothing saved about you. Write to me whenever you like, and we’ll start fresh.',
  ),
]

/** Whether a line is nothing but a number, as a card shows them. */
export const isNumber = /^\s*\[?#?\d{1,3}\]?\s*$/

/** Numbers mean what a card shows; this one shows none. */
export const noSuchNumber = (typed: string, shown: readonly Button[]): Message => [
  text(`The newest card here shows no number ${typed.trim()}. Type what a button says, or press it:`),
  buttons(...shown.slice(0, 8)),
]

/** What a command says no with, and which field of a dialog it is about. */
export const refusal = ({ answer, field }: UserError): Effect => ({
  type: 'reply',
  message: answer,
  private: true,
  refused: field === undefined ? {} : { field },
})

/** Says for the asker's eyes only what went wrong. */
export const apology = (message: Message): Effect => ({ type: 'reply', message, private: true })

/** Nothing was changed, because it could not be kept. */
export const notSaved: Message = [
  text(
    'I could not save that just now, so nothing was changed. Please try again in a minute; if it happens again, tell whoever looks after Hearth.',
  ),
]

/** Something failed on our side before it was finished. */
export const notDone: Message = [
  text(
    'Something went wrong on my side, and I did not finish that. Please try again; if it happens again, tell whoever looks after Hearth.',
  ),
]

/** It was done, but the message about it may not have arrived. */
export const notSent: Message = [
  text('I did what you asked, but I am not sure my message arrived. Please look before you try again.'),
]

/** The message arrived; where it stands could not be kept. */
export const notRemembered: Message = [
  text(
    'My message is there, but I could not keep where it stands, so it may not change, and I may not hear what is written under it. Please try again in a minute; if it happens again, tell whoever looks after Hearth.',
  ),
]
