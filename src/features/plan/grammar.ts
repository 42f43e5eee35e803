import {
  type Context,
  caughtIn,
  type Evidence,
  type Grammar,
  type Intent,
  type KnownPlan,
  leftOver,
  type Slots,
  withoutArticle,
} from '../../core/language/grammar.ts'
import { folded, type Line, said } from '../../core/language/normalize.ts'
import { someoneAt } from '../../core/language/people.ts'
import {
  comingDay,
  dateAt,
  dayNamed,
  type Moment,
  momentTyped,
  momentWords,
  numberAt,
  ordinalOf,
  readMoment,
  recurrenceIn,
  recurrenceWords,
} from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { severalIn, verbIn } from './several-steps.ts'

/** The grammar of plans: their steps, reminders and people. */
export const planGrammar: Grammar = {
  command: 'plan',
  /** A line that says when, and nothing else, is about a reminder. */
  evidence(line, context, vocabulary) {
    const added = oneMore(line, context) ?? moved(line, context) ?? reworded(line, context)
    if (added) return added
    const own = ownStepDone(line, context) ?? meantOther(line, context)
    if (own) return own
    const moment = readMoment(line, context.now)
    const reminded = reminderSaid(line, moment)
    if (reminded) return reminded
    const named = stepNamed(line, context) ?? planAsked(line, context) ?? stepDated(line, context)
    if (named) return named
    const days = moment.weekdays.length > 0 || moment.recurs || moment.refused !== undefined
    if (!days && !moment.time) return { score: 0, hits: [] }
    const left = leftOver(line, new Set(moment.hits), vocabulary)
    return {
      score: left.length === 0 && (days || context.last?.command === 'plan') ? 3.6 : 0,
      hits: moment.hits,
    }
  },
  read(intent, line, context, vocabulary) {
    const plan = planIn(line, context)
    const about = plan?.plan && context.plans && context.plans.length > 1 ? `${plan.plan.name}: ` : ''
    const run = (words: string) => `plan ${about}${words}`.trim()
    switch (intent.action) {
      case 'new':
        return named('new', line, intent, words => (words ? `plan dm ${words}` : 'plan'))
      case 'from':
        return named('from', line, intent, words => `plan from ${words || 'it'}`)
      case 'step':
        return newStep(line, intent, context, run)
      case 'done':
        // “Is the flyer done?” asks, and does nothing.
        if (isAsked(line)) return listed(plan?.plan)
        if (context.last?.command === 'gathering' && !context.plans?.length) return undefined
        return onStep('done', line, intent, context, run)
      case 'meant': {
        const step = stepMeant(caughtIn(line, intent, 'step') ?? '', context.plans)
        return { slots: ['done', `step ${step}`], ask: true, run: run(`done ${step}`) }
      }
      case 'remove':
        return onStep('remove', line, intent, context, run)
      case 'reopen':
        return onStep('reopen', line, intent, context, run)
      case 'change':
        return change(line, intent, context, run)
      case 'move': {
        const number = stepMeant(caughtIn(line, intent, 'step') ?? '', context.plans)
        const [, , end, side = ''] = moving.exec(line.clean) ?? []
        const steps = context.plans?.[0]?.steps.length ?? 1
        const isLast = /^(?:bottom|end)$/i.test(end ?? '') || /^last$/i.test(side)
        const where = /^(?:up|down)$/i.test(side) ? side.toLowerCase() : `to ${isLast ? steps : 1}`
        return { slots: ['move', `step ${number}`], run: run(`move ${number} ${where}`) }
      }
      case 'later':
        return later(line, intent, context, vocabulary, run)
      case '':
      case 'remind':
        return remind(line, intent, context, vocabulary, run)
      case 'remind off':
        return { slots: ['remind off'], run: run('remind off') }
      case 'invite':
      case 'hand over':
      case 'neighbour': {
        const who = whoIn(line, intent)
        const typed = intent.action === 'neighbour' ? 'neighbor' : intent.action
        return {
          slots: [intent.action, ...(who ? [`who ${who}`] : [])],
          run: run(`${typed} ${who ?? ''}`),
        }
      }
      case 'stuck': {
        const words = line.clean
        return { slots: ['stuck', `what ${words}`], run: run(`stuck ${words}`) }
      }
      case 'list':
        return listed(plan?.plan)
      case 'list reminders':
        return plan ? listed(plan.plan) : { slots: ['list'], run: 'plan remind list' }
      default:
        return { slots: [intent.action], run: run(intent.action === 'still on it' ? 'still' : intent.action) }
    }
  },
}

/** `and another: buy cups`, where steps are at hand. */
function oneMore({ clean, words }: Line, { last, plans }: Context): Evidence | undefined {
  const lead =
    /^(?:(?:and|ok|okay|oh|also|plus|then)[ ,]+)*(?:another|one more|one other|next|also|plus|new)(?: (?:one|step|thing|task|item))?\s*[:–-]\s*(?=\p{L})/iu.exec(
      clean,
    )?.[0]
  const isAtHand = last ? last.command === 'plan' : plans !== undefined
  const from = lead === undefined ? -1 : words.findIndex(word => word.from >= lead.length)
  if (!isAtHand || from < 0) return undefined
  return { score: 9, hits: [0], action: 'step', caught: { what: [from, words.length] } }
}

