import type { Context, Evidence } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { numberOf } from '../../../core/language/temporal.ts'
import { severalTyped } from '../several-typed.ts'
import { daySaid } from './day-said.ts'
import { isVerb } from './several-steps.ts'
import { leadingDay, leads, stepWords } from './step-words.ts'
import { stepMeant, stepOf } from './which-step.ts'

/** `and another: buy cups`, where steps are at hand. */
export function oneMore({ clean, words }: Line, { last, plans }: Context): Evidence | undefined {
  const lead =
    /^(?:(?:and|ok|okay|oh|also|plus|then)[ ,]+)*(?:another|one more|one other|next|also|plus|new)(?: (?:one|step|thing|task|item|sorry|please))*\s*[:–-]\s*(?=\p{L})/iu.exec(
      clean,
    )?.[0]
  const isAtHand = last ? last.command === 'plan' : plans !== undefined
  const from = lead === undefined ? -1 : words.findIndex(word => word.from >= lead.length)
  if (!isAtHand || from < 0) return undefined
  return { score: 9, hits: [0], action: 'step', caught: { what: [from, words.length] } }
}

/** A list of steps, and nothing before it: `- Call the school, Ana, by friday` and more lines like it, where a plan is at hand. */
export function stepsListed({ clean, words }: Line, { plans }: Context): Evidence | undefined {
  const several = /^(?:[-*•–]|1[.)]) /.test(clean) ? severalTyped(clean) : undefined
  const isOfSteps = several?.lines.every(one => isVerb(one.split(' ')[0]?.toLowerCase() ?? ''))
  if (!plans?.length || !several?.isList || !isOfSteps) return undefined
  return { score: 9, hits: [0], action: 'step', caught: { what: [0, words.length] } }
}

/** `call the school, Ana, by friday`, `12/9 Marcus set up the tables`: what is to be done, by a day; surely a step where it says who, too. */
export function stepDated(line: Line, context: Context): Evidence | undefined {
  const { words, asks } = line
  if (asks || words.length < 4 || words.length > 18) return undefined
  const first = words[0]?.text ?? ''
  const isTask = beginsTask.test(first) && !leads.test(first) && Number.isNaN(numberOf(first))
  const lead = isTask ? undefined : leadingDay(line, context)
  const start = lead && /^(?:and|then)$/.test(words[lead.to]?.text ?? '') ? lead.to + 1 : (lead?.to ?? 0)
  const isByPerson =
    !isTask && someoneAt(line, start) > 0 && !/^(?:i|we|me|us)$/.test(words[start]?.text ?? '')
  // “By Christmas Eve: cards for homebound folks.”
  const isHeaded = /^(?:by|before|due)$/.test(first) && words[start]?.before === ':'
  if (isHeaded && words.length - start > 1)
    return { score: 6.5, hits: [0], action: 'step', caught: { what: [start, words.length] } }
  if (!isTask && !isByPerson) return undefined
  const read = stepWords(line, start, words.length, context)
  const isLed = words.some(word => /^(?:by|before|due)$/.test(word.text))
  if (!(read.by ?? lead) || (read.what.split(' ').length < 2 && !(read.who && isLed)) || !(read.who || isLed))
    return undefined
  // A name that nothing makes of it who does it is a part of the step.
  if (isByPerson && !read.who) return undefined
  return { score: read.who ? 7 : 4, hits: [0], action: 'step', caught: { what: [start, words.length] } }
}

/** No verb of a step. */
const beginsTask =
  /^(?!(?:step|task|item|number|i|we|he|she|they|it|is|are|was|the|a|an|my|our|this|that|no|not|done|what|who|when|where|how|why|remind|closed?|closing|shut|open|snow|library|icebreaker|question|something|anything|reading|note|settings|plan|gathering|every|each|add|new|and|also|please|can|could|if)$)[a-z]{2,}$/

/** What is moved in the list, and where to. */
export const moving =
  /^(?:please |can you |could you |and |ok |actually )*(?:(?:move|put|bring|shift|do) )?(.+?) (?:(?:should|needs to|has to|must|ought to|goes|comes) ?(?:come |go |be |happen )?)?(?:to (?:the )?(top|front|start|beginning|first place|bottom|end)|(first|last|up|down))(?: please| instead| one)*[.!]?$/i

/** `move step 3 to the top`, `put the email first`. */
export function moved({ clean, words }: Line, { plans = [] }: Context): Evidence | undefined {
  const isSaid = /^(?:please |can you |could you |and |ok |actually )*(?:move|put|bring|shift|do)\b/i.test(
    clean,
  )
  const isDue = /\b(?:should|needs to|has to|must|ought to|goes|comes)\b/i.test(clean)
  const step = isSaid || isDue ? moving.exec(clean)?.[1] : undefined
  const to = step === undefined ? 0 : words.findIndex(word => word.from >= clean.indexOf(step) + step.length)
  if (
    step === undefined ||
    plans.length === 0 ||
    to < (isSaid ? 2 : 1) ||
    stepMeant(step, plans) === undefined
  )
    return undefined
  const from = words.findIndex(word => word.from >= clean.indexOf(step))
  return { score: 12, hits: [0], action: 'move', caught: { step: [from, to] } }
}

