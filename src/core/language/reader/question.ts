import { optionsIn, readAnswer } from '../answers.ts'
import type { Context, Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import { personalIn } from '../patron.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { type createGuess, mostAboutAnswering } from './guess.ts'
import { type Intents, least, mostTried } from './intents.ts'
import type { createMoves } from './moves.ts'
import {
  asksBack,
  endsInUndo,
  isCorrection,
  isCryForHelp,
  isQuestion,
  isTurned,
  lastClauseOf,
  namesDay,
} from './question-shapes.ts'
import { asking, more, type Reading } from './reading.ts'
import { replyFor } from './replies.ts'
import type { Requests } from './requests.ts'
import {
  aboutHearth,
  asksFor,
  isDated,
  isForRoom,
  isInFull,
  isNamed,
  isTold,
  ofPaper,
} from './sure-requests.ts'

interface QuestionDeps {
  vocabulary: Vocabulary
  intents: Intents
  requests: Requests
  guess: ReturnType<typeof createGuess>
  moveIn: ReturnType<typeof createMoves>
}

type Question = NonNullable<Context['question']>

/** Makes what reads a line typed where a question waits: an answer, a move, or a request that is surely one. */
export function createQuestion({ vocabulary, intents, requests, guess, moveIn }: QuestionDeps) {
  return inQuestion

  /** A line typed where a question waits: an answer, a move, or a request that is surely one. */
  function inQuestion(
    line: Line,
    typed: string,
    context: Context,
    { input, options = [] }: Question,
  ): Reading {
    if (isOfOther(line)) return changeIn(line, context)
    if (input === 'yesno') {
      const said = readAnswer(line, vocabulary)
      const move = moveIn(line)
      const isPutOff =
        said === 'unclear' && line.words.some(word => /^(?:later|tomorrow|back)$/.test(word.text))
      const isHummed = said === 'yes' && hummed.test(line.words.map(word => word.text).join(' '))
      if (move && !isHummed && (said === undefined || isPutOff || surely.has(move.command ?? ''))) return move
      if (asksAgain.test(line.clean)) return maybe('park')
      const ending = endingMove(line)
      if (ending) return ending
      if (said && said !== 'unclear' && !isQuestion(line)) return answered([said])
      const request = requestIn(line, typed, context)
      if (request) return request
      if (said === undefined && isQuestion(line)) return more()
      const wanted = said === undefined ? wantedIn(line, context) : undefined
      if (wanted) return wanted
      // What says neither is an explanation, and stands as it is. One word, such as “purple”, explains nothing.
      return said === 'unclear' || line.words.length === 1
        ? asking({ slots: ['unclear'] })
        : answered(['unclear'])
    }
    if (input === 'choice') {
      // “Readings on aging first, please”: aging is an option, too.
      const isNamed = /^(?:readings?|icebreakers?)$/.test(line.words[0]?.text ?? '')
      const named = isNamed || roomNamed(line) ? requestIn(line, typed, context) : undefined
      if (named) return { ...named, ask: true }
      const chosen = optionsIn(line, options, vocabulary)
      if (line.asks && /^(?:explain|describe|define|tell)$/.test(line.words[0]?.text ?? '')) return more()
      if (chosen.none) return asking({ slots: ['skip'] })
      if (chosen.found.length > 0 && chosen.all)
        return answered([...chosen.found, ...chosen.own.map(own => `own: ${own}`)])
      const move = moveIn(line)
      if (move) return move
      const request = requestIn(line, typed, context)
      if (request) return request
      if (chosen.beyond || asksBack(line)) return more()
      const likest = chosen.found.length === 0 ? guess.likestMove(line) : undefined
      if (likest) return likest
      if (chosen.found.length === 0 && isAboutAnswering(line)) return asking({})
      const wanted = chosen.all ? undefined : (endingMove(line) ?? wantedIn(line, context))
      if (wanted) return wanted
      return answered([...chosen.found, ...chosen.own.map(own => `own: ${own}`)])
    }
    const move = moveIn(line)
    if (move) return move
    if (isCryForHelp(line)) return { command: 'help', slots: ['help'], ignored: [], ask: true, run: 'more' }
    const request = requestIn(line, typed, context)
    if (request) return request
    if (line.words.length === 0 || asksBack(line)) return more()
    if (asksBack(lastClauseOf(line))) return requestedIn(line, context)
    const likest = guess.likestMove(line)
    if (likest && !(likest.command === 'park' && namesDay(line))) return likest
    if (isOfAnother(line)) return asking({ slots: ['things'] })
    if (isAboutAnswering(line) || endsInUndo(line)) return asking({ slots: ['overview'] })
    const opening = openingOf(line, context)
    if (opening) return opening
    const wanted = endingMove(line) ?? wantedIn(line, context)
    if (wanted) return wanted
    if (isCorrection(line)) return asking({ slots: ['overview'] })
    if (isTurned(line)) return { ...more(), others: [answered([])] }
    if (personalIn(line, vocabulary)) return asking({ reply: 'reply-patron' })
    return answered([])

    function answered(slots: readonly string[]): Reading {
      return { command: 'answer', slots, ignored: [], ask: false, run: typed }
    }
  }

  /** How many words of a line an intent leaves unexplained: none that it needs, or takes as somebody's own, or that says nothing. */
  function unexplainedBy({ hits, caught }: Intent, { words }: Line): number {
    const taken = Object.values(caught)
    return words.filter(
      ({ forms }, at) =>
        !hits.has(at) &&
        !taken.some(([from, to]) => at >= from && at < to) &&
        !forms.some(form => vocabulary.isFiller(form)),
    ).length
  }

  /** A few words about the question or one's answers, and not to it: `i already answered that`. */
  function isAboutAnswering(line: Line): boolean {
    return (
      line.words.length <= mostAboutAnswering &&
      line.words.some((_, at) => vocabulary.within('about-answering', line, at) > 0)
    )
  }

  /** `do not know them that well skip`, `I have to talk to Bob first, stop here`: it ends in a move. */
  function endingMove(line: Line): Reading | undefined {
    const { words } = line
    const last = words.at(-1)?.text ?? ''
    if (words.length > 1 && words.length <= mostAboutAnswering && /^(?:skip|undo)$/.test(last))
      return maybe(last)
    const from = words.findLastIndex(({ before }) => before !== '')
    const isBehind = from > 1 && words.length - from <= mostInEnding
    const move = isBehind ? moveIn({ ...line, words: words.slice(from) })?.command : undefined
    return move && endings.has(move) ? maybe(move) : undefined
  }

  /** `that last one should have been a no`: an answer before is meant. */
  function isOfOther(line: Line): boolean {
    return vocabulary.within('of-another-answer', line, 0) > 0
  }

  /** The answer that is to be changed, where its number is said; else all of them are shown. */
  function changeIn(line: Line, context: Context): Reading {
    const edit = requestedIn(line, context)
    return /^edit \d/.test(edit.slots[0] ?? '') ? edit : asking({ slots: ['overview'] })
  }

  /** `back to the soup night`: another checklist or plan is meant. */
  function isOfAnother(line: Line): boolean {
    return line.words.length <= mostAboutAnswering && vocabulary.within('back-to-another', line, 0) > 0
  }

  /** `wait, that was for the one before. It is …`, `change the title one: …`: the first clause is about the answering. Both are offered. */
  function openingOf(line: Line, context: Context): Reading | undefined {
    const end = line.words.findIndex(({ before }, at) => at > 1 && /[.:;!?]/.test(before))
    if (end < 0 || end > mostAboutAnswering) return undefined
    const first: Line = { ...line, words: line.words.slice(0, end), asks: false, end: '' }
    const move = moveIn(first)
    // “Hold that thought. An icebreaker for staff.”
    const rest: Line = { ...line, words: line.words.slice(end) }
    if (move && ['icebreaker', 'readings', 'plan'].some(name => vocabulary.names(name, rest)))
      return requestedIn(rest, context)
    const isAskedBack = move?.command === 'more' && line.words[end]?.before === '?'
    if (move?.command && surely.has(move.command) && !isAskedBack) return { ...move, ask: true, guess: true }
    return isAboutAnswering(first) ? asking({ slots: ['overview'] }) : undefined
  }

  /** What a line likelier asks of Hearth than it answers: it is offered beside the answer. */
  function wantedIn(line: Line, context: Context): Reading | undefined {
    const wanted = guess.wantedOf(line)
    if (wanted === undefined) return undefined
    if (wanted === 'edit') return changeIn(line, context)
    return wanted === 'request' ? requestedIn(line, context) : maybe(wanted)
  }

  function requestedIn(line: Line, context: Context): Reading {
    const there: Context = { ...context, where: 'dm' }
    const [best] = intents.of(line, there).flatMap(one => {
      const reading = one.score < least || one.misses ? undefined : requests.settled(one, line, there)
      return reading?.run !== undefined && reading.command !== null ? [reading] : []
    })
    const reading = best ?? guess.likestOf(line, there)
    return reading ? { ...reading, ask: true, guess: true } : asking({ slots: ['overview'] })
  }

  /** `add a step: …`: it is named for what it is. “Plan step by step” is an answer. */
  function beginsWithStep(line: Line): boolean {
    const [first] = line.words
    return (
      /^(?:add|also|another|include|new|please|put)$/.test(first?.text ?? '') &&
      line.words.slice(0, 4).some((_, at) => vocabulary.within('step-word', line, at) > 0)
    )
  }

  /** Whether a line names what only Hearth keeps: `my plan`, `this question`. */
  function namesOwn(line: Line): boolean {
    return line.words.some((_, at) => vocabulary.within('kept-by-hearth', line, at) > 0)
  }

  /** A request that nobody would give as an answer: put to Hearth by name, or politely, and understood. */
  function requestIn(line: Line, typed: string, context: Context): Reading | undefined {
    const addressed =
      line.addressed || line.words.some((_, at) => vocabulary.within('to-hearth', line, at) > 0)
    if (line.words.length > 24) return undefined
    const there: Context = { ...context, where: 'dm' }
    const best = intents
      .of(line, context)
      .slice(0, mostTried)
      .find(one => one.command === 'ask' || requests.settled(one, line, there))
    if (!best || best.score < 5) return undefined
    const isWhole = best.score >= 7.5 && best.hits.size >= line.words.length * 0.7
    if (best.command === 'ask') {
      // “Ok” and “lol” answer nothing; emoji alone may.
      if (isWhole && best.action === 'ok' && /\p{L}/u.test(typed)) return asking({})
      if (best.action === 'small talk' && unexplainedBy(best, line) === 0)
        return asking(replyFor(best, line, vocabulary))
      return isWhole && /^(?:stop|start over|clear chat)$/.test(best.action)
        ? asking(replyFor(best, line, vocabulary))
        : undefined
    }
    // What is only about Hearth itself is no likely answer: both are offered.
    // What is said to anybody answers nothing; emoji alone may. It is said back in its language.
    const language = intents.language(line)
    if (!addressed && isWhole && /\p{L}/u.test(typed) && /^(?:thanks|greeting)$/.test(best.command))
      return asking({ reply: `reply-${best.command}`, ...(language && { language }) })
    const reading = requests.settled(best, line, there)
    if (addressed || !reading) return reading
    const isOfReminder = best.command === 'plan' && /remind/.test(best.action)
    const isMeant =
      (isWhole && (aboutHearth.has(best.command) || ofPaper.has(best.action) || isOfReminder)) ||
      (namesOwn(line) && unexplainedBy(best, line) <= line.words.length * 0.3) ||
      isInFull(reading, line) ||
      isNamed(reading, line) ||
      (best.command === 'plan' && best.action === 'step' && beginsWithStep(line)) ||
      (best.command === 'icebreaker' && asksFor(line) && guess.agrees(best.command, line, there)) ||
      isForRoom(reading) ||
      isDated(reading, line) ||
      (language !== undefined && best.score >= least) ||
      (best.action === 'rename' && /^(?:rename|retitle)$/.test(line.words[0]?.text ?? '')) ||
      isTold(reading)
    return isMeant ? { ...reading, ask: true } : undefined
  }
}

/** `uh huh` is a yes; `huh` asks back. */
const hummed = /^(?:uh huh|mm hmm|mmhmm|mhm)(?: (?:yes|yeah|yep|sure))?$/
/** `don’t have that yet, ask me again`: it is put off, whatever stands before it. */
const asksAgain = /\b(?:ask|try|prompt|remind) (?:me|us) (?:again|later|back|tomorrow|another time)\b/i

const roomNamed = ({ clean }: Line): boolean => /(?:^|\s)#\p{L}/u.test(clean)

/** A move that is asked about. */
const maybe = (move: string): Reading => ({
  command: move,
  slots: [move],
  ignored: [],
  ask: true,
  guess: true,
  run: move,
})

/** Moves that a line may end with. */
const endings = new Set(['stop', 'undo', 'overview'])
const mostInEnding = 4

/** Moves whose words would answer nothing. */
const surely = new Set(['more', 'back', 'edit', 'overview', 'skip', 'undo'])
