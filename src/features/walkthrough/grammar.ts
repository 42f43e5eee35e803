import {
  caughtIn,
  type Grammar,
  type Intent,
  type Slots,
  withoutArticle,
} from '../../core/language/grammar.ts'
import { type Line, said } from '../../core/language/normalize.ts'
import { someoneAt } from '../../core/language/people.ts'
import {
  clock,
  comingDay,
  type Moment,
  momentWords,
  type Now,
  ordinalOf,
  readMoment,
} from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'

/** The grammar of the checklist, and of what any walk-through can be told where it stands open. */
export const gatheringGrammar: Grammar = {
  command: 'gathering',
  /** `gathering: Stitch & Chat`. */
  evidence: ({ clean, words }) =>
    /^(?:new )?(?:gathering|checklist)\s*:\s*\S/i.test(clean) && words.length < 12
      ? { score: 8, hits: [0], caught: { name: [words[0]?.text === 'new' ? 2 : 1, words.length] } }
      : { score: 0, hits: [] },
  read(intent, line, context, vocabulary) {
    const read = readGathering(intent, line, vocabulary, context.now)
    const isOfPlan = context.last?.command === 'plan' && !vocabulary.names('gathering', line)
    // “Where are we with this?”, of a plan, is answered by the plan.
    if (isOfPlan && /^(?:resume|overview)$/.test(intent.action))
      return { command: 'plan', slots: ['list'], run: 'plan' }
    return read && isOfPlan && /^(?:rename|share|delete|export|invite)$/.test(intent.action)
      ? { command: 'plan', ...read }
      : read
  },
}

/** `the date is Dec 19 at 3 pm`: what is told is a day from its first word on; “we have 12 guests” is none. */
function dateTold(line: Line, intent: Intent, now: Now): Slots | undefined {
  const [from = 0] = intent.caught.when ?? []
  const { date, weekdays, time, hits } = readMoment(line, now)
  const isThe = /^the$/.test(line.words[from]?.text ?? '')
  if (!hits.includes(isThe ? from + 1 : from) && !hits.includes(from)) return undefined
  const [weekday] = weekdays
  const day = date ?? (weekday === undefined ? undefined : comingDay(weekday, now.today))
  if (day === undefined) return undefined
  return {
    slots: ['date', day, ...(time ? [clock(time)] : [])],
    run: `gathering date ${caughtIn(line, intent, 'when') ?? day}`,
  }
}

function readGathering(intent: Intent, line: Line, vocabulary: Vocabulary, now: Now): Slots | undefined {
  switch (intent.action) {
    case '':
      return started(line, intent, 'dm')
    case 'thread':
      return started(line, intent, 'thread')
    case 'blank':
      return { slots: ['blank'], run: 'gathering blank' }
    case 'about':
      return { slots: ['about'], run: 'hearth help gathering' }
    case 'edit':
      return edited(line, intent)
    case 'invite':
    case 'hand over': {
      const who = whoIn(line)
      return {
        slots: [intent.action, ...(who ? [`who ${who}`] : [])],
        run: `walk ${intent.action} ${who ?? ''}`.trim(),
      }
    }
    case 'date':
      return dateTold(line, intent, now)
    case 'copy':
      return { slots: ['copy'], run: 'things' }
    case 'rename': {
      const name = caughtIn(line, intent, 'name')
      return {
        slots: ['rename', ...(name ? [`name ${withoutArticle(name)}`] : [])],
        run: `walk rename ${withoutArticle(name ?? '')}`.trim(),
      }
    }
    case 'resume': {
      const name = caughtIn(line, intent, 'name')
      const named = vocabulary.names('gathering', line) ? 'gathering' : withoutArticle(name ?? '')
      return { slots: ['resume'], run: `walk resume ${named}`.trim() }
    }
    default:
      return { slots: [intent.action], run: `walk ${intent.action}` }
  }
}

/** Words that name no gathering in particular. */
const nameless =
  /^(?:(?:new|small|community|little|big|library|public|gathering|event|program|checklist|get together|meetup|party|social|something|one|it|this|that|for us|for me|please|here|together|now|a|an|the|our|my|of)\s*)+$/i

