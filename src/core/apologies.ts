import { type Message, text } from './message.ts'

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