/** `call the school, Ana, by friday`: what is to be done, by a day; surely a step where it says who, too. */
function stepDated(line: Line, context: Context): Evidence | undefined {
  const { words, asks } = line
  if (asks || words.length < 4 || words.length > 16 || !beginsTask.test(words[0]?.text ?? ''))
    return undefined
  const { what, who, by } = stepWords(line, 0, words.length, context)
  const isLed = words.some(word => /^(?:by|before|due)$/.test(word.text))
  if (!by || what.split(' ').length < 2 || !(who || isLed)) return undefined
  return { score: who ? 7 : 4, hits: [0], action: 'step', caught: { what: [0, words.length] } }
}

/** No verb of a step. */
const beginsTask =
  /^(?!(?:i|we|he|she|they|it|is|are|was|the|a|an|my|our|this|that|no|not|done|what|who|when|where|how|why|remind|closed?|closing|shut|open|snow|library|icebreaker|question|something|anything|reading|note|settings|plan|gathering|every|each|add|new|and|also|please|can|could|if)$)[a-z]{2,}$/

const moving =
  /^(?:please |can you |could you |and |ok |actually )*(?:(?:move|put|bring|shift|do) )?(.+?) (?:(?:should|needs to|has to|must|ought to|goes|comes) ?(?:come |go |be |happen )?)?(?:to (?:the )?(top|front|start|beginning|first place|bottom|end)|(first|last|up|down))(?: please| instead| one)*[.!]?$/i

