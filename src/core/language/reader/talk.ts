import type { Context, Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import { personalIn } from '../patron.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { createGuess } from './guess.ts'
import { type Intents, least, mostTried } from './intents.ts'
import { asking, differs, type Reading } from './reading.ts'
import { strange } from './replies.ts'
import type { Requests } from './requests.ts'
import type { createTwoRequests } from './two-requests.ts'

interface TalkDeps {
  vocabulary: Vocabulary
  intents: Intents
  requests: Requests
  guess: ReturnType<typeof createGuess>
  twoRequests: ReturnType<typeof createTwoRequests>
}

/** What comes this near to the best may be meant as well. */
const near = 0.25

/** Makes what reads a line that nobody waits for. */
export function createTalk({ vocabulary, intents, requests, guess, twoRequests }: TalkDeps) {
  return (line: Line, context: Context): Reading => {
    const reading = inTalk(line, context)
    return isFarewell(reading, line) ? { ...reading, reply: 'reply-bye' } : reading
  }

  /** A line that nobody waits for. */
  function inTalk(line: Line, context: Context): Reading {
    if (line.words.length === 0)
      return asking(/\?/.test(line.end) ? { reply: 'reply-ok', slots: ['help'] } : {})
    if (personalIn(line, vocabulary)) return asking({ reply: 'reply-patron' })
    const read = intents
      .of(line, context)
      .filter(one => one.score >= least && !guess.isInPassing(one, line))
      .slice(0, mostTried)
      .flatMap(intent => {
        const reading = requests.settled(intent, line, context)
        return reading ? [{ intent, reading }] : []
      })
    const asked = courtesyLast(read)
    const [best, second] = asked
    const two = twoRequests(line, context, best?.intent)
    if (two) return two
    if (!best || best.intent.misses)
      return (
        (best ? undefined : guess.likestOf(line, context)) ??
        (isOfPeople(line) && guess.contradicts('help', line, context) ? undefined : howTo(line)) ??
        asking(strange(line, vocabulary))
      )
    const isClose =
      second && best.intent.score - second.intent.score < near && differs(best.reading, second.reading)
    if (isClose)
      return (
        guess.prefers([best, second], line, context) ?? {
          ...best.reading,
          ask: true,
          others: [second.reading],
        }
      )
    const language = intents.language(line)
    return (
      // The examples are in English.
      (language ? undefined : guess.secondOpinion(asked, line, context)) ?? {
        ...best.reading,
        ...(language && { language }),
      }
    )
  }

  /** `bye, see you tomorrow`: nobody was thanked. */
  function isFarewell({ command }: Reading, line: Line): boolean {
    const has = (name: string) => line.words.some((_, at) => vocabulary.within(name, line, at) > 0)
    return command === 'thanks' && has('farewell') && !has('gratitude')
  }
}

/** `how do you get folks to listen to each other`: asked of anybody, and not of what Hearth does. */
const isOfPeople = ({ words }: Line): boolean => /^(?:you|one)$/.test(words[2]?.text ?? '')

/** `how do I share this`: what nothing else is meant by is looked up in the help. */
function howTo({ words }: Line): Reading | undefined {
  const [how, can, who, ...what] = words.map(word => word.text)
  const isAsked =
    /^(?:how|where)$/.test(how ?? '') &&
    /^(?:do|can|would|should|could)$/.test(can ?? '') &&
    /^(?:i|we|you|one)$/.test(who ?? '')
  if (!isAsked || what.length === 0 || what.length > mostLookedUp) return undefined
  return { command: 'help', slots: ['help'], ignored: [], ask: false, run: `hearth help ${what.join(' ')}` }
}

/** Words of a question that the help is searched for. */
const mostLookedUp = 12

/** `Good morning. I should be grateful for …`: what is asked for stands behind the courtesy. */
function courtesyLast<T extends { intent: Intent }>(read: readonly T[]): readonly T[] {
  const isCourtesy = ({ intent }: T) => intent.command === 'greeting'
  const [first] = read
  const asked = read.filter(one => !isCourtesy(one) && one.intent.score >= 5 && one.intent.command !== 'ask')
  return first && isCourtesy(first) && asked.length > 0 ? asked : read
}
