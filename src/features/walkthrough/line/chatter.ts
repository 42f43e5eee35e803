import type { Step } from '../schema.ts'

/** How a line in a channel looks that may be talk among colleagues: nothing to keep, or worth a question to its writer alone. */
export type Chatter = 'talk' | 'to somebody' | 'short'

/** Whole lines that answer nothing. */
const talk =
  /^(?:l+o+l+|(?:ha)+h?|(?:he)+h?|lmao|rofl|omg|wow|yay|ikr|same|same here|ditto|ok+|okay|k+|kk|alright|got it|cool|nice|great|awesome|perfect|sounds good|good one|love it|thanks?|thanks all|thanks everyone|thank you|thx|ty|np|no problem|welcome|sorry|oops|hi|hello|hey|hi all|hi everyone|good morning|morning|bye|see you|brb|one sec|hold on|wait|hm+|um+|uh+|huh|lunch)$/

/** Said to a colleague: greeted or called by name, taken on, or asked back. */
const toColleague = [
  /^\s*(?:[Hh]i|[Hh]ey|[Hh]ello|[Hh]ola|[Tt]hanks|[Tt]hank you|[Gg]racias|[Gg]ood (?:morning|idea|point)),? \p{Lu}[\p{Ll}'’-]+(?=[\s,.!?]|$)/u,
  /^\s*\p{Lu}[\p{Ll}'’-]+, (?:can|could|would|will|do|did|are|have|please|thanks|thank|puedes|podr[ií]as)\b/u,
  /^\s*(?:(?:ok|okay|sure|yes|yep),? )?I(?:'|’)?(?: can|ll| will) (?:do|take|bring|handle) (?:it|that|this|those)\b/i,
  /(?:^|[.!?;,] ?)(?:when|where|what time|who) (?:is|are|does|do|will|can) (?:it|that|this|we|you)\b[^.?]*\?\s*$/i,
]

const fewWords = 3

/** Reads a line typed in a channel's thread without naming Hearth; undefined: it is long enough to be meant as an answer. */
export function chatterIn(typed: string): Chatter | undefined {
  if (/^\s*@\S/u.test(typed) || toColleague.some(shape => shape.test(typed))) return 'to somebody'
  const words = typed
    .replace(/:[a-z0-9_+'-]+:/gi, ' ')
    .replace(/[^\p{L}\p{M}\p{N}'’]+/gu, ' ')
    .trim()
  if (words === '' || talk.test(words.toLowerCase())) return 'talk'
  return words.split(' ').length <= fewWords ? 'short' : undefined
}

/** Whether few words are an answer all the same: the question asks for no more. */
export const asksForFew = ({ input }: Step): boolean => input !== 'open'