/** `move step 3 to the top`, `put the email first`. */
function moved({ clean, words }: Line, { plans = [] }: Context): Evidence | undefined {
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

/** `edit 2: print flyers and posters`: a step of the plan at hand, in other words. */
function reworded({ clean, words }: Line, { plans = [], last }: Context): Evidence | undefined {
  const [lead, number] =
    /^(?:please |can you |ok )*(?:edit|change|reword|rewrite|rename|update|fix)(?: step| number| task)? ?#?(\d{1,2})(?: to say| to read| to|:| -|,) /i.exec(
      clean,
    ) ?? []
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
function ownStepDone(line: Line, { plans = [] }: Context): Evidence | undefined {
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

/** The only step that is somebody's. */
function stepOf(who: string, plans: readonly KnownPlan[]): number | undefined {
  const owners = plans[0]?.owners ?? []
  const own = owners.flatMap((one, at) => (one?.toLowerCase() === who.toLowerCase() ? [at + 1] : []))
  return own.length === 1 ? own[0] : undefined
}

/** `I meant step 1, not 2`, where steps are at hand. */
function meantOther({ clean, words }: Line, { plans = [], last }: Context): Evidence | undefined {
  const number = /\bmeant (?:to (?:say|mark|finish) )?(?:step |number |#|the )?(\w+)(?: one| step)?\b/i.exec(
    clean,
  )?.[1]
  if (number === undefined || last?.command !== 'plan' || stepMeant(number, plans) === undefined)
    return undefined
  const at = words.findIndex(word => word.text === number.toLowerCase())
  return at < 0 ? undefined : { score: 9, hits: [0], action: 'meant', caught: { step: [at, at + 1] } }
}

/** One plan where it was named, else all. */
const listed = (plan: KnownPlan | undefined): Slots => ({
  slots: ['list'],
  run: plan ? `plan ${plan.name}` : 'plan',
})

const isAsked = ({ asks, words }: Line): boolean =>
  // “Is the flyer done” asks, also without its mark; “did the flyer” may tell.
  (asks || /^(?:is|are|was|were|has)$/.test(words[0]?.text ?? '')) &&
  /^(?:is|are|was|were|did|has|have|does|do|who|when|what|which)$/.test(words[0]?.text ?? '')

const undone =
  /^(?:remove|drop|lose|scratch|delete|skip|cut|scrap|nix|cancel|unnecessary|needless|forget|ditch|strike)$/
const doing =
  /^(?:assign|give|hand|put|let|have|move|push|shift|due|deadline|reassign|takes|take|handle|handles|handling|doing|mine|his|hers|will|wait|waits|until|till|before|postpone|reschedule|responsible|charge|owner|owns|need|needs)$/
const did =
  /^(?:done|finished|complete|completed|ready|handled|sorted|sent|bought|made|taken|got|wrote|written|printed|booked|emailed|called|ordered|reserved|confirmed|set|mailed|paid|hung|met|told|asked|found|put|went|gave|picked|back|arrived|✅|✔|☑)$|^(?!need|ne+d$)[a-z]{3,}(?<!e)ed$/

const reminding = /^(?:remind|reminds|reminded|reminder|reminders|nudge|nudges|ping|pings|nag|nags)$/
const asking = /^(?:what|which|when|how|who|where|why|is|are|do|does|did|any|list|show|see|have|has)$/
const undoing =
  /^(?:no|not|never|stop|stops|quit|cancel|off|enough|without|end|kill|delete|remove|disable|mute|pause|drop|unsubscribe|lose)$/

/** A line with a word for reminders in it: to set one, to stop them, or to ask which there are. */
function reminderSaid(line: Line, moment: Moment): Evidence | undefined {
  const { words } = line
  const at = words.findIndex(word => reminding.test(word.text))
  if (at < 0 || words.length > 16 || words.some(word => notReminders.test(word.text))) return undefined
  const [first] = words
  if (/^(?:who|why|did|does|how)$/.test(first?.text ?? '')) return undefined
  const isNoun = /^(?:reminders?|pings?|nudges?)$/.test(words[at]?.text ?? '')
  if (
    asking.test(first?.text ?? '') ||
    (line.asks && words.slice(0, at).some(word => asking.test(word.text)))
  )
    return isNoun ? { score: 8, hits: [at], action: 'list reminders' } : undefined
  // “I do not need the Saturday nudges any longer.”
  const negated = words.findIndex(
    (word, place) => undoing.test(word.text) && place - at < 4 && at - place < 6,
  )
  // “Do not remind me at 9, but at 10” says a time as well.
  if (negated >= 0 && !moment.time) return { score: 8.5, hits: [at, negated], action: 'remind off' }
  const says = moment.weekdays.length > 0 || moment.recurs || moment.refused !== undefined || moment.time
  return says && negated < 0 && isNoun
    ? { score: 8, hits: [at, ...moment.hits], action: 'remind' }
    : undefined
}

const notReminders = /^(?:note|closed|icebreaker|question|reading|patron|desk|forget)$/

/** `where are we on spring coffee`: the plan is named, and asked about. */
function planAsked(line: Line, context: Context): Evidence | undefined {
  const plan = planIn(line, context)
  const [first] = line.words
  if (plan && plan.hits.length === line.words.length) return { score: 9.2, hits: plan.hits, action: 'list' }
  const isAsked =
    /^(?:what|where|how|who|when|which|show|see|list|status|open|is|are)$/.test(first?.text ?? '') &&
    !line.words.some(word =>
      /^(?:share|post|delete|finish|end|over|everyone|team|channel|public)$/.test(word.text),
    )
  return plan && isAsked && line.words.length < 12
    ? { score: 9.2, hits: plan.hits, action: 'list' }
    : undefined
}

/** A line that names a step of the plan at hand, and what it says of it. */
function stepNamed(line: Line, context: Context): Evidence | undefined {
  const plans = context.plans ?? []
  const [first] = line.words
  const isAsking =
    /^(?:who|what|which|when|where|how|is|are|does|do|did|has)$/.test(first?.text ?? '') ||
    (first?.text === 'have' && /^(?:i|we|you|they)$/.test(line.words[1]?.text ?? ''))
  if (plans.length === 0 || line.words.length > 14) return undefined
  const places = [...line.words.keys()].filter(
    at =>
      stepMeant(said(line, at, at + 1), plans) !== undefined &&
      !/^\d|^(?:one|first|last|second|third)$/.test(line.words[at]?.text ?? ''),
  )
  const [from] = places
  const to = places.at(-1)
  if (from === undefined || to === undefined || stepMeant(said(line, from, to + 1), plans) === undefined)
    return undefined
  const others = line.words.filter((_, at) => at < from || at > to)
  const has = (shape: RegExp) => others.some(word => shape.test(word.text))
  if (isAsking || line.asks) {
    const isOfSteps =
      /^(?:who|when|is|are|what|has|did)$/.test(first?.text ?? '') && !has(/^(?:how|why|about)$/)
    return isOfSteps && line.words.length < 9 ? { score: 6.6, hits: places, action: 'list' } : undefined
  }
  const isGone = has(/^(?:all|any|more|anymore|longer)$/) && has(/^(?:after|any|anymore|no)$/)
  const isPerson = line.words.some((_, at) => someoneAt(line, at) > 0 && (at < from || at > to))
  const isOut =
    (has(undone) && !has(/^can$/)) ||
    (has(/^no$/) && has(/^(?:need|longer)$/)) ||
    (has(/^not$/) &&
      !has(/^can$/) &&
      (has(/^need/) || (has(/^(?:do|doing|have|having|want|bother)$/) && isGone)))
  const isDated =
    readMoment(line, context.now).date !== undefined ||
    (has(/^(?:needs?|take|takes|give|push|move|delay|postpone|extend|bump|shift)$/) &&
      awayIn(line, context.now.today) !== undefined)
  const isBlocked =
    (has(/^(?:can|could)$/) && has(/^not$/)) || has(/^(?:unable|impossible|stuck|blocked|unavailable)$/)
  const isGiven =
    isPerson && has(/^(?:give|assign|reassign|hand|put|let|have)$/) && !has(/^(?:all|everything)$/)
  if (isGiven && !isOut)
    return { score: 12, hits: places, action: 'change', caught: { step: [from, to + 1] } }
  // “Ana can't, Bob will email the center”: somebody else does it.
  const isTaken =
    isPerson &&
    has(/^(?:will|does|takes|can)$/) &&
    has(/^(?:can|could)$/) &&
    /^(?:will|to|gets|takes)$/.test(line.words[from - 1]?.text ?? '')
  const action = isTaken
    ? 'change'
    : isBlocked
      ? 'stuck'
      : isOut
        ? 'remove'
        : (isDated || isPerson) && has(doing)
          ? 'change'
          : line.words.some(word => did.test(word.text)) &&
              !has(/^(?:not|never|nobody|hardly|still|yet|until|need|needs|when|if)$/)
            ? 'done'
            : undefined
  return action ? { score: 6.6, hits: places, action, caught: { step: [from, to + 1] } } : undefined
}

function named(action: string, line: Line, intent: Intent, run: (name: string) => string): Slots {
  // “A list for the launch: call Ana, print flyers”: the name ends there, and the rest is told.
  const [typed, ...rest] = caughtIn(line, intent, 'name')?.split(/\s*[:?;]\s*/) ?? []
  const name = typed && withoutArticle(typed).replace(/\s+(?:please|plan)$/i, '')
  return {
    slots: [action, ...(name ? [`name ${name}`] : [])],
    ignored: rest.filter(one => one !== ''),
    run: run(name ?? ''),
  }
}

/** The plan that a line names: its words as they are typed, with or without accents. */
function planIn(line: Line, { plans = [] }: Context): { plan: KnownPlan; hits: number[] } | undefined {
  const typed = wordsOf(line.clean)
  for (const plan of plans) {
    const name = wordsOf(plan.name).map(word => word.text)
    for (let at = 0; at + name.length <= typed.length; at++) {
      if (!name.every((word, more) => typed[at + more]?.text === word)) continue
      const [from = 0, to = 0] = [typed[at]?.from, typed[at + name.length - 1]?.to]
      const hits = [...line.words.keys()].filter(place => {
        const word = line.words[place]
        return word !== undefined && word.from >= from && word.to <= to
      })
      return { plan, hits }
    }
  }
  return undefined
}

/** The words of a line as they are typed, however they may be spelled otherwise. */
const wordsOf = (typed: string) =>
  [...typed.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    text: folded(word),
    from: index,
    to: index + word.length,
  }))

