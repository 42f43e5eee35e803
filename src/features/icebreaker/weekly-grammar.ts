import type { Context, Evidence, Grammar, Slots } from '../../core/language/grammar.ts'
import { toldOf } from '../../core/language/grammar.ts'
import type { Line } from '../../core/language/normalize.ts'
import {
  clock,
  dayNamed,
  type Moment,
  momentTyped,
  momentWords,
  readMoment,
  recurrenceIn,
  recurrenceWords,
} from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { called, type Filters, filtersIn, isTold, roomIn } from './filters-grammar.ts'

/** What may come weekly, and what tells when. */
const beingScheduled =
  /^(?:icebreakers?|questions?|posts?|prompts?|openers?|ones?|warm|check|reminders?|at|on|for|in|to|here|and|or|please|starting|by|from|every|noon|would|thanks|light|fun|staff|teens?|\d.*)$/

/** `once a month we park the van`: it tells how often something else comes. */
const isTelling = ({ words }: Line, hits: readonly number[]): boolean =>
  hits.some(
    at =>
      !hits.includes(at + 1) &&
      /^(?:we|i|they|he|she|there|my|our)$/.test(words[at + 1]?.text ?? '') &&
      !/^(?:need|want|would|could|can|like|post|should|d)$/.test(words[at + 2]?.text ?? ''),
  )

/** `weekly staff meeting` is no schedule. */
export function isSchedule(line: Line, hits: readonly number[]): boolean {
  const { words } = line
  if (isTelling(line, hits)) return false
  return hits.some(at => {
    const text = words[at]?.text ?? ''
    const next = words[at + 1]?.text ?? ''
    // “A monthly tea for widows” tells how often that comes.
    if (/^(?:weekly|monthly|daily|biweekly|quarterly|yearly|annual)$/.test(text))
      return (
        next === '' ||
        words[at + 1]?.before !== '' ||
        beingScheduled.test(next) ||
        dayNamed(next) !== undefined
      )
    // “Thursday’s book club” is named after its day.
    if (
      dayNamed(text) !== undefined &&
      !/^(?:on|every|each|and)$/.test(words[at - 1]?.text ?? '') &&
      /^(?:book|storytime|story|meeting|meetings|club|class|huddle|workshop|party|program|crowd|bunch|training|session|event|lunch|tea|knitting|craft|game|trivia)$/.test(
        next,
      )
    )
      return false
    if (/^(?:monday|friday)$/.test(text))
      return !/^(?:staff|team|meeting|meetings|huddle|board|department|book|club|program|storytime|check|all|manager|managers|branch|group|class|training)$/.test(
        next,
      )
    return true
  })
}

export function weekly(line: Line, context: Context, vocabulary: Vocabulary, filters: Filters): Slots {
  const moment = readMoment(line, context.now)
  const room = roomSaid(line)
  // A channel that is not named is not known: what comes weekly comes where it was asked for.
  const isOfOther = roomIn(line) ?? /\bin (?:the |our )?[\p{L}-]+ (?:channel|room|team)\b/iu.exec(line.clean)
  if (isOfOther && !room && context.where === 'dm')
    return { command: 'ask', slots: [], ask: true, reply: 'reply-weekly-elsewhere' }
  // The name of a channel says nothing of the question: `#staff`.
  const bare = room && { ...line, words: line.words.filter((_, at) => !room.hits.includes(at)) }
  const wanted = bare ? filtersIn(bare, vocabulary) : filters
  const slots = wanted.slots.filter(slot => slot !== 'no free-time' || !isOfDays(line))
  const used = new Set([
    ...[...filters.hits].filter(at => !room?.hits.includes(at)),
    ...moment.hits,
    ...called(line, vocabulary),
    ...(room?.hits ?? []),
  ])
  // Before it comes to another channel, the command itself asks.
  const hearth = room ? 'hearth ' : ''
  const where = room ? ` in #${room.name}` : ''
  const left = toldOf(line, used, vocabulary).filter(words => isTold(words) && !namesIcebreaker.test(words))
  const places = /^(?:here|in here|in this channel)$/i
  const ignored = left.filter(words => !places.test(words))
  const when = recurrenceIn(line, moment, context.now)
  if (when && (when.nth || when.monthDays || when.until) && when.named.day)
    return {
      command: 'weekly',
      slots: [...recurrenceWords(when), ...slots],
      ignored,
      run: `${hearth}icebreaker every ${when.said}${where} ${slots.join(' ')}`.trim(),
    }
  if (moment.refused) return { command: 'weekly', slots, ignored: [moment.refused], ask: true }
  if (moment.weekdays.length === 0)
    return {
      command: 'weekly',
      slots: [...(moment.time ? [clock(moment.time)] : []), ...slots],
      ignored,
      ask: true,
    }
  return {
    command: 'weekly',
    slots: [...momentWords(moment), ...slots],
    ignored,
    ...(moment.unsure && { ask: true as const }),
    run: `${hearth}icebreaker every ${momentTyped(moment).replace(/^every /, '')}${where} ${slots.join(' ')}`.trim(),
  }
}

/** The channel that a line names: `in #youth`, `in the staff channel`. */
function roomSaid({ clean, words }: Line): { name: string; hits: number[] } | undefined {
  const found = /#([\p{L}\p{N}_.-]+)|\b(?:in|to|into|on) (?:the )?([\p{L}\p{N}_-]+) channel\b/iu.exec(clean)
  const name = found?.[1] ?? found?.[2]
  if (!found || name === undefined || /^(?:this|the|our|same|a|every|that)$/i.test(name)) return undefined
  const end = found.index + found[0].length
  const hits = [...words.keys()].filter(at => {
    const { from = 0, to = 0 } = words[at] ?? {}
    return from >= found.index && to <= end
  })
  return { name: name.replace(/[.-]+$/, ''), hits }
}

