import {
  type Context,
  type Evidence,
  type Grammar,
  type Intent,
  type Slots,
  toldOf,
} from '../../core/language/grammar.ts'
import { type Line, readLine } from '../../core/language/normalize.ts'
import { readMoment } from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { called, type Filters, filtersIn, isTold, mergedFilters, roomIn } from './filters-grammar.ts'
import { topics } from './schema.ts'
import { isSchedule, weekly } from './weekly-grammar.ts'

/** Filters that say little by themselves: a word of many meanings is no request. */
const vague = new Set([
  'activity',
  'object',
  'wall',
  'movement',
  'sound-or-music',
  'round',
  'light',
  'deep',
  'quick',
  'quiet',
  'calm',
  'simple words',
  'seated',
  'enter-the-topic',
  'scale-line',
  'drawing',
  'written-note',
  'reflect-close',
])

const posting = /^(?:post|put|send|share|drop|stick|throw|pop|toss|publish)$/

/** `put this in #teens`: in another room, where it is shown to the asker before it is posted. */
function postedThere(line: Line, { last }: Context): Evidence | undefined {
  const room = roomIn(line)
  if (!room) return undefined
  const verb = line.words.findIndex(word => posting.test(word.text))
  const isOfQuestion =
    last?.command === 'icebreaker' ||
    line.words.some(word => /^(?:icebreaker|question|opener)$/.test(word.text))
  const isEvery = line.words.some(word => /^(?:every|each|weekly|daily|not)$/.test(word.text))
  if (verb < 0 || !isOfQuestion || isEvery) return undefined
  return { score: 9.5, hits: [verb, ...room.places], action: 'post there' }
}

