import type { Line } from '../normalize.ts'

/** `no, those are steps! undo`: whoever ends so wants nothing saved. */
export const endsInUndo = ({ words }: Line): boolean => {
  const last = words.at(-1)
  return words.length > 1 && last?.text === 'undo' && /[.,;:!?]/.test(last.before)
}

/** Somebody asks what to say: `who should I ask?`. “What if we had a picnic?” and “a picnic?” are answers. */
export const asksBack = ({ words, asks }: Line): boolean => {
  const [first, second, third] = words.map(word => word.text)
  if (!asks) return false
  if (/^(?:what|how)$/.test(first ?? '') && /^(?:if|about)$/.test(second ?? '')) return false
  const isAsked = /^(?:what|which|who|whom|how|why|where|when)$/.test(first ?? '')
  const isInverted = /^(?:do|does|did|is|are|can|could|should|would|will|may|am)$/.test(first ?? '')
  const isOfUs = /^(?:i|you|we|this|that|it|the|one)$/
  return isAsked || (isInverted && (isOfUs.test(second ?? '') || isOfUs.test(third ?? '')))
}

/** `no, I was asking, who sees this?`: what stands behind the last sign. */
export const lastClauseOf = (line: Line): Line => ({
  ...line,
  words: line.words.slice(
    Math.max(
      0,
      line.words.findLastIndex(({ before }) => before !== ''),
    ),
  ),
})

/** `what have we got so far`, `does my boss see that`, without a question mark: it may be a question to Hearth, and it may be the answer. */
export const isTurned = ({ words }: Line): boolean =>
  (words.length > 3 &&
    /^(?:do|does|did|has|have|is|are|am|can|could|may|should|would)$/.test(words[0]?.text ?? '') &&
    /^(?:i|we|you|they|my|our|anyone|anybody|hearth)$/.test(words[1]?.text ?? '')) ||
  (words.length > 2 &&
    /^(?:what|which|who|how|why|where|when)$/.test(words[0]?.text ?? '') &&
    /^(?:am|is|are|was|were|have|has|do|does|did|should|would|can|could|will)$/.test(words[1]?.text ?? ''))

/** `help me decide` may be asked of Hearth; `Help people feel welcome` is an answer. */
export const isCryForHelp = ({ words }: Line): boolean =>
  words[0]?.text === 'help' &&
  words.length < 12 &&
  /^(?:me|us|with|about|on|please|here|now|\w+ing)$/.test(words[1]?.text ?? 'me')

/** `no sorry, January 16`: something that was said before is meant. */
export const isCorrection = ({ words }: Line): boolean =>
  isOtherDay.test(words.map(({ text }) => text).join(' ')) ||
  (words.length <= 8 &&
    /^(?:no|oh|wait|oops|whoops|sorry|actually)$/.test(words[0]?.text ?? '') &&
    /^(?:no|sorry|wait|oops|i|it|that|not|actually)$/.test(words[1]?.text ?? '') &&
    !/^(?:no i|oh it|oh i)$/.test(`${words[0]?.text} ${words[1]?.text}`))

/** `not Monday, Tuesday`: another day than one that was said. */
const isOtherDay =
  /^(?:no )?not (?:on |the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d{1,2}(?:st|nd|rd|th)) (?:but )?(?:on |the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d{1,2}(?:st|nd|rd|th))$/

/** Whether a line is a question. */
export const isQuestion = (line: Line): boolean =>
  line.asks ||
  (/^(?:how|what|why|which|who|where|when)$/.test(line.words[0]?.text ?? '') &&
    !/^(?:yes|no|not|of|sure)$/.test(line.words[1]?.text ?? ''))

/** `let’s do it Saturday, January 9`: whoever names a day by its number puts nothing off. */
export const namesDay = ({ clean }: Line): boolean =>
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d/i.test(clean)