const small = new Set(
  'the a an of to for on in at and my our that this it is was one step task item number with from off up out'.split(
    ' ',
  ),
)

/** The step that some words mean: by its number, or by the telling words it shares with them. */
function stepMeant(words: string, plans: readonly KnownPlan[] = []): number | undefined {
  const number =
    /^(?:(?:the|step|task|item|number|#)\s*)*(\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:step|one|task))?$/i.exec(
      words.trim(),
    )?.[1]
  if (number) return Number(number)
  const spoken = /^(?:(?:the|step|task|item|number)\s+)*([a-z]+)(?:\s+(?:step|one|task))?$/i.exec(
    words.trim(),
  )?.[1]
  if (spoken && /^last$/i.test(spoken)) return plans[0]?.steps.length
  const ordinal = spoken ? ordinalOf(spoken.toLowerCase()) : Number.NaN
  if (!Number.isNaN(ordinal) && ordinal > 0) return ordinal
  const telling = tellingOf(words)
  const rated = plans
    .flatMap(plan =>
      plan.steps.map((what, at) => ({
        at: at + 1,
        shared: tellingOf(what).filter(word => telling.some(one => isLike(one, word))).length,
      })),
    )
    .sort((a, b) => b.shared - a.shared)
  const [best, second] = rated
  return best && best.shared > 0 && best.shared > (second?.shared ?? 0) ? best.at : undefined
}

const tellingOf = (words: string): string[] =>
  words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 2 && !small.has(word))

/** The same word in another form: `flyer` and `flyers`, `print` and `printing`. */
const isLike = (one: string, other: string): boolean => {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return (
    short === long ||
    (short.length > 3 && long.startsWith(short.replace(/e$/, '')) && long.length - short.length < 5)
  )
}

/** It names none of the steps of the plans at hand. */
const isUnknown = (words: string, { plans }: Context): boolean =>
  plans !== undefined && plans.length > 0 && stepMeant(words, plans) === undefined

function stepSlot(words: string | undefined, context: Context): string | undefined {
  if (!words) return undefined
  const meant = stepMeant(words, context.plans)
  return `step ${meant ?? withoutArticle(words)}`
}

