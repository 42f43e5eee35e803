import { commandOf, meaningOf, type Rated } from '../examples.ts'
import type { Context, Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { isPointer, least, pointable } from './intents.ts'
import { asking, type Reading } from './reading.ts'
import type { Requests } from './requests.ts'

/** Words of a line that is compared. */
const mostLike = 60
/** A line of words that mostly speak for nothing is no request. */
const leastScore = -3
/** What another command must stay behind for a guess that is asked about. */
const leastLead = 2.5
/** The same for what is done at once, since it changes nothing. */
const sureLead = 3.5
/** What the pattern's own command must stay behind, and every other, for a second opinion. */
const leastDoubt = 2
/** A pattern that tells this much is doubted by no example. */
const beyondDoubt = 12
/** How much likelier a line is about what was shown last. */
const nearWhatWasShown = 1.5
/** Words of a line that tells more than it asks for. */
const leastLong = 15
/** Words of a line that must speak for it, of all. */
const leastSpeaking = 0.4
/** The same of a move, where a question waits. */
const leastCovered = 0.5
/** Words of a line that is compared with requests where a question waits: a longer one tells something. */
const mostLikeRequest = 16
/** What an answer must stay behind a move: the more, the less its words must speak for it. */
const leastMoveLead = 4
const leastMoveScore = -2
/** The same behind a request to Hearth: it is asked about, and either may be pressed. */
const leastRequestLead = 4
const leastRequestScore = -6

/** “Not sure” and “pass” may be a part of an answer; these are none. */
const isNoAnswer = /^(?:back|edit|finish|help|overview|request|stop|undo)$/

/** What a pattern found, and what it says. */
export interface Settled {
  intent: Intent
  reading: Reading
}

/** Makes what reads a line as the examples that it is likest to. */
export function createGuess({ vocabulary, requests }: { vocabulary: Vocabulary; requests: Requests }) {
  const weighed = new WeakMap<Line, { found: ReturnType<Vocabulary['likest']> }>()
  return { likestOf, secondOpinion, prefers, agrees, contradicts, isInPassing, likestMove, wantedOf }

  /** Weighed once for each line: several questions are asked of it. */
  function likest(line: Line, context: Context) {
    if (line.words.length > mostLike) return undefined
    const known = weighed.get(line)
    if (known) return known.found
    const found = vocabulary.likest('example', line, means =>
      commandOf(means) === context.last?.command ? nearWhatWasShown : 0,
    )
    weighed.set(line, { found })
    return found
  }

  /** What no pattern fits is read as the examples that it is likest to, where no other command comes near. It is a guess: what it would change is asked about. */
  function likestOf(line: Line, context: Context): Reading | undefined {
    const found = likest(line, context)
    if (
      !found ||
      found.lead < leastLead ||
      found.score < leastScore ||
      !speaks(found.hits, line, context.last?.command === commandOf(found.means))
    )
      return undefined
    const intent = intentOf(found)
    if (isNeverGuessed(intent) || isElsewhere(intent, line, context)) return undefined
    const reading = requests.readAs(intent, line, context)
    if (!reading || reading.command === null || isBare(intent, reading) || isForLong(reading))
      return undefined
    return { ...reading, ask: !shows(intent) || found.lead < sureLead, guess: true }
  }

  /**
   * What the examples say, where they clearly say another command than the patterns do: then nothing is done before it is asked which.
   * The more a pattern tells, the clearer they must be.
   */
  function secondOpinion(read: readonly Settled[], line: Line, context: Context): Reading | undefined {
    const [best] = read
    if (!best || best.reading.ask || line.words[0]?.text === best.intent.command) return undefined
    // Of two words a pattern knows more than examples do: `edit 3`.
    if (line.words.length < 3 || isHarmless(best.intent)) return undefined
    const { score } = best.intent
    // A note for a day is read as a reminder.
    const command = best.reading.command ?? best.intent.command
    const found = score < beyondDoubt ? likest(line, context) : undefined
    if (!found || commandOf(found.means) === command || found.lead < leastDoubt) return undefined
    const doubt = found.score - scoreOf(found.rated, command)
    if (doubt < Math.max(leastDoubt, score / 2 - 1)) return undefined
    const intent = intentOf(found)
    if (intent.command === 'ask' && found.lead < sureLead) return undefined
    if (!speaks(found.hits, line) || isElsewhere(intent, line, context)) return undefined
    const other =
      read.find(one => one.intent.command === intent.command)?.reading ??
      (isNeverGuessed(intent) ? undefined : requests.readAs(intent, line, context))
    if (
      !other ||
      other.command === null ||
      other.run === undefined ||
      isTalk(intent) ||
      (intent.action !== '' && isBare(intent, other))
    )
      return isNeverGuessed(best.intent) ? asking({}) : { ...best.reading, ask: true, guess: true }
    if (isTalk(best.intent)) return { ...other, ask: true, guess: true }
    const isNamed = vocabulary.names(command, line)
    const [first, second] =
      doubt > (isNamed ? score : score / 2) ? [other, best.reading] : [best.reading, other]
    return { ...first, ask: true, others: [second] }
  }

  /** Which of two readings the examples clearly speak for. */
  function prefers(two: readonly [Settled, Settled], line: Line, context: Context): Reading | undefined {
    const rated = line.words.length < 3 ? [] : (likest(line, context)?.rated ?? [])
    const [one, other] = two.map(({ intent }) => scoreOf(rated, intent.command))
    if (one === undefined || other === undefined || Math.abs(one - other) < leastDoubt) return undefined
    return one > other ? two[0].reading : two[1].reading
  }

  /** Whether the examples clearly say something else than a command. */
  function contradicts(command: string, line: Line, context: Context): boolean {
    const found = likest(line, context)
    return found !== undefined && found.score - scoreOf(found.rated, command) > leastLead
  }

  /** Whether the examples clearly say the same command. */
  function agrees(command: string, line: Line, context: Context): boolean {
    const found = likest(line, context)
    return found !== undefined && commandOf(found.means) === command && found.lead >= sureLead
  }

  /** What is public or final is not read out of a few words of a long line: “…, and I don’t want it to turn weepy”. */
  function isInPassing(intent: Intent, { words }: Line): boolean {
    return (
      isNeverGuessed(intent) && words.length > leastLong && intent.hits.size < words.length * leastSpeaking
    )
  }

  /** What a line wants of Hearth, where it wants that likelier than it answers: `request`, or a move. */
  function wantedOf(line: Line): string | undefined {
    if (line.words.length < 3 || line.words.length > mostLikeRequest) return undefined
    const found = vocabulary.likest('question-example', line, () => 0)
    if (!found || found.score < leastRequestScore || found.hits.length < 2) return undefined
    const lead = found.score - scoreOf(found.rated, 'answer')
    const isCovered = found.hits.length >= line.words.length * leastSpeaking
    // “We bring the cake” shares its first word with a move, and says something else.
    if (!isCovered) return undefined
    const isRequest = found.means === 'request' && lead >= leastRequestLead
    return isRequest || (lead >= leastMoveLead && isNoAnswer.test(found.means)) ? found.means : undefined
  }

  /** A few words that are likelier a move than an answer: it is asked which. */
  function likestMove(line: Line): Reading | undefined {
    // One word is an answer, or a move that is known by that word.
    if (line.words.length < 2 || line.words.length > mostAboutAnswering) return undefined
    const found = vocabulary.likest('question-example', line, () => 0)
    if (!found || /^(?:answer|edit|request)$/.test(found.means)) return undefined
    if (found.score < leastMoveScore || found.score - scoreOf(found.rated, 'answer') < leastMoveLead)
      return undefined
    // “Skip the usual intro” shares a word with “skip this”, and says something else.
    if (found.hits.length < Math.max(2, line.words.length * leastCovered)) return undefined
    const slot = found.means
    return { command: slot, slots: [slot], ignored: [], ask: true, guess: true, run: slot }
  }
}

/** How much a line speaks for a command at most; for one that it shares no word with, as little as for the least. */
const scoreOf = (rated: readonly Rated[], command: string): number =>
  (rated.find(one => commandOf(one.means) === command) ?? rated.at(-1))?.score ?? 0

const intentOf = ({ means, hits }: { means: string; hits: readonly number[] }): Intent => ({
  ...meaningOf(means),
  score: least,
  hits: new Set(hits),
  caught: {},
})

/** A setting without what it is to be says nothing, nor does a step without what is to be done, or an icebreaker for nobody. */
const isBare = ({ command, action }: Intent, { slots }: Reading): boolean =>
  action === 'change' && command === 'plan'
    ? !slots.some(slot => slot.startsWith('step '))
    : needsMore(command, action) && slots.every(slot => slot === action)

const needsMore = (command: string, action: string): boolean =>
  /^(?:settings|weekly|closed|note)$/.test(command) ||
  /^(?:hand over|invite|remind|rename|step)$/.test(action) ||
  (command === 'icebreaker' && action === '')

/** Days of every week are closed for long: nobody is offered more than they said. */
const isForLong = ({ command, slots }: Reading): boolean =>
  command === 'closed' && slots.some(slot => slot.startsWith('every '))

/** It is answered in words, and no button says it. */
const isTalk = ({ command }: Intent): boolean => /^(?:greeting|thanks)$/.test(command)

/** Whoever meant something else has lost nothing, and sees what can be done. */
const isHarmless = ({ command, action }: Intent): boolean =>
  action === '' && /^(?:about|help|home|privacy|things|year)$/.test(command)

/** What is public, final or only talk is not offered on a guess. */
const isNeverGuessed = ({ command, action }: Intent): boolean =>
  /^(?:ask|forget|hold)$/.test(command) || /^(?:delete|not for us|post|remove|send|share)$/.test(action)

/** A few words that point at what was shown are about nothing else. */
const isElsewhere = (intent: Intent, line: Line, { last }: Context): boolean =>
  last !== undefined &&
  line.words.length < 8 &&
  isPointer(line) &&
  pointable.has(last.command) &&
  pointable.has(intent.command) &&
  intent.command !== last.command

/** Whether enough words of a line speak for what it is read as: one, where that was shown last. */
const speaks = (hits: readonly number[], { words }: Line, isShown = false): boolean =>
  hits.length >= Math.max(isShown ? 1 : 2, words.length * leastSpeaking)

/** Whether it changes nothing, and is seen by the asker alone. */
const shows = ({ command, action }: Intent): boolean =>
  /^(?:about|greeting|help|home|privacy|thanks|things|year)$/.test(command) ||
  (action === '' && command === 'readings') ||
  /^(?:list|overview|next|saved)$/.test(action)

/** Words of a line that is about the answering: a longer one tells something. */
export const mostAboutAnswering = 9
