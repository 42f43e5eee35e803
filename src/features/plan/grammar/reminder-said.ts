import type { Evidence } from '../../../core/language/grammar.ts'
import type { Line } from '../../../core/language/normalize.ts'
import type { Moment } from '../../../core/language/temporal.ts'

const reminding = /^(?:remind|reminds|reminded|reminder|reminders|nudge|nudges|ping|pings|nag|nags)$/

const asking = /^(?:what|which|when|how|who|where|why|is|are|do|does|did|any|list|show|see|have|has)$/

const undoing =
  /^(?:no|not|never|stop|stops|quit|cancel|off|enough|without|end|kill|delete|remove|disable|mute|pause|drop|unsubscribe|lose)$/

/** A line with a word for reminders in it: to set one, to stop them, or to ask which there are. */
export function reminderSaid(line: Line, moment: Moment): Evidence | undefined {
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