/** `start the checklist for Knit Night`. */
/** `plan a coffee morning for next Thursday`: what is planned, up to where its day, place or guests begin. */
const whatIsPlanned =
  /\b(?:plan|planning|host|hosting|organize|organizing|throw|throwing|hold|holding|put on|putting on)\s+(?:a|an|our|my|another)\s+([\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,4}?(?: for (?:new|older|young|working|single|first-time|local|homeschool) \p{L}+)?)(?=\s+(?:for|on|next|this|in|at|with|by|to|and|where|when|that|so|because|tomorrow|today|tonight|soon|together|please|here|but|which|using|from)\b|[,.!?;:(]|$)/iu
const behindFor =
  /\b(?:checklist|check list|gathering|walk-?through|questions)\b(?: please)? (?:for|called|named|titled)[: ]+(\S.*?)[.!]*$/i

function started(line: Line, intent: Intent, where: 'dm' | 'thread'): Slots {
  const typed =
    caughtIn(line, intent, 'name') ?? whatIsPlanned.exec(line.clean)?.[1] ?? behindFor.exec(line.clean)?.[1]
  const name = typed && withoutArticle(typed).replace(/\s+(?:please|together|thanks|thank you)$/i, '')
  const own = name && !nameless.test(name) ? name : undefined
  return {
    slots: [...(where === 'thread' ? ['thread'] : []), ...(own ? [`name ${own}`] : [])],
    run: own ? `gathering ${where} ${own}` : 'gathering',
  }
}

function edited(line: Line, intent: Intent): Slots {
  const behind = [...line.words.keys()].filter(at =>
    /^(?:number|question|answer|no|#)$/.test(line.words[at - 1]?.text ?? ''),
  )
  for (const at of [...behind, ...intent.hits]) {
    const text = line.words[at]?.text ?? ''
    const number = ordinalOf(text)
    if (Number.isNaN(number) || number < 1 || text === 'one') continue
    return { slots: [`edit ${number}`], run: `walk edit ${number}` }
  }
  return { slots: ['edit'], run: 'walk overview', ask: true }
}

function whoIn(line: Line): string | undefined {
  for (let at = 0; at < line.words.length; at++) {
    const many = someoneAt(line, at)
    if (many > 0 && !/^(?:me|i|us|myself)$/.test(line.words[at]?.text ?? '')) return said(line, at, at + many)
  }
  return undefined
}

/** The grammar of notes. */
export const noteGrammar: Grammar = {
  command: 'note',
  read(intent, line, context) {
    if (intent.action === 'list') return { slots: ['list'], run: 'note' }
    const what = caughtIn(line, intent, 'what')?.replace(/^(?:that|to self|:)\s+/i, '')
    const moment = readMoment(line, context.now)
    const isForThen = moment.date !== undefined || moment.time !== undefined || moment.weekdays.length > 0
    // “Don't let me forget to call on Monday” is for Monday.
    if (what && isForThen && /\bforget to\b|\bremember to\b/i.test(line.clean))
      return { command: 'plan', ...taskReminder(what, moment, context.now.today) }
    return { slots: [...(what ? [`what ${what}`] : [])], run: `note ${what ?? ''}`.trim() }
  },
}

/** `order chairs by wednesday`: what is to be done, without its day, and the day. */
function taskReminder(what: string, moment: Moment, today: string): Slots {
  const [day] = moment.weekdays
  const date = moment.date ?? (day === undefined ? undefined : comingDay(day, today))
  const task = what.replace(
    /[\s,]+(?:by|on|before|at|this|next|for)\s+\S*(?:day|tomorrow|\d|noon|week|morning|afternoon|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*$|[\s,]+(?:today|tomorrow|tonight)\b.*$/i,
    '',
  )
  const when = momentWords({ ...moment, weekdays: [], ...(date && { date }) })
  return {
    slots: ['remind', `what ${task}`, ...when],
    run: `plan remind ${when.join(' ')} to ${task}`,
    ...(moment.unsure && { ask: true as const }),
  }
}

/** What is about Hearth and one's own data has no words of its own but a name. */
export const holdGrammar: Grammar = {
  command: 'hold',
  read(_intent, line, context) {
    const plan = (context.plans ?? []).find(one => line.clean.toLowerCase().includes(one.name.toLowerCase()))
    const named =
      plan?.name ?? /\bfor (?:the )?((?:[\p{L}']+ ?){1,4}?)(?=,| don|$)/iu.exec(line.clean)?.[1]?.trim()
    return { slots: named ? [`name ${named}`] : [], ask: true, run: `hold ${named ?? ''}`.trim() }
  },
}