/** `print this one so I can put it on the table`: the question that was shown, unless something else is named. */
const printing =
  /^(?:(?:please|can you|could you|can i|can we|could i|could we|ok|and|now|great|i(?:'d| would) like to|i want to)[, ]+)*print (?:out )?(?:it|that|this|(?:that|this|the)(?: one| question| icebreaker)?)(?: out)?(?: (?:so|for|to put|and put|please|on)\b.*)?[?.!]*$/i

function printed(line: Line, { last }: Context): Evidence | undefined {
  const isNamed = /\bprint (?:out )?(?:that|this|the) (?:question|icebreaker)\b/i.test(line.clean)
  if (!printing.test(line.clean) || !(isNamed || last?.command === 'icebreaker')) return undefined
  return { score: 14, hits: [...line.words.keys()], action: 'print' }
}

/** How a line asks for an icebreaker by its words alone. */
function evidence(line: Line, context: Context, vocabulary: Vocabulary) {
  const { slots, hits } = filtersIn(line, vocabulary)
  const onPaper = printed(line, context)
  if (onPaper) return onPaper
  const there = postedThere(line, context)
  if (there) return there
  const telling = slots.filter(slot => !vague.has(slot) && !(topics as readonly string[]).includes(slot))
  const score = slots.length === 0 ? 0 : 1.6 + 0.9 * telling.length + 0.5 * (slots.length - telling.length)
  const follows = score > 0 && context.last?.command === 'icebreaker' ? 1.5 : 0
  // “Question” beside somebody it is for asks for one.
  const isNamed = telling.length > 0 && line.words.some(word => /^(?:question|questions|q)$/.test(word.text))
  return {
    score: Math.max(Math.min(score, 5.2), isNamed ? 4.4 : 0) + follows,
    hits: [...hits],
    ...(follows > 0 && line.words.length < 9 && { action: 'same' }),
  }
}

/** Younger and older than what was shown. */
const ages: readonly string[] = [
  'children-0-5-with-adult',
  'children-6-11',
  'teens-12-17',
  'adults',
  'older-adults',
]

/** The grammar of icebreakers; what is to come every week is `weekly`. */
export const icebreakerGrammar: Grammar = {
  command: 'icebreaker',
  evidence,
  read(intent, line, context, vocabulary) {
    const filters = filtersIn(line, vocabulary)
    const moment = readMoment(line, context.now)
    const used = new Set([...intent.hits, ...filters.hits, ...moment.hits, ...called(line, vocabulary)])
    const ignored = toldOf(line, used, vocabulary).filter(isTold)
    if (
      (moment.recurs || moment.refused) &&
      /^(?:|post|same)$/.test(intent.action) &&
      isSchedule(line, moment.hits)
    )
      return weekly(line, context, vocabulary, filters)
    switch (intent.action === 'post' && postedThere(line, context) ? 'post there' : intent.action) {
      case 'print':
        return { slots: ['print'], run: 'icebreaker print' }
      case 'suggest':
        return suggest(line)
      case 'not for us':
        return {
          slots: ['not for us'],
          run: `icebreaker retire ${line.clean === 'not for us' ? '' : 'this'}`.trim(),
        }
      case 'how':
        // “How does this work”, where no question was shown, is about Hearth.
        if (context.last && context.last.command !== 'icebreaker' && isVague(line)) return undefined
        if (!context.last && isVague(line) && !/take|long/.test(line.clean)) return undefined
        return { slots: ['how'], run: 'icebreaker how' }
      case 'like':
      case 'retired':
      case 'sets':
      case 'used':
        return { slots: [intent.action], run: `icebreaker ${intent.action}` }
      case 'post there': {
        // What is posted is posted now.
        const isLater =
          moment.hits.length > 0 || line.words.some(({ text }) => /^(?:tomorrow|later|tonight)$/.test(text))
        if (isLater) return { command: 'ask', slots: [], ask: true }
        const room = roomIn(line)?.name ?? ''
        const where = `in ${room}`
        return {
          slots: ['post', ...filters.slots, where],
          ignored,
          run: typed(['post', ...filters.slots, where]),
        }
      }
      case 'post':
        return { slots: ['post', ...filters.slots], ignored, run: typed(['post', ...filters.slots]) }
      // “Boring” is said of what was shown.
      case 'dislike':
        return context.last?.command === 'icebreaker'
          ? another({ ...intent, action: 'another' }, line, context, vocabulary, filters, ignored)
          : undefined
      // “Send it” may mean to the channel: it is asked before anybody else sees it.
      case 'send':
        return context.last?.command === 'icebreaker'
          ? { slots: ['post'], run: 'icebreaker post', ask: true }
          : undefined
      case 'same': {
        // “Show me something on belonging” varies nothing where no question was shown.
        if (context.last?.command !== 'icebreaker' && !line.words.some(word => isVaried.test(word.text)))
          return filters.slots.length > 0 && !isFrame(line, vocabulary)
            ? { slots: filters.slots, ignored, run: typed(filters.slots) }
            : undefined
        const before = requestBefore(context, vocabulary)
        const slots = mergedFilters(before, filters.slots)
        return { slots: ['another', ...slots], ignored, run: typed(['another', ...slots]) }
      }
      case '':
        return { slots: filters.slots, ignored, run: typed(filters.slots) }
      default:
        // “Not too deep” says how the first question should be, where none was shown.
        if (context.last?.command !== 'icebreaker' && intent.action.includes(',') && line.words.length > 6) {
          const asked = intent.action
            .split(', ')
            .slice(1)
            .filter(slot => !/^(?:younger|older)$/.test(slot))
          const slots = [...new Set([...filters.slots, ...asked])]
          return { slots, ignored, run: typed(slots) }
        }
        return another(intent, line, context, vocabulary, filters, ignored)
    }
  },
}

const isVaried = /^(?:same|similar|it|this|that|these|adapt)$/
/** It asks for something to read. */
const isFrame = (line: Line, vocabulary: Vocabulary): boolean =>
  line.words.some(
    (word, at) =>
      vocabulary.within('reading', line, at) > 0 ||
      (word.text === 'something' && line.words[at + 1]?.text === 'on'),
  )

const isVague = ({ words }: Line): boolean =>
  words.length < 6 &&
  !words.some(word => /^(?:one|question|icebreaker|activity|game|play|run|lead|rules)$/.test(word.text))

function another(
  intent: Intent,
  _line: Line,
  context: Context,
  vocabulary: Vocabulary,
  filters: Filters,
  ignored: readonly string[],
): Slots {
  const before = requestBefore(context, vocabulary)
  const changes = intent.action.split(', ').slice(1)
  const added = changes.flatMap(change => {
    if (change !== 'younger' && change !== 'older') return [change]
    if (filters.slots.some(slot => ages.includes(slot))) return []
    const at = ages.findIndex(age => before.includes(age))
    if (at < 0) return change === 'younger' ? ['children-6-11'] : ['teens-12-17']
    return [ages[Math.min(ages.length - 1, Math.max(0, at + (change === 'younger' ? -1 : 1)))] ?? '']
  })
  const own = [...filters.slots, ...added]
  const all = mergedFilters(before, own)
  return {
    slots: ['another', ...new Set(own)],
    ignored,
    run: typed(['another', ...(own.length > 0 ? all : [])]),
  }
}

const requestBefore = (context: Context, vocabulary: Vocabulary): string[] =>
  context.last?.command === 'icebreaker' && context.last.request
    ? filtersIn(readLine(context.last.request, vocabulary.spellings), vocabulary).slots
    : []

/** The line as it would be typed: `icebreaker post older-adults 5 minutes`. */
const typed = (slots: readonly string[]): string => `icebreaker ${slots.join(' ')}`.trim()

/** A question of the asker's own: behind a colon, in quotes, or the last that ends with a question mark. */
function suggest(line: Line): Slots {
  const quoted = /"([^"]{6,})"/.exec(line.clean)?.[1]
  const behind = /:\s*(.{6,})$/.exec(line.clean)?.[1]
  const own = quoted ?? behind
  return {
    slots: ['suggest', ...(own ? [`what ${own}`] : [])],
    run: `icebreaker suggest ${own ?? ''}`.trim(),
  }
}
