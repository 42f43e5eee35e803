import {
  type Context,
  caughtIn,
  type Intent,
  type Slots,
  withoutArticle,
} from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { awayIn, type DaySaid, daySaid } from './day-said.ts'
import { isMe } from './new-step.ts'
import { allSteps, isUnknown, numberIn, numbersIn, stepMeant, stepOf, stepSlot } from './which-step.ts'

/** Whether a line only asks. */
export const isAsked = ({ asks, words }: Line): boolean =>
  // “Is the flyer done” asks, also without its mark; “did the flyer” may tell.
  (asks || /^(?:is|are|was|were|has)$/.test(words[0]?.text ?? '')) &&
  /^(?:is|are|was|were|did|has|have|does|do|who|when|what|which)$/.test(words[0]?.text ?? '')

/** Something that is said of one step, which is found by its number or by its words: `done 2`, `I booked the room`. */
export function onStep(
  action: string,
  line: Line,
  intent: Intent,
  context: Context,
  run: (words: string) => string,
): Slots | undefined {
  const caught = (caughtIn(line, intent, 'step') ?? numberIn(line, intent))?.replace(/['’]s$/i, '')
  const words = caught?.replace(
    /^(?:(?:that|the|it|this|step|we|i|ok|okay|yay|all|yes|yep|yeah|yup)\s+)+(?=\S)/i,
    '',
  )
  const own = intent.caught.who && stepOf(caughtIn(line, intent, 'who') ?? '', context.plans ?? [])
  if (own) return { slots: [action, `step ${own}`], run: run(`${action} ${own}`) }
  const all = action === 'done' ? allSteps(line, context) : []
  const several = action === 'done' && all.length === 0 ? numbersIn(line) : all
  if (several.length > 1)
    return {
      slots: [action, ...(all.length > 0 ? ['done all'] : []), ...several.map(one => `step ${one}`)],
      // With the last of them the plan is finished.
      ...(all.length > 0 && { ask: true as const }),
      run: run(`done ${all.length > 0 ? 'all' : several.join(', ')}`),
    }
  if (words ? isPointing.test(words) : context.plans?.length) {
    // “I booked it”: the verb tells which.
    const told = action === 'done' ? stepMeant(line.clean, context.plans) : undefined
    return told === undefined
      ? { slots: [action], run: run(action) }
      : { slots: [action, `step ${told}`], run: run(`${action} ${told}`) }
  }
  const slot = stepSlot(words, context)
  const known = slot?.slice(5) ?? ''
  // “2 is done, 3 isn’t.”
  const other = line.words.findIndex(({ text }, at) => /^\d{1,2}$/.test(text) && text !== known && at > 0)
  const rest =
    action === 'done' && other > 0 && /^\d/.test(known) ? [said(line, other, line.words.length)] : []
  // A step is said in a few words; a whole sentence tells of something else.
  if (words && (words.split(/\s+/).length > 7 || /[.!?;:,]\s/.test(words))) return undefined
  // Where there is no plan, no name is taken for one.
  const isStory = action === 'done' && /^did$/.test(line.words[0]?.text ?? '') && line.words.length > 4
  if (!context.plans?.length)
    return isStory ? undefined : { slots: [action, ...(slot ? [slot] : [])], run: run(action) }
  // A sentence in the past may be told of anything: only what is near a step of a plan is one.
  if (words && isUnknown(words, context)) return undefined
  return { slots: [action, ...(slot ? [slot] : [])], ignored: rest, run: run(`${action} ${known}`) }
}

const isPointing =
  /^(?:(?:it|that|this|them|those|that one|this one|one|yes|yep|yeah|yup|ok|okay|all)(?: already| now| today| yesterday| this morning| last night)?)$/i

/** Who stands in the pattern, or behind its words. */
export function whoIn(line: Line, intent: Intent): string | undefined {
  const caught = caughtIn(line, intent, 'who')
  if (caught) return withoutArticle(caught)
  for (let at = 0; at < line.words.length; at++) {
    const many = someoneAt(line, at)
    if (many > 0 && !/^(?:me|i|us|myself)$/.test(line.words[at]?.text ?? ''))
      return said(line, at, at + many).replace(/'s$/i, '')
  }
  return undefined
}

const isSwapped = ({ words }: Line): boolean =>
  words.some(({ text }) => /^(?:swap|switch|replace|trade)$/.test(text))
/** Behind these a holiday is a day, too. */
const leadsToDay = /^(?:to|until|till|by|before|due|on|is|para|al|hasta)$/
/** `take the date off 2`. */
const isUndated = /\b(?:remove|clear|drop|lose|kill|forget|take)\b.*\b(?:date|deadline|due)\b/i

/** Another day, another person, or other words for a step. */
export function change(
  line: Line,
  intent: Intent,
  context: Context,
  run: (words: string) => string,
): Slots | undefined {
  const span = intent.caught.step
  const words =
    span && said(line, span[0], span[1]).replace(/(?<=\S)\s+(?:date|due date|deadline|due|day)$/i, '')
  if (
    /^(?:who|what|which|when|where|how|why)$/.test(line.words[0]?.text ?? '') ||
    /^(?:not|don['’]?t|do not|never|new|add|another|also|next)\b/i.test(words ?? '') ||
    (words ?? '').split(/\s+/).length > 8 ||
    (words !== undefined && (isUnknown(words, context) || !context.plans?.length))
  )
    return undefined
  // “Change the date to December 12”: without a plan, 12 is no step.
  if (!context.plans?.length && !line.words.some(({ text }) => /^(?:step|task|item|number)$/.test(text)))
    return undefined
  const owned = intent.caught.owner && stepOf(caughtIn(line, intent, 'owner') ?? '', context.plans ?? [])
  const slot = owned ? `step ${owned}` : stepSlot(words ?? numberIn(line, intent), context)
  const number = slot?.slice(5) ?? ''
  const rest = [...line.words.keys()].filter(at => !span || at < span[0] || at >= span[1])
  let by: DaySaid | undefined
  let who: string | undefined
  // “Bob can't do it, give it to Ana”: whom it goes to stands behind `to`.
  const given =
    rest.find(
      at =>
        (/^(?:to|for)$/.test(line.words[at - 1]?.text ?? '') ||
          // “Replace Bob with Marcus.”
          (/^(?:with|by)$/.test(line.words[at - 1]?.text ?? '') && isSwapped(line))) &&
        someoneAt(line, at) > 0,
    ) ??
    // “Ana can't, Bob will email them.”
    rest.findLast(
      at =>
        someoneAt(line, at) > 0 &&
        /^(?:will|takes|gets)$/.test(line.words[at + someoneAt(line, at)]?.text ?? ''),
    )
  for (const at of rest) {
    by ??= daySaid(line, at, context, leadsToDay.test(line.words[at - 1]?.text ?? ''))
    const named = given === undefined || given === at ? someoneAt(line, at) : 0
    // “Ana needs another week for it” gives it to nobody else.
    const many = /^(?:needs?|wants|asked)$/.test(line.words[at + named]?.text ?? '') ? 0 : named
    if (many > 0 && !who)
      who = isMe(said(line, at, at + many)) ? 'me' : said(line, at, at + many).replace(/'s$/i, '')
  }
  // “The flyer needs another week.”
  const away = by
    ? undefined
    : awayIn(line, context.plans?.[0]?.due?.[Number(number) - 1] ?? context.now.today)
  const date = by?.date ?? away
  const what = caughtIn(line, intent, 'what')
    ?.replace(/\s+instead$/i, '')
    .replace(/^"|"$/g, '')
  const isDateless = /\bno (?:due )?(?:date|deadline)\b/i.test(line.clean) || isUndated.test(line.clean)
  const parts = [
    ...(what && !date && !who ? [`what ${what}`] : []),
    ...(who ? [`who ${who}`] : []),
    ...(date ? [`by ${date}`] : isDateless ? ['no date'] : []),
  ]
  const typed = by?.typed ? [...parts.slice(0, -1), `by ${by.typed}`] : parts
  return {
    slots: ['change', ...(slot ? [slot] : []), ...parts],
    run: run(`change ${number} ${typed.join(', ')}`),
    ...(parts.length === 0 && { ask: true as const }),
  }
}
