import { commandOf } from '../examples.ts'
import type { Context, Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { least } from './intents.ts'
import type { Reading } from './reading.ts'
import type { Requests } from './requests.ts'

/** A line less like every example is read as none of them. */
const leastLike = 0.4
/** What another meaning must stay behind. */
const leastLead = 0.12
/** Words of a line that is compared: the longest example has fewer. */
const mostLike = 40
/** The same where a question waits: it is only asked. */
const leastLikeMove = 0.3
/** How much of it the example must have, too. */
const leastCovered = 0.6
/** What an answer must stay behind. */
const leastMoveLead = 0.06
/** How much likelier a line is about what was shown last. */
const nearWhatWasShown = 0.08

/** Makes what reads a line as the examples that it is likest to. */
export function createGuess({ vocabulary, requests }: { vocabulary: Vocabulary; requests: Requests }) {
  return { likestOf, likestMove }

  /** What no pattern fits is read as the example that it is likest to, where no other command comes near. It is a guess: what it would change is asked about. */
  function likestOf(line: Line, context: Context): Reading | undefined {
    if (line.words.length > mostLike) return undefined
    const found = vocabulary.likest('example', line, means =>
      commandOf(means) === context.last?.command ? nearWhatWasShown : 0,
    )
    if (!found || found.score < leastLike || found.lead < leastLead) return undefined
    const command = commandOf(found.means)
    const action = found.means.slice(command.length).replace(/^,\s*/, '')
    const intent: Intent = { command, action, score: least, hits: new Set(found.hits), caught: {} }
    const reading = isNeverGuessed(intent) ? undefined : requests.readAs(intent, line, context)
    if (!reading || reading.command === null) return undefined
    if (shows(intent)) return { ...reading, guess: true }
    // A setting without what it is to be says nothing.
    const isBare =
      /^(?:settings|weekly|closed|note)$/.test(command) && reading.slots.every(slot => slot === action)
    return isBare ? undefined : { ...reading, ask: true, guess: true }
  }

  /** A few words that are likelier a move than an answer: it is asked which. */
  function likestMove(line: Line): Reading | undefined {
    // One word is an answer, or a move that is known by that word.
    if (line.words.length < 2 || line.words.length > mostAboutAnswering) return undefined
    const found = vocabulary.likest('question-example', line, () => 0)
    if (
      !found ||
      /^(?:answer|edit)$/.test(found.means) ||
      found.score < leastLikeMove ||
      found.lead < leastMoveLead
    )
      return undefined
    // “Skip the usual intro” shares a word with “skip this”, and says something else.
    if (found.hits.length < line.words.length * leastCovered) return undefined
    const slot = found.means
    return { command: slot, slots: [slot], ignored: [], ask: true, guess: true, run: slot }
  }
}

/** What is public, final or only talk is not offered on a guess; nor what a step or an icebreaker is, which other words say surely. */
const isNeverGuessed = ({ command, action }: Intent): boolean =>
  /^(?:ask|forget|hold|icebreaker)$/.test(command) ||
  /^(?:change|delete|done|finish|from|post|remind|remove|save|send|share|step|stop)$/.test(action)

/** Whether it changes nothing, and is seen by the asker alone. */
const shows = ({ command, action }: Intent): boolean =>
  /^(?:about|greeting|help|home|privacy|thanks|things|year)$/.test(command) ||
  (action === '' && command === 'readings') ||
  /^(?:list|overview|next|saved)$/.test(action)

/** Words of a line that is about the answering: a longer one tells something. */
export const mostAboutAnswering = 9