/** `flyer to friday the 18th`: a step of the plan at hand, and a day. */
export function redated(line: Line, context: Context): Evidence | undefined {
  const { words } = line
  const to = words.findIndex(({ text }) => /^(?:to|until|till)$/.test(text))
  if (context.last?.command !== 'plan' || to < 1 || to > 4 || words.length > 14) return undefined
  const day = daySaid(line, to + 1, context, true)
  const isStep = stepMeant(said(line, 0, to), context.plans) !== undefined
  return day && isStep ? { score: 9, hits: [to], action: 'change', caught: { step: [0, to] } } : undefined
}

const please = '^(?:please |can you |could you |ok |and )*'
const step = '(?:step |number |task |item )?#?(\\d{1,2})'
/** What leads up to the new words of a step. */
const rewording = [
  `${please}(?:edit|change|reword|rewrite|rename|update|fix) ${step}(?: to say| to read| to|:| -|,) `,
  `${please}(?:change|edit|update|fix) the (?:wording|words|text|name|title) (?:of|on|for) ${step} to `,
  `${please}(?:call|name|rename|relabel|retitle) ${step}(?: as)? (?="|\\p{L})`,
  `^(?:the )?(?=step |number |task |item |#)${step} (?:should|needs to|has to|must|ought to) (?:say|read|be called|be named)(?: that)? `,
].map(shape => new RegExp(shape, 'iu'))

/** `edit 2: print flyers and posters`: a step of the plan at hand, in other words. */
export function reworded({ clean, words }: Line, { plans = [], last }: Context): Evidence | undefined {
  const [lead, number] = rewording.flatMap(shape => shape.exec(clean) ?? []).slice(0, 2)
  const steps = plans[0]?.steps.length ?? 0
  if (lead === undefined || last?.command !== 'plan' || Number(number) > steps) return undefined
  const at = words.findIndex(word => word.text === number)
  const from = words.findIndex(word => word.from >= lead.length)
  // “Change 2 to Friday” says when, and no other words.
  if (from < 0 || words.length - from < 2) return undefined
  return {
    score: 12,
    hits: [0],
    action: 'change',
    caught: { step: [at, at + 1], what: [from, words.length] },
  }
}

/** `Bob did his`: the step of a person, where they have one. */
export function ownStepDone(line: Line, { plans = [] }: Context): Evidence | undefined {
  const many = someoneAt(line, 0)
  const text = (at: number) => line.words[at]?.text ?? ''
  const isDone =
    many > 0 &&
    /^(?:did|finished|has|is|completed|got|handled)$/.test(text(many)) &&
    line.words.some(({ text }) => /^(?:his|hers|her|their|theirs|part|bit|share)$/.test(text)) &&
    line.words.length < 8 + many
  const step = isDone ? stepOf(said(line, 0, many), plans) : undefined
  return step === undefined
    ? undefined
    : { score: 9, hits: [many], action: 'done', caught: { who: [0, many] } }
}

const isPossessed = ({ words, clean }: Line, at: number): boolean =>
  /'s$/i.test(clean.slice(words[at]?.from, words[at]?.to))

/** `Bob is out, give his part to Ana`: the step of a person goes to another. */
export function ownStepGiven(line: Line, { plans = [] }: Context): Evidence | undefined {
  const { words } = line
  const at = words.findIndex(
    ({ text }, place) =>
      (/^(?:his|hers|theirs)$/.test(text) && words[place + 1]?.text === 'to') ||
      ((/^(?:his|her|hers|their|theirs)$/.test(text) || isPossessed(line, place)) &&
        /^(?:part|step|bit|share|task|job|one|piece|stuff)$/.test(words[place + 1]?.text ?? 'one')),
  )
  const isGiven = words
    .slice(0, Math.max(at, 0))
    .some(({ text }) => /^(?:give|hand|pass|assign|move|switch|reassign)$/.test(text))
  const to = words.findIndex(
    ({ text }, place) => place > at && text === 'to' && someoneAt(line, place + 1) > 0,
  )
  const owner = [...words.keys()].find(place => place <= at && someoneAt(line, place) > 0)
  if (at < 0 || !isGiven || to < 0 || owner === undefined || words.length > 16) return undefined
  const many = someoneAt(line, owner)
  const name = said(line, owner, owner + many).replace(/'s$/i, '')
  return stepOf(name, plans) === undefined
    ? undefined
    : { score: 12, hits: [at], action: 'change', caught: { owner: [owner, owner + many] } }
}

/** `I meant step 1, not 2`, where steps are at hand. */
export function meantOther({ clean, words }: Line, { plans = [], last }: Context): Evidence | undefined {
  const number = /\bmeant (?:to (?:say|mark|finish) )?(?:step |number |#|the )?(\w+)(?: one| step)?\b/i.exec(
    clean,
  )?.[1]
  if (number === undefined || last?.command !== 'plan' || stepMeant(number, plans) === undefined)
    return undefined
  const at = words.findIndex(word => word.text === number.toLowerCase())
  return at < 0 ? undefined : { score: 9, hits: [0], action: 'meant', caught: { step: [at, at + 1] } }
}
