import { button, buttons, type Message, text } from '../message.ts'
import type { Reminder } from './reminder.ts'

/** That a place cannot be spoken in now, and what comes of it. */
export const pausedBecause = (closed: string, { title, resume }: Reminder): Message => [
  text(closed),
  text(`So I paused ${title}. I try again each time it is due, and go on by myself once that is mended.`),
  ...(resume ? [buttons(button('Go on', resume, 'primary'))] : []),
]

/** That nobody knows whether it arrived. */
export const doubtful = ({ title }: Reminder): Message => [
  text(
    `I am not sure that ${title} arrived this time: I was interrupted twice. It goes on with its next turn.`,
  ),
]

/** That this occurrence was given up. */
export const notReached = ({ title }: Reminder): Message => [
  text(`I could not send ${title} this time. It goes on with its next turn.`),
]