function onStep(
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
  // Of several steps one is done at a time: it is said which was read.
  const several = action === 'done' ? [...allSteps(line, context), ...numbersIn(line)] : []
  if (several.length > 1)
    return {
      slots: [action, ...several.map(one => `step ${one}`)],
      ask: true,
      run: run(`done ${several[0]}`),
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
  // A step is said in a few words; a whole sentence tells of something else.
  if (words && (words.split(/\s+/).length > 7 || /[.!?;:]\s/.test(words))) return undefined
  // Where there is no plan, no name is taken for one.
  const isStory = action === 'done' && /^did$/.test(line.words[0]?.text ?? '') && line.words.length > 4
  if (!context.plans?.length)
    return isStory ? undefined : { slots: [action, ...(slot ? [slot] : [])], run: run(action) }
  // A sentence in the past may be told of anything: only what is near a step of a plan is one.
  if (words && isUnknown(words, context)) return undefined
  return { slots: [action, ...(slot ? [slot] : [])], run: run(`${action} ${known}`) }
}

const isPointing =
  /^(?:(?:it|that|this|them|those|that one|this one|one|yes|yep|yeah|yup|ok|okay|all)(?: already| now| today| yesterday| this morning| last night)?)$/i

/** `all three are taken care of`: as many as there are. */
function allSteps(line: Line, { plans = [] }: Context): number[] {
  const steps = plans[0]?.steps ?? []
  const at = line.words.findIndex(word => /^(?:all|both)$/.test(word.text))
  const counted = line.words[at]?.text === 'both' ? 2 : numberAt(line, at + 1)?.value
  const many = at < 0 ? undefined : counted
  return many === steps.length ? steps.map((_, place) => place + 1) : []
}

/** `steps 1 and 3 are done`. */
function numbersIn({ words }: Line): number[] {
  const at = words.findIndex(word => /^(?:steps|tasks|items|numbers)$/.test(word.text))
  if (at < 0) return []
  return words.slice(at + 1).flatMap(word => (/^\d{1,2}$/.test(word.text) ? [Number(word.text)] : []))
}

function numberIn(line: Line, intent: Intent): string | undefined {
  for (const at of intent.hits) {
    const found = numberAt(line, at)
    if (found) return String(found.value)
  }
  return undefined
}

/** Who stands in the pattern, or behind its words. */
function whoIn(line: Line, intent: Intent): string | undefined {
  const caught = caughtIn(line, intent, 'who')
  if (caught) return withoutArticle(caught)
  for (let at = 0; at < line.words.length; at++) {
    const many = someoneAt(line, at)
    if (many > 0 && !/^(?:me|i|us|myself)$/.test(line.words[at]?.text ?? ''))
      return said(line, at, at + many).replace(/'s$/i, '')
  }
  return undefined
}

interface StepWords {
  what: string
  who?: string
  by?: string
}

/** Reads a step out of a part of a line: what is to be done, by whom, until when. */
function stepWords(line: Line, from: number, to: number, context: Context): StepWords {
  let end = to
  let by: string | undefined
  let who: string | undefined
  for (let again = 0; again < 3; again++) {
    const date = endingDate(line, from, end, context)
    if (date && !by) {
      by = date.date
      end = date.from
      continue
    }
    const person = endingPerson(line, from, end, context)
    if (person && !who) {
      who = person.who
      end = person.from
      continue
    }
    break
  }
  const what = said(line, from, end)
    .replace(/[,;:.\s-]+$/, '')
    .replace(/^(?:that|to|:|-)\s+/i, '')
  return { what, ...(who && { who }), ...(by && { by }) }
}

function endingDate(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { date: string; from: number } | undefined {
  for (let at = Math.max(from + 1, end - 6); at < end; at++) {
    const lead = line.words[at]?.text ?? ''
    const leads = /^(?:by|before|until|till|due|on|no|para)$/.test(lead)
    const start = leads ? at + 1 : at
    if (!leads && !/[,-]/.test(line.words[at]?.before ?? '') && !/^(?:today|tomorrow|next|this)$/.test(lead))
      continue
    const found = daysFrom(line, start, context)
    if (found?.to === end) return { date: found.date, from: at }
  }
  return undefined
}

/** A day, which may be said twice: `sat morning dec 19`. */
function daysFrom(line: Line, from: number, context: Context): { date: string; to: number } | undefined {
  let last: { date: string; to: number } | undefined
  for (let at = from; ; ) {
    const found = dayAt(line, at, context)
    if (!found) return last
    at += found.taken
    while (/^(?:morning|afternoon|evening|night)$/.test(line.words[at]?.text ?? '')) at++
    last = { date: found.date, to: at }
  }
}

/** A day here: of the calendar, or the coming one of its name. */
function dayAt(line: Line, at: number, context: Context): { date: string; taken: number } | undefined {
  const date = dateAt(line, at, context.now)
  if (date) return date
  const day = dayNamed(line.words[at]?.text ?? '')
  return day === undefined ? undefined : { date: comingDay(day, context.now.today), taken: 1 }
}

function endingPerson(
  line: Line,
  from: number,
  end: number,
  context: Context,
): { who: string; from: number } | undefined {
  for (let at = Math.max(from + 1, end - 3); at < end; at++) {
    const lead = line.words[at]?.text ?? ''
    const comma = /[,-]/.test(line.words[at]?.before ?? '')
    const start = /^(?:for|para|with|to)$/.test(lead) && !comma ? at + 1 : at
    // “Buy cups by Friday Bob”: a name behind a day needs no comma.
    const behindDay = !comma && start === at && endingDate(line, from, at, context) !== undefined
    if (!comma && start === at && !behindDay) continue
    if (start !== at && lead === 'with') continue
    const many = someoneAt(line, start)
    if (many > 0 && start + many === end && (comma || behindDay || lead === 'for' || lead === 'para'))
      return { who: said(line, start, end), from: at }
  }
  return undefined
}

function newStep(
  line: Line,
  intent: Intent,
  context: Context,
  run: (words: string) => string,
): Slots | undefined {
  const span = intent.caught.what
  if (!span) return { slots: ['step'], run: run('step') }
  const several = severalIn(said(line, span[0], span[1]))
  if (several.length > 1)
    return {
      slots: ['step', ...several.map(what => `what ${what}`)],
      run: run(`steps ${several.join('; ')}`),
    }
  const read = stepWords(line, span[0], span[1], context)
  // “Ana will call the tutor”, “Bob: pick up chairs”: who does it stands first.
  const first = someoneAt(line, 0)
  const isNamed = first > 0 && /:/.test(line.words[first]?.before ?? '')
  // “Marcus buys the cups.”
  const does = first > 0 && span[0] === 0 && !isNamed ? verbIn(line.words[first]?.text ?? '') : undefined
  if (does) read.what = `${does}${read.what.slice(said(line, 0, first + 1).length)}`
  if (isNamed) read.what = read.what.replace(/^[^:]*:\s*/, '')
  // “Add a step Marcus will bring the tables”: who does it stands before what.
  const promised = whoWill(line, span[0], span[1])
  if (promised) read.what = read.what.slice(promised.said.length).trim()
  const who =
    read.who ??
    promised?.who ??
    (isNamed || does ? said(line, 0, first) : undefined) ??
    (first > 0 && span[0] > first - 1 ? said(line, 0, first) : undefined)
  // “I’ll do it today” adds nothing.
  if (read.what === '' || pointing.test(read.what)) return undefined
  // “I will be late” tells of oneself; with a plan at hand, or a date, it is a step.
  const isPromise = first > 0 && intent.caught.what?.[0] !== undefined && span[0] >= first
  if (isPromise && isMe(who) && !read.by && !context.plans?.length) return undefined
  return {
    slots: [
      'step',
      `what ${read.what}`,
      ...(who ? [`who ${isMe(who) ? 'me' : who}`] : []),
      ...(read.by ? [`by ${read.by}`] : []),
    ],
    run: run(
      `step ${[read.what, isMe(who) ? 'me' : who, read.by && `by ${read.by}`].filter(Boolean).join(', ')}`,
    ),
  }
}

/** Somebody who is said to do what follows: `Marcus will`, `Ana is going to`. */
function whoWill(line: Line, from: number, to: number): { who: string; said: string } | undefined {
  const many = someoneAt(line, from)
  const [first = '', second = '', third = ''] = line.words.slice(from + many).map(word => word.text)
  const verbs =
    first === 'is' && second === 'going' && third === 'to'
      ? 3
      : /^(?:has|needs|ought)$/.test(first) && second === 'to'
        ? 2
        : /^(?:will|should|can)$/.test(first)
          ? 1
          : 0
  const start = from + many + verbs
  if (many === 0 || verbs === 0 || start >= to) return undefined
  return { who: said(line, from, from + many), said: said(line, from, start) }
}

/** It names nothing that is to be done. */
const pointing =
  /^(?:(?:do|finish|handle|tackle|take care of|get to|get on|work on|see to|look at|try|fix|change|check|add|keep|save|put) )?(?:it|this|that|them|one|these|those|this one|that one|something|anything|it all)$/i

const isMe = (who: string | undefined): boolean => /^(?:i|me|i'.*|mine|myself|us|we|we'.*)$/i.test(who ?? '')

function change(
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
  const slot = stepSlot(words ?? numberIn(line, intent), context)
  const number = slot?.slice(5) ?? ''
  const rest = [...line.words.keys()].filter(at => !span || at < span[0] || at >= span[1])
  let by: string | undefined
  let who: string | undefined
  // “Bob can't do it, give it to Ana”: whom it goes to stands behind `to`.
  const given =
    rest.find(at => /^(?:to|for)$/.test(line.words[at - 1]?.text ?? '') && someoneAt(line, at) > 0) ??
    // “Ana can't, Bob will email them.”
    rest.findLast(
      at => someoneAt(line, at) > 0 && /^(?:will|takes|gets)$/.test(line.words[at + 1]?.text ?? ''),
    )
  for (const at of rest) {
    const date = by ? undefined : dayAt(line, at, context)
    if (date) by = date.date
    const many = given === undefined || given === at ? someoneAt(line, at) : 0
    if (many > 0 && !who)
      who = isMe(said(line, at, at + many)) ? 'me' : said(line, at, at + many).replace(/'s$/i, '')
  }
  // “The flyer needs another week.”
  by ??= awayIn(line, context.plans?.[0]?.due?.[Number(number) - 1] ?? context.now.today)
  const what = caughtIn(line, intent, 'what')
  const parts = [
    what && !by && !who ? `what ${what}` : undefined,
    who ? `who ${who}` : undefined,
    by ? `by ${by}` : undefined,
  ].filter(part => part !== undefined)
  return {
    slots: ['change', ...(slot ? [slot] : []), ...parts],
    run: run(`change ${number} ${parts[0] ?? ''}`),
    ...(parts.length === 0 && { ask: true as const }),
  }
}

/** Also as it is dictated: `in hear`. */
const here = /\b(?:in|to|into|on) (?:this|the|our) (?:channel|room|chat|thread|group)\b|\bhere\b|\bin hear\b/i

function remind(
  line: Line,
  intent: Intent,
  context: Context,
  vocabulary: Vocabulary,
  run: (words: string) => string,
): Slots {
  const moment = readMoment(line, context.now)
  const isHere = here.test(line.clean) && context.where === 'channel'
  const place = isHere ? ['here'] : []
  const when = recurrenceIn(line, moment, context.now)
  const isMonthly = when?.nth !== undefined || when?.monthDays !== undefined
  if (moment.refused && !isMonthly) {
    // “Monthly” can be had: the command asks on which day.
    const asksDay = /^(?:monthly|every month|each month|once a month)/.test(moment.refused)
    return asksDay
      ? { slots: ['remind', 'monthly', ...place], ask: true, run: run(`remind ${moment.refused}`) }
      : { command: 'ask', slots: ['remind', ...place], ignored: [moment.refused], ask: true }
  }
  const task = isMonthly || when?.until ? taskIn(line, moment.hits, vocabulary) : undefined
  if (when && !task && (isMonthly || (when.until && when.named.day)))
    return {
      slots: ['remind', ...recurrenceWords(when), ...place],
      run: run(`remind ${when.said}${isHere ? ' here' : ''}`),
    }
  const words = momentWords(moment)
  if (words.length === 0 && line.words.at(-1)?.text === 'later')
    return { slots: ['later'], ask: true, run: run('later') }
  const isOnce = moment.date !== undefined && !moment.recurs && moment.weekdays.length === 0 && !moment.time
  if (context.last?.command === 'weekly' && words.length > 0 && !/remind|nudge|ping/i.test(line.clean))
    return { command: 'weekly', slots: ['change', ...words], ask: true, run: 'icebreaker weekly' }
  const plan = planIn(line, context)
  const todo = plan
    ? undefined
    : (taskIn(line, moment.hits, vocabulary) ?? taskCaught(line, intent, moment.hits))
  const other = someoneElse(line)
  const used = new Set([...intent.hits, ...moment.hits, ...(plan?.hits ?? [])])
  const left = leftOver(line, used, vocabulary).filter(
    part => !/^(?:look|back|again|remind|this|plan|channel)$/i.test(part),
  )
  if (todo && !/^(?:look|see|check|get back|come back|go back)\b.*\b(?:it|this|plan)\b/i.test(todo))
    return taskReminder(todo, onceMeant(moment, context), other)
  const before =
    /\bthe (?:day|night|week|morning) before\b|\bbefore (?:the|it|we|each)\b.*$|\bafter (?:the|we|it|my)\b.*$/i.exec(
      line.clean,
    )?.[0]
  if (isOnce && !todo && !other)
    return { slots: ['remind', 'later', ...words], run: run(`later ${moment.date}`) }
  if (words.length === 0 && before)
    return { command: 'ask', slots: ['remind', ...place], ignored: [before], ask: true }
  if (words.length === 0) return { slots: ['remind', ...place], ignored: left, ask: true, run: run('remind') }
  return {
    slots: ['remind', ...words, ...place],
    ignored: todo || other ? [] : left,
    run: run(`remind ${momentTyped(moment)}${isHere ? ' here' : ''}`),
    // “2” may be at night: the command asks which.
    ...(((!moment.recurs && moment.date) || moment.unsure) && { ask: true as const }),
  }
}

/** A weekday that is named once is the coming one. */
const onceMeant = (moment: Moment, { now }: Context): Moment => {
  const [day, ...more] = moment.weekdays
  const isOnce = day !== undefined && more.length === 0 && !moment.recurs && !moment.everyOther
  return isOnce ? { ...moment, weekdays: [], date: moment.date ?? comingDay(day, now.today) } : moment
}

/** A reminder of one thing to do, which needs no plan. It comes to the asker: whom else it was for is told as left out. */
function taskReminder(todo: string, moment: Moment, other: string | undefined): Slots {
  const words = momentWords(moment)
  const again = moment.recurs && !moment.everyOther ? 'every ' : ''
  return {
    slots: ['remind', `what ${todo}`, ...words, ...(other ? [`who ${other}`] : [])],
    ignored: other ? [`to ${other}`] : [],
    run: `plan remind ${words.length > 0 ? `${again}${momentTyped(moment)} ` : ''}${/^(?:the|this|our|my)\b/i.test(todo) ? 'about' : 'to'} ${todo}`,
    ...((other || words.length === 0 || moment.unsure) && { ask: true as const }),
  }
}

/** What is to be done, in `remind me to call the school tomorrow`. */
function taskIn(line: Line, when: readonly number[], vocabulary: Vocabulary): string | undefined {
  const { words } = line
  const start = words.findIndex(
    ({ forms }, at) =>
      at < 8 && forms.some(form => /^(?:remind|nudge|ping|poke|alert|tell|reminder)$/.test(form)),
  )
  if (start < 0) return undefined
  const behindColon = /:\s+(\p{L}.*)$/u.exec(line.clean)?.[1]
  if (behindColon) return behindColon
  const taken = new Set(when)
  for (let at = start + 1; at < Math.min(words.length, start + 8); at++) {
    const lead = words[at]?.text ?? ''
    // “About the room” is what it is of; “about it” is what was shown.
    const isOf =
      /^(?:about|of)$/.test(lead) &&
      !/^(?:it|this|that|these|those|them|my|our)$/.test(words[at + 1]?.text ?? 'it')
    if ((lead !== 'to' && !isOf) || taken.has(at)) continue
    let end = words.length
    while (
      end > at + 1 &&
      (taken.has(end - 1) || /^(?:on|at|by|in|please|again)$/.test(words[end - 1]?.text ?? ''))
    )
      end--
    const task = said(line, at + 1, end)
    if (task && !vocabulary.isFiller(task.toLowerCase())) return task
  }
  return taskBehind(line, start, taken, vocabulary)
}

/** What a pattern caught of it, without the words that say when. */
function taskCaught(line: Line, intent: Intent, when: readonly number[]): string | undefined {
  const [start, to] = intent.caught.what ?? []
  if (start === undefined || to === undefined) return undefined
  const isWhen = (at: number) =>
    when.includes(at) || /^(?:el|la|los|las|a|al|y|para|de|que|at|every)$/.test(line.words[at]?.text ?? '')
  let [from, end] = [start, to]
  while (end > from && isWhen(end - 1)) end--
  // “El viernes a las 3 llamar a la panadería”: when comes first.
  if (when.includes(from) || when.includes(from + 1)) while (from < end && isWhen(from)) from++
  return end > from ? said(line, from, end) : undefined
}

/** `a reminder for dec 15 3pm call the caterer`: what stands behind all that says when, and begins with what is to be done. */
function taskBehind(
  { words, ...line }: Line,
  start: number,
  when: ReadonlySet<number>,
  vocabulary: Vocabulary,
): string | undefined {
  const from = Math.max(start, ...when) + 1
  const first = words[from]
  const isTask =
    when.size > 0 &&
    first !== undefined &&
    words.length - from > 1 &&
    !vocabulary.isFiller(first.text) &&
    /^[a-z]{3,}$/.test(first.text) &&
    !/^(?:until|till|before|after|when|once|every|each|again|through|thru|starting|beginning|time|channel|plan|step|spring|unless|except|instead|later|earlier)$/.test(
      first.text,
    )
  return isTask ? said({ ...line, words }, from, words.length) : undefined
}

function someoneElse(line: Line): string | undefined {
  const at = line.words.findIndex(word => /^(?:remind|nudge|ping|poke|tell|alert)$/.test(word.text))
  const many = at < 0 ? 0 : someoneAt(line, at + 1)
  const who = many > 0 ? said(line, at + 1, at + 1 + many) : ''
  return who && !/^(?:me|us|i|myself)$/i.test(who) ? who : undefined
}

function later(
  line: Line,
  intent: Intent,
  context: Context,
  vocabulary: Vocabulary,
  run: (words: string) => string,
): Slots {
  const moment = readMoment(line, context.now)
  if (moment.recurs) return remind(line, intent, context, vocabulary, run)
  const isToday = moment.date === context.now.today
  const date =
    (isToday ? undefined : moment.date) ??
    (moment.weekdays.length > 0
      ? comingDay(moment.weekdays[0] ?? 0, context.now.today)
      : awayIn(line, context.now.today))
  const todo = taskIn(line, moment.hits, vocabulary)
  if (todo && date) return taskReminder(todo, { ...moment, weekdays: [], date }, undefined)
  if (date) return { slots: ['later', date], run: run(`later ${date}`) }
  const after = /\b(?:after|when|once|until|around) .+$/i.exec(line.clean)?.[0]
  return {
    ...(after && { command: 'ask' }),
    slots: ['later'],
    ignored: after ? [after] : [],
    ask: true,
    run: run('later'),
  }
}

/** `a week`, `two more weeks`, `a few days`: counted from a day. */
function awayIn(line: Line, from: string): string | undefined {
  for (let at = 0; at < line.words.length; at++) {
    const many =
      numberAt(line, at) ??
      (/^(?:a|an|another|one)$/.test(line.words[at]?.text ?? '') ? { value: 1, taken: 1 } : undefined)
    if (!many) continue
    const more = line.words[at + many.taken]?.text === 'more' ? 1 : 0
    const unit = line.words[at + many.taken + more]?.text ?? ''
    if (!/^(?:day|week|month)s?$/.test(unit)) continue
    const days = unit.startsWith('day') ? many.value : unit.startsWith('week') ? many.value * 7 : undefined
    const date = new Date(`${from}T12:00:00Z`)
    if (days !== undefined) date.setUTCDate(date.getUTCDate() + days)
    else date.setUTCMonth(date.getUTCMonth() + many.value)
    return date.toISOString().slice(0, 10)
  }
  return undefined
}