/** `every day but not weekends`: the weekend is when, and not what the question must leave out. */
const isOfDays = ({ words }: Line): boolean => words.some(({ text }) => /^weekends?$/.test(text))

const namesIcebreaker =
  /^(?:icebreaker|ice breaker|question|questions|one|post|drop|weekly|opener|prompt|schedule|scheduled|set)s?( (?:one|question|icebreaker))?$/i

const ending =
  /^(?:stop|stops|off|cancel|end|pause|quit|discontinue|disable|annoying|enough|unsubscribe|halt|kill|remove|mute)$/
const coming = /^(?:coming|come|comes|next|scheduled|schedule|planned|due|set|today|week)$/

/** A line about the questions of every week: to stop them, or to ask when one comes. */
function scheduleSaid(line: Line): Evidence | undefined {
  const { words } = line
  if (
    words.length > 14 ||
    words.some(word => /^(?:remind|reminder|reminders|plan|closed|step)$/.test(word.text))
  )
    return undefined
  const noun = words.findIndex(word =>
    /^(?:question|questions|icebreaker|post|posts|prompt|prompts|one|ones)$/.test(word.text),
  )
  const often = words.findIndex(
    word =>
      dayNamed(word.text) !== undefined || /^(?:weekly|daily|scheduled|automatic|recurring)$/.test(word.text),
  )
  const end = words.findIndex(word => ending.test(word.text))
  if (noun >= 0 && often >= 0 && end >= 0 && !/^(?:who|why|how|what|when)$/.test(words[0]?.text ?? ''))
    return { score: 8.5, hits: [noun, often, end], action: 'stop' }
  const isAsking = /^(?:is|are|when|what|which|do|does|will)$/.test(words[0]?.text ?? '')
  const next = words.findIndex((word, at) => at > 0 && coming.test(word.text))
  const isOne = /^(?:question|questions|icebreaker)$/.test(words[noun]?.text ?? '')
  return isAsking &&
    isOne &&
    next >= 0 &&
    words.length < 10 &&
    !words.some(word => /^(?:good|for|fun)$/.test(word.text))
    ? { score: 6.5, hits: [noun, next], action: 'list' }
    : undefined
}

/** It says when something is to come again and again. */
const isSetting = ({ recurs, weekdays, time }: Moment): boolean =>
  recurs && weekdays.length > 0 && time !== undefined

const posting = /^(?:post|drop|share|put|send|give|bring|throw|ask|show|do|have|get|see|want)$/

/** “For the mon & wed 10:30 class”: the days are the class's. */
const isOfClass = ({ words }: Line, hits: readonly number[]): boolean =>
  /^(?:the|our|my|this|their)$/.test(words[Math.min(...hits) - 1]?.text ?? '')

/** What comes by itself: to set it, to see it, to stop it, to change it. */
export const weeklyGrammar: Grammar = {
  command: 'weekly',
  /** A question that is to come again and again. */
  evidence(line, context) {
    const moment = readMoment(line, context.now)
    const told = scheduleSaid(line)
    if (told) return told
    const noun = line.words.findIndex(
      (word, at) =>
        /^(?:question|questions|icebreaker|opener|openers|prompt|prompts)$/.test(word.text) ||
        (/^(?:post|posts|posting)$/.test(word.text) &&
          /^(?:by|automatically|here|itself)$|^$/.test(line.words[at + 1]?.text ?? '')) ||
        // “Post one on tuesdays at 10”, in a channel, or with its name.
        ((context.where === 'channel' || roomSaid(line)) &&
          /^(?:one|something)$/.test(word.text) &&
          line.words.slice(Math.max(0, at - 3), at).some(verb => posting.test(verb.text))) ||
        // “Once a week, Mondays 10am, for staff”, in a channel: what else would come there?
        (context.where === 'channel' &&
          context.last === undefined &&
          isSetting(moment) &&
          at === moment.hits[0]),
    )
    const isReminder = line.words.some(word =>
      /^(?:remind|reminder|reminders|nudge|ping|plan|closed)$/.test(word.text),
    )
    // “Question mon wed fri 8am” in a channel.
    const isNamed = /^(?:question|questions|icebreaker|opener|prompt)$/.test(line.words[noun]?.text ?? '')
    const recurs =
      moment.recurs ||
      ((context.where === 'channel' || (isNamed && !isOfClass(line, moment.hits))) &&
        moment.weekdays.length > 1 &&
        moment.time !== undefined)
    if (!recurs || moment.weekdays.length === 0 || noun < 0 || isReminder || !isSchedule(line, moment.hits))
      return { score: 0, hits: [] }
    return { score: 8.5, hits: [noun, ...moment.hits] }
  },
  read(intent, line, context, vocabulary) {
    const filters = filtersIn(line, vocabulary)
    const moment = readMoment(line, context.now)
    if (intent.action === 'stop' || intent.action === 'list')
      return { slots: [intent.action], run: 'icebreaker weekly' }
    if (intent.action === 'change') {
      const words = momentWords(moment)
      return { slots: ['change', ...words, ...filters.slots], ask: true, run: 'icebreaker weekly' }
    }
    return weekly(line, context, vocabulary, filters)
  },
}
