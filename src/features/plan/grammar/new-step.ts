import { type Context, caughtIn, type Intent, type Slots } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { severalTyped } from '../several-typed.ts'
import { severalIn } from './several-steps.ts'
import { leadingDay, stepWords } from './step-words.ts'

/** A step that is added, or several: what is to be done, by whom, by when. */
export function newStep(
  line: Line,
  intent: Intent,
  context: Context,
  run: (words: string) => string,
): Slots | undefined {
  const span = intent.caught.what ?? wantedOf(line, intent, context)
  if (span === nobody) return undefined
  if (!span) return { slots: ['step'], run: run('step') }
  const several = severalIn(said(line, span[0], span[1]))
  if (several.length > 1)
    return {
      slots: ['step', ...several.map(what => `what ${what}`)],
      run: run(`steps ${several.join('; ')}`),
    }
  const typedAtOnce = severalTyped(span[0] === 0 ? line.clean : said(line, span[0], span[1]))
  if (typedAtOnce) {
    const { lines, isList } = typedAtOnce
    return {
      slots: ['step', ...lines.map(what => `what ${what}`)],
      run: run(`${isList ? 'steps' : 'several'} ${lines.join('; ')}`),
    }
  }
  const read = stepWords(line, span[0], span[1], context)
  const first = someoneAt(line, 0)
  // “Put Bob down for ordering pizza”: who does it stands in the request.
  const asked = caughtIn(line, intent, 'who')
  const who = read.who ?? asked ?? (first > 0 && span[0] > first - 1 ? said(line, 0, first) : undefined)
  const lead = read.by ? undefined : leadingDay(line, context)
  const by = read.by ?? (lead?.to === span[0] ? lead : undefined)
  // “Also need folding chairs.”
  read.what = read.what.replace(/^(?:(?:we|i|also|still|and)\s+)*need\s+(?:to\s+)?(?=\S)/i, '')
  // “I’ll do it today” adds nothing.
  if (read.what === '' || pointing.test(read.what)) return undefined
  // “I will be late” tells of oneself; with a plan at hand, or a date, it is a step.
  const isPromise = first > 0 && span[0] >= first
  if (isPromise && isMe(who) && !by && !context.plans?.length) return undefined
  const typed = `step ${[read.what, isMe(who) ? 'me' : who, by && `by ${by.typed ?? by.date}`].filter(Boolean).join(', ')}`
  return {
    slots: [
      'step',
      `what ${read.what}`,
      ...(who?.split(/ and /i) ?? []).map(one => `who ${isMe(one) ? 'me' : one}`),
      ...(by ? [`by ${by.date}`] : []),
    ],
    run: run(typed),
  }
}

/** `have Marcus borrow the urn`: what he is to do, from its verb on. “Have the kids bring blankets” names nobody. */
function wantedOf(
  { words }: Line,
  { caught: { who, thing } }: Intent,
  { plans }: Context,
): readonly [number, number] | undefined {
  if (!who || !thing) return undefined
  const isOne = who[1] - who[0] <= 2 && !unnamed.test(words[who[0]]?.text ?? '')
  if (!isOne || !plans?.length) return nobody
  let from = who[1]
  while (/^(?:to|go|also)$/.test(words[from]?.text ?? '')) from++
  return [from, thing[1]]
}

const nobody: readonly [number, number] = [0, 0]
const unnamed =
  /^(?:the|an?|some|any|you|we|they|them|it|us|me|i|everyone|everybody|people|folks|kids|teens|families|neighbors|patrons|volunteers|staff|to|fun|each|all|our|my|someone|somebody)$/

/** It names nothing that is to be done. */
const pointing =
  /^(?:(?:do|finish|handle|tackle|take care of|get to|get on|work on|see to|look at|try|fix|change|check|add|keep|save|put) )?(?:it|this|that|them|one|these|those|this one|that one|something|anything|it all)$/i

/** Whether the asker is meant. */
export const isMe = (who: string | undefined): boolean =>
  /^(?:i|me|i'.*|mine|myself|us|we|we'.*)$/i.test(who ?? '')
