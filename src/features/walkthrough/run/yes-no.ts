/** How an answer to a yes-or-no question reads; what reads as none of these is an answer all the same. */
export type Reply = 'yes' | 'no' | 'partly'

const partly =
  /^(partly|partially|part|in part|somewhat|sort of|kind of|half|more or less|a bit|a little|mostly|almost|not quite|not entirely|yes and no|yes,? but)\b/
const yes = /^(yes|yep|yeah|yup|yea|y|sure|certainly|definitely|absolutely|of course(?! not))\b(?! and no)/
const no = /^(no|nope|nah|n|not|never)\b/
const bareYes =
  /^(yes|yep|yeah|yup|yea|y|sure|certainly|definitely|absolutely|of course|we have|we do|i have|i do|it does)$/
const agreed =
  /^(?:(?:yes|yep|yeah|yup|y|sure|ok|okay)(?:,? (?:please|go on|go ahead|we do|i do|it does|that is right|that's right|do that|use (?:it|that|them)|save (?:it|that|them)))?|please|go on|go ahead|continue|resume|use (?:it|that|them))$/
const declined = /^(no|nope|nah|n|no thanks|no,? thank you|not now|later)$/

/** How an answer reads: as it was read when it was typed; an older one by its beginning. */
export function readingOf(entry: { text: string; reading?: Reply } | undefined): Reply | undefined {
  if (entry?.reading) return entry.reading
  const said = folded(entry?.text ?? '')
  if (partly.test(said)) return 'partly'
  if (yes.test(said) || bareYes.test(said)) return 'yes'
  return no.test(said) ? 'no' : undefined
}

/** How what was said to a question reads: as the newest of it that reads as something. */
export const readingOfAll = (entries: readonly { text: string; reading?: Reply }[]): Reply | undefined =>
  readingOf(entries.findLast(one => readingOf(one) !== undefined))

/** A yes and nothing else: worth asking “how?”. */
export const isBareYes = (text: string): boolean => bareYes.test(folded(text))

/** A yes to “shall we go on?”. */
export const isAgreed = (text: string): boolean => agreed.test(folded(text))

/** A no to “shall we go on?”. */
export const isDeclined = (text: string): boolean => declined.test(folded(text))

const folded = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/(?<![\s.!,])[\s.!,]+$/u, '')
    .replace(/\s+/g, ' ')
