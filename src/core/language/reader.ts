import { optionsIn, readAnswer } from './answers.ts'
import { commandOf } from './examples.ts'
import type { Context, Grammar, Intent, Slots } from './grammar.ts'
import { type Line, readLine } from './normalize.ts'
import { personalIn } from './patron.ts'
import { readMoment } from './temporal.ts'
import { respelled, type Speller } from './typos.ts'
import type { Found, Vocabulary } from './vocabulary.ts'

/** What a line means. */
export interface Reading {
  /** The canonical name: `icebreaker`, `answer`, `care`; null where Hearth asks without a reading. */
  command: string | null
  /** What else it says, in canonical words. */
  slots: readonly string[]
  /** Words that were left out, as typed. */
  ignored: readonly string[]
  /** Whether it is asked about before anything is done. */
  ask: boolean
  /** The line as it would be typed to carry it out. */
  run?: string
  /** The language it was asked for in, where that is another than English. */
  language?: string
  /** What is said to it, by the id of the reply. */
  reply?: string
  /** It was only likest to this, which is asked about before anything is changed. */
  guess?: true
  /** What else it may mean, where that differs in effect: both are offered. */
  others?: readonly Reading[]
}

export type Reader = (typed: string, context: Context) => Reading

interface ReaderDeps {
  vocabulary: Vocabulary
  grammars: readonly Grammar[]
  spell: Speller
}

/** Below this nothing was said that could be acted upon. */
const least = 3.4
/** What comes this near to the best may be meant as well. */
const near = 0.25
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
/** Readings that are looked into. */
const mostTried = 4

/** Makes the reader of lines: normalize → intent → slots → what is left. The same line in the same place always reads the same. */
export function createReader({ vocabulary, grammars, spell }: ReaderDeps): Reader {
  const byCommand = new Map(grammars.map(one => [one.command, one]))
  return (typed, context) => {
    const plain = readLine(typed, vocabulary.spellings)
    const line: Line = { ...respelled(plain, spell), ...(context.names && { names: context.names }) }
    const care = careIn(line, vocabulary)
    if (care) return care
    if (context.where === 'question' && context.question) return inQuestion(line, typed, context)
    return inTalk(line, context)
  }

  /** A line that nobody waits for. */
  function inTalk(line: Line, context: Context): Reading {
    if (line.words.length === 0)
      return asking(/\?/.test(line.end) ? { reply: 'reply-ok', slots: ['help'] } : {})
    if (personalIn(line, vocabulary)) return asking({ reply: 'reply-patron' })
    const read = intentsIn(line, context)
      .filter(one => one.score >= least)
      .slice(0, mostTried)
      .flatMap(intent => {
        const reading = settled(intent, line, context)
        return reading ? [{ intent, reading }] : []
      })
    const [best, second] = courtesyLast(read)
    const two = twoRequests(line, context, best?.intent)
    if (two) return two
    if (!best || best.intent.misses)
      return howTo(line) ?? (best ? undefined : likestOf(line, context)) ?? asking(strange(line, vocabulary))
    const language = vocabulary.find('request', line).find(({ entry }) => entry.language)?.entry.language
    const isClose = second && best.intent.score - second.intent.score < near
    return isClose && differs(best.reading, second.reading)
      ? { ...best.reading, ask: true, others: [second.reading] }
      : { ...best.reading, ...(language && { language }) }
  }

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
    const reading = isNeverGuessed(intent) ? undefined : readAs(intent, line, context)
    if (!reading || reading.command === null) return undefined
    if (shows(intent)) return { ...reading, guess: true }
    // A setting without what it is to be says nothing.
    const isBare =
      /^(?:settings|weekly|closed|note)$/.test(command) && reading.slots.every(slot => slot === action)
    return isBare ? undefined : { ...reading, ask: true, guess: true }
  }

  /** `an icebreaker for teens and show my plan`: each half asks for something else, and is surely a request by itself. Both are offered. */
  function twoRequests(line: Line, context: Context, whole?: Intent): Reading | undefined {
    if (line.words.length > mostInTwo) return undefined
    for (const [at, { text, before }] of line.words.entries()) {
      const isJoint = /^(?:and|also|plus|then)$/.test(text)
      if (at < 2 || at > line.words.length - 3 || !(isJoint || /[.;,!?]/.test(before))) continue
      const halves = [line.words.slice(0, at), line.words.slice(isJoint ? at + 1 : at)].map(words =>
        requestAlone({ ...line, words }, context),
      )
      // “Make a plan and call it …”: the joint belongs to the one request.
      if (isJoint && whole?.hits.has(at)) continue
      const [first, second] = halves
      if (
        first &&
        second &&
        !isOfIcebreaker(first, second, line, at) &&
        (differs(first, second) || areTwoSteps(first, second))
      )
        return { ...first, ask: true, others: [second] }
    }
    return undefined
  }

  /** `icebreaker for learners, simple words`: what stands behind is for whom, or how it is to be. */
  function isOfIcebreaker(first: Reading, second: Reading, line: Line, at: number): boolean {
    const behind: Line = { ...line, words: line.words.slice(at) }
    const isDenied = behind.words.some(({ text }) => /^(?:no|not|zero|without)$/.test(text))
    const isNamed = vocabulary.names('readings', behind) && !isDenied
    return (
      first.command === 'icebreaker' &&
      second.command === 'readings' &&
      !isNamed &&
      vocabulary.find('filter', behind).length > 0
    )
  }

  /** What part of a line asks for, where it names the command and nearly all of its words go into it. */
  function requestAlone(line: Line, context: Context): Reading | undefined {
    const [best] = intentsIn(line, context)
    if (best && /^(?:greeting|thanks)$/.test(best.command)) return undefined
    const isSure = best && (best.score >= 7 || (best.score >= 5 && vocabulary.names(best.command, line)))
    if (!isSure || best.command === 'ask') return undefined
    // “Closed Jan 1 and Feb 15”: a mere day asks for nothing by itself.
    if (readMoment(line, context.now).hits.length >= line.words.length) return undefined
    const reading = settled(best, line, context)
    return reading && !reading.ask && reading.run !== undefined && reading.ignored.length === 0
      ? reading
      : undefined
  }

  function settled(intent: Intent, line: Line, context: Context): Reading | undefined {
    if (intent.command === 'ask') return asking(replyFor(intent, line, vocabulary))
    const reading = readAs(intent, line, context)
    const slots = byCommand.has(intent.command) ? reading?.slots : undefined
    return isGuess(intent, line, slots) ? undefined : reading
  }

  /** What a line says, where it is known what it asks for. */
  function readAs(intent: Intent, line: Line, context: Context): Reading | undefined {
    const grammar = byCommand.get(intent.command)
    const own: Slots | undefined = grammar
      ? grammar.read(intent, line, context, vocabulary)
      : { slots: intent.action ? [intent.action] : [], run: `${intent.command} ${intent.action}`.trim() }
    if (!own) return undefined
    const { command = intent.command, slots, ignored = [], run, ask, reply } = own
    return {
      command: command === 'ask' ? null : command,
      slots,
      ignored,
      ask: ask ?? false,
      ...(run !== undefined && { run }),
      ...(reply && { reply }),
    }
  }

  /** It takes no words of its own, and leaves most of what was said unexplained: “anything new for staff day” asks for no home page. */
  function isGuess(
    { command, action, hits, caught }: Intent,
    line: Line,
    slots?: readonly string[],
  ): boolean {
    if (!takesNothing.has(command) || action === 'retention' || Object.keys(caught).length > 0) return false
    if (slots && (action === '' || slots.length > 1)) return false
    const unexplained = [...line.words.entries()].filter(
      ([at, { text, forms }]) =>
        !hits.has(at) && text.length > 1 && !forms.some(form => vocabulary.isFiller(form)),
    )
    return unexplained.length > (slots ? 2 : 1)
  }

  /** All that a line may ask for, the likeliest first; one for each command and action. */
  function intentsIn(line: Line, context: Context): Intent[] {
    const best = new Map<string, Intent>()
    for (const found of [...vocabulary.find('request', line), ...findBare('request', line)]) {
      const intent = intentOf(found)
      const key = `${intent.command} ${intent.action}`
      const before = best.get(key)
      if (!before || before.score < intent.score) best.set(key, intent)
    }
    for (const grammar of grammars) {
      const told = grammar.evidence?.(line, context, vocabulary)
      if (!told || told.score <= 0) continue
      const { action = '', hits, caught = {} } = told
      const own = [...best.entries()].filter(([, one]) => one.command === grammar.command)
      if (action === '')
        for (const [key, one] of own) best.set(key, { ...one, score: one.score + told.score * 0.5 })
      const key = `${grammar.command} ${action}`
      const isMore = action !== '' && (best.get(key)?.score ?? 0) < told.score
      if (own.length === 0 || isMore)
        best.set(key, {
          command: grammar.command,
          action,
          score: told.score,
          hits: new Set(hits),
          caught,
        })
    }
    return [...best.values()]
      .map(one => inPlace(one, line, context, vocabulary))
      .sort((a, b) => b.score - a.score)
  }

  /** The same, in what is left without the polite words before and behind: `ok, can you … please`. */
  function findBare(kind: 'request' | 'move', line: Line): Found[] {
    const from = span('lead', line, 0)
    const end = line.words.length
    let to = end
    for (let at = Math.max(from + 1, to - 5); at < to; at++) if (at + span('tail', line, at) === to) to = at
    // “Stop for today” ends in a polite word that is its own.
    const parts = [...(from > 0 && from < end ? [end] : []), ...(to > from && to < end ? [to] : [])]
    return parts.flatMap(till => findWithin(kind, line, from, till))
  }

  /** The same, among the words from one place to another. */
  function findWithin(kind: 'request' | 'move', line: Line, from: number, till: number): Found[] {
    const shift = (at: number) => at + from
    return vocabulary.find(kind, { ...line, words: line.words.slice(from, till) }).map(found => ({
      ...found,
      from: shift(found.from),
      to: shift(found.to),
      hits: found.hits.map(shift),
      caught: Object.fromEntries(
        Object.entries(found.caught).map(([name, [start, end]]) => [
          name,
          [shift(start), shift(end)] as const,
        ]),
      ),
    }))
  }

  /** How many words from a place are of a class, one after the other. */
  function span(name: string, line: Line, at: number): number {
    let taken = 0
    for (let more = 1; more > 0 && at + taken < line.words.length; taken += more)
      more = vocabulary.within(name, line, at + taken)
    return taken
  }

  /** A line typed where a question waits: an answer, a move, or a request that is surely one. */
  function inQuestion(line: Line, typed: string, context: Context): Reading {
    const question = context.question
    if (!question) return inTalk(line, context)
    const { input, options = [] } = question
    if (input === 'yesno') {
      const said = readAnswer(line, vocabulary)
      const move = moveIn(line)
      const isPutOff =
        said === 'unclear' && line.words.some(word => /^(?:later|tomorrow|back)$/.test(word.text))
      if (move && (said === undefined || isPutOff || surely.has(move.command ?? ''))) return move
      if (said && said !== 'unclear' && !isQuestion(line)) return answered([said])
      const request = requestIn(line, typed, context)
      if (request) return request
      if (said === undefined && isQuestion(line)) return more()
      // What says neither is an explanation, and stands as it is.
      return said === 'unclear' ? asking({ slots: ['unclear'] }) : answered(['unclear'])
    }
    if (input === 'choice') {
      const chosen = optionsIn(line, options, vocabulary)
      if (chosen.none) return asking({ slots: ['skip'] })
      if (chosen.found.length > 0 && chosen.all)
        return answered([...chosen.found, ...chosen.own.map(own => `own: ${own}`)])
      const move = moveIn(line)
      if (move) return move
      const request = requestIn(line, typed, context)
      if (request) return request
      if (chosen.beyond || asksBack(line)) return more()
      const likest = chosen.found.length === 0 ? likestMove(line) : undefined
      if (likest) return likest
      if (chosen.found.length === 0 && isAboutAnswering(line)) return asking({})
      return answered([...chosen.found, ...chosen.own.map(own => `own: ${own}`)])
    }
    const move = moveIn(line)
    if (move) return move
    if (isCryForHelp(line)) return { command: 'help', slots: ['help'], ignored: [], ask: true, run: 'more' }
    const request = requestIn(line, typed, context)
    if (request) return request
    if (line.words.length === 0 || asksBack(line)) return more()
    if (isTurned(line)) return { ...more(), others: [answered([])] }
    const likest = likestMove(line)
    if (likest) return likest
    if (isAboutAnswering(line)) return asking({})
    if (personalIn(line, vocabulary)) return asking({ reply: 'reply-patron' })
    return answered([])

    function answered(slots: readonly string[]): Reading {
      return { command: 'answer', slots, ignored: [], ask: false, run: typed }
    }
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

  function moveIn(line: Line): Reading | undefined {
    const found = [...vocabulary.find('move', line), ...findBare('move', line)].sort(
      (a, b) => b.hits.length - a.hits.length,
    )
    const [best] = found
    if (!best) return bareSigns(line) ?? movesIn(line)
    const covered = best.hits.length / line.words.length
    const isWhole = best.pattern.startsWith('^')
    // A long line that only holds such words is an answer.
    if (!isWhole && line.words.length > 8 && covered < 0.5) return undefined
    if (!isWhole && covered < 0.34) return undefined
    const means = best.entry.means ?? ''
    // “Why”, without a question mark, may be somebody's whole answer.
    if (
      means === 'more' &&
      line.words.length === 1 &&
      !line.asks &&
      /^(?:why|what|how)$/.test(line.words[0]?.text ?? '')
    )
      return undefined
    if (means === 'done') return asking({ slots: ['done'] })
    const number = means === 'edit' ? ordinalIn(line, best) : undefined
    // “My last answer” is the one before.
    const move = means === 'edit' && number === undefined ? 'back' : means
    const slot = number === undefined ? move : `edit ${number}`
    return { command: move, slots: [slot], ignored: [], ask: false, run: slot }
  }

  /** `not sure, skip`: each part is a move, and the last that does something is meant. */
  function movesIn(line: Line): Reading | undefined {
    const parts = clausesOf(line)
    if (line.words.length > mostInMoves) return undefined
    if (parts.length < 2) return runTogether(line)
    const moves = parts.map(moveIn)
    if (moves.some(one => one === undefined || one.command === null)) return undefined
    return moves.findLast(one => one?.command !== 'park') ?? moves[0]
  }

  /** `no idea skip that`: two moves with nothing between them, each of which is one by itself. */
  function runTogether(line: Line): Reading | undefined {
    for (let at = 1; at < line.words.length; at++) {
      const [first, second] = [line.words.slice(0, at), line.words.slice(at)].map(words =>
        wholeMove({ ...line, words }),
      )
      if (first && second) return second.command === 'park' ? first : second
    }
    return undefined
  }

  function wholeMove(line: Line): Reading | undefined {
    const isWhole = vocabulary
      .find('move', line)
      .some(({ hits, pattern }) => pattern.startsWith('^') && hits.length === line.words.length)
    const move = isWhole ? moveIn(line) : undefined
    return move?.command === null ? undefined : move
  }

  /** `???` is no answer. */
  function bareSigns(line: Line): Reading | undefined {
    if (line.words.length > 0 || !/[?!.…]/.test(line.end)) return undefined
    return more()
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
    const best = intentsIn(line, context)
      .slice(0, mostTried)
      .find(one => one.command === 'ask' || settled(one, line, there))
    if (!best || best.score < 5) return undefined
    const isWhole = best.score >= 7.5 && best.hits.size >= line.words.length * 0.7
    if (best.command === 'ask') {
      // “Ok” and “lol” answer nothing; emoji alone may.
      if (isWhole && best.action === 'ok' && /\p{L}/u.test(typed)) return asking({})
      return isWhole && /^(?:stop|start over|clear chat)$/.test(best.action)
        ? asking(replyFor(best, line, vocabulary))
        : undefined
    }
    // What is only about Hearth itself is no likely answer: both are offered.
    // What is said to anybody answers nothing; emoji alone may. It is said back in its language.
    const language = vocabulary.find('request', line).find(({ entry }) => entry.language)?.entry.language
    if (!addressed && isWhole && /\p{L}/u.test(typed) && /^(?:thanks|greeting)$/.test(best.command))
      return asking({ reply: `reply-${best.command}`, ...(language && { language }) })
    const reading = settled(best, line, there)
    if (addressed || !reading) return reading
    const isOfReminder = best.command === 'plan' && /remind/.test(best.action)
    const isMeant =
      (isWhole && (aboutHearth.has(best.command) || ofPaper.has(best.action) || isOfReminder)) ||
      (namesOwn(line) && unexplainedBy(best, line) <= line.words.length * 0.3) ||
      isInFull(reading, line) ||
      isTold(reading)
    return isMeant ? { ...reading, ask: true } : undefined
  }
}

/** Commands that nobody names in an answer by chance. */
const aboutHearth = new Set([
  'forget',
  'export',
  'privacy',
  'help',
  'about',
  'undo',
  'settings',
  'hold',
  'things',
  'year',
  'my-icebreakers',
  'calendar',
  'import',
  'people',
])
/** What is wanted of a walk-through as a thing: nobody says so of a gathering itself. */
const ofPaper = new Set(['blank', 'calendar', 'copy', 'export'])

/** A command as it is written in full, with whose it is or when: `plan step buy cups, me`. “Plan step by step” is an answer. */
const isInFull = ({ command, slots: [action, ...more] }: Reading, { words }: Line): boolean =>
  words[0]?.text === command && words[1]?.text === action && more.some(slot => /^(?:who|by) /.test(slot))

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

/** Words of a line that is about the answering: a longer one tells something. */
const mostAboutAnswering = 9

/** Words of a line that asks for two things: a longer one tells a story. */
const mostInTwo = 24

/** `order pizza, Bob, by Dec 10` is a step, `we are closed Dec 24` a closed day, `my quiet hours are 6pm to 8am` a setting: an answer has seldom all of that. */
const isTold = ({ command, slots, ignored }: Reading): boolean =>
  (command === 'plan' &&
    slots[0] === 'step' &&
    slots.some(slot => slot.startsWith('who ')) &&
    slots.some(slot => slot.startsWith('by '))) ||
  (command === 'closed' && ignored.length === 0 && slots.some(slot => /^\d{4}-\d\d-\d\d/.test(slot))) ||
  (command === 'settings' && ignored.length === 0 && slots.some(slot => /^quiet \d\d:\d\d-/.test(slot)))

/** Words of a line that is made of moves alone. */
const mostInMoves = 10

/** The parts of a line between its commas and full stops. */
function clausesOf(line: Line): Line[] {
  const starts = [...line.words.keys()].filter(at => at === 0 || line.words[at]?.before !== '')
  return starts.map((from, at) => ({ ...line, words: line.words.slice(from, starts[at + 1]) }))
}

/** What is public, final or only talk is not offered on a guess; nor what a step or an icebreaker is, which other words say surely. */
const isNeverGuessed = ({ command, action }: Intent): boolean =>
  /^(?:ask|forget|hold|icebreaker)$/.test(command) ||
  /^(?:change|delete|done|finish|from|post|remind|remove|save|send|share|step|stop)$/.test(action)

/** `Good morning. I should be grateful for …`: what is asked for stands behind the courtesy. */
function courtesyLast<T extends { intent: Intent }>(read: readonly T[]): readonly T[] {
  const isCourtesy = ({ intent }: T) => intent.command === 'greeting'
  const [first] = read
  const asked = read.filter(one => !isCourtesy(one) && one.intent.score >= 5 && one.intent.command !== 'ask')
  return first && isCourtesy(first) && asked.length > 0 ? asked : read
}

/** Whether it changes nothing, and is seen by the asker alone. */
const shows = ({ command, action }: Intent): boolean =>
  /^(?:about|greeting|help|home|privacy|thanks|things|year)$/.test(command) ||
  (action === '' && command === 'readings') ||
  /^(?:list|overview|next|saved)$/.test(action)

/** Commands, or actions of them, that are wanted by themselves. */
const takesNothing = new Set([
  'about',
  'export',
  'forget',
  'gathering',
  'greeting',
  'help',
  'home',
  'plan',
  'privacy',
  'thanks',
  'weekly',
])

/** Moves whose words would answer nothing. */
const surely = new Set(['more', 'back', 'edit', 'overview', 'skip', 'undo'])

/** Somebody asks what to say: `who should I ask?`. “What if we had a picnic?” and “a picnic?” are answers. */
const asksBack = ({ words, asks }: Line): boolean => {
  const [first, second, third] = words.map(word => word.text)
  if (!asks) return false
  if (/^(?:what|how)$/.test(first ?? '') && /^(?:if|about)$/.test(second ?? '')) return false
  const isAsked = /^(?:what|which|who|whom|how|why|where|when)$/.test(first ?? '')
  const isInverted = /^(?:do|does|did|is|are|can|could|should|would|will|may|am)$/.test(first ?? '')
  const isOfUs = /^(?:i|you|we|this|that|it|the|one)$/
  return isAsked || (isInverted && (isOfUs.test(second ?? '') || isOfUs.test(third ?? '')))
}

/** `what have we got so far`, without a question mark: it may be a question to Hearth, and it may be the answer. */
const isTurned = ({ words }: Line): boolean =>
  words.length > 2 &&
  /^(?:what|which|who|how|why|where|when)$/.test(words[0]?.text ?? '') &&
  /^(?:am|is|are|was|were|have|has|do|does|did|should|would|can|could|will)$/.test(words[1]?.text ?? '')

const more = (): Reading => ({ command: 'more', slots: ['more'], ignored: [], ask: true, run: 'more' })

/** `help me decide` may be asked of Hearth; `Help people feel welcome` is an answer. */
const isCryForHelp = ({ words }: Line): boolean =>
  words[0]?.text === 'help' &&
  words.length < 12 &&
  /^(?:me|us|with|about|on|please|here|now|\w+ing)$/.test(words[1]?.text ?? 'me')

const isQuestion = (line: Line): boolean =>
  line.asks ||
  (/^(?:how|what|why|which|who|where|when)$/.test(line.words[0]?.text ?? '') &&
    !/^(?:yes|no|not|of|sure)$/.test(line.words[1]?.text ?? ''))

/** What was shown here last is what a line is likeliest about; a short one that names nothing else is about nothing else. */
const inPlace = (intent: Intent, line: Line, { last }: Context, vocabulary: Vocabulary): Intent => {
  if (!last || intent.action === '' || intent.command === 'ask') return intent
  if (last.command === intent.command) return { ...intent, score: intent.score + 1.5 }
  const next = continuing[last.command]
  if (
    next &&
    continuing[intent.command] === intent.action.split(',')[0] &&
    !vocabulary.names(intent.command, line) &&
    line.words.length < 8
  )
    return { ...intent, command: last.command, action: next, score: intent.score + 1.5 }
  const isPointing =
    line.words.length < 8 && Object.keys(intent.caught).length === 0 && pointable.has(last.command)
  return isPointing && pointable.has(intent.command) && !vocabulary.names(intent.command, line)
    ? {
        ...intent,
        score: intent.score - 2.5,
        ...(isPointer(line) && !areAlike(intent.command, last.command) && { misses: true as const }),
      }
    : intent
}

/** What shows one more of the same, for each command that shows one at a time: `more` is about what was shown. */
const continuing: Readonly<Record<string, string>> = { icebreaker: 'another', readings: 'next' }

/** Commands that show what somebody may point at: `share it`, `done`, `another one`. */
const pointable = new Set(['icebreaker', 'readings', 'plan', 'gathering', 'weekly', 'closed'])

/** `it`, `that one`: what is meant was shown. */
const isPointer = ({ words }: Line): boolean =>
  words.some(({ text }) => /^(?:it|this|that|these|those|them|one)$/.test(text))

/** A plan is told much of what any walk-through is told. */
const areAlike = (one: string, other: string): boolean =>
  /^(?:plan|gathering)$/.test(one) && /^(?:plan|gathering)$/.test(other)

/** Whether it matters which of two is meant. */
const differs = (one: Reading, other: Reading): boolean =>
  one.command !== null && other.command !== null && one.command !== other.command

/** Two things that are told of a plan's steps: one is done, another goes to somebody. */
const areTwoSteps = (one: Reading, other: Reading): boolean =>
  one.command === 'plan' &&
  other.command === 'plan' &&
  one.slots[0] !== other.slots[0] &&
  [one, other].every(({ slots }) => /^step /.test(slots[1] ?? ''))

const asking = (more: Partial<Reading>): Reading => ({
  command: null,
  slots: [],
  ignored: [],
  ask: true,
  ...more,
})

function intentOf({ entry, hits, caught }: Found): Intent {
  const [command = '', ...actions] = (entry.means ?? '').split(',').map(part => part.trim())
  return {
    command,
    action: actions.join(', '),
    // What catches a name or a step says more than what only lies around it.
    score: entry.weight + 0.25 * Math.min(8, hits.length - 1) + 0.1 * Object.keys(caught).length,
    hits: new Set(hits),
    caught,
  }
}

/** Distress, of oneself or somebody else. */
export function careIn(line: Line, vocabulary: Vocabulary): Reading | undefined {
  const found = vocabulary.find('care', line)
  if (found.length === 0) return undefined
  const means =
    ['danger', 'other', 'self'].find(one => found.some(({ entry }) => entry.means === one)) ?? 'self'
  // Whoever writes in another language is answered in it; where somebody may be in danger, the shortest answer is the best.
  const languages = found.flatMap(({ entry }) => /-([a-z]{2})$/.exec(entry.id)?.[1] ?? [])
  const usual = `reply-care-${means}`
  const own = languages.map(language => `${usual}-${language}`).find(one => vocabulary.reply(one).length > 0)
  const reply = means === 'danger' ? usual : (own ?? usual)
  return { command: 'care', slots: [means], ignored: [], ask: false, reply }
}

/** What is said where nothing was understood: in the language that was spoken. */
function strange(line: Line, vocabulary: Vocabulary): Partial<Reading> {
  const language = languageOf(line)
  const reply = `reply-language-${language}`
  if (language && vocabulary.reply(reply).length > 0) return { reply, language }
  if (language) return { reply: 'reply-language' }
  return {
    ignored: line.words.length > 0 && line.words.length < 12 ? [line.clean] : [],
  }
}

function replyFor(intent: Intent, line: Line, vocabulary: Vocabulary): Partial<Reading> {
  const replies: Readonly<Record<string, string>> = {
    hours: 'reply-hours',
    'clear chat': 'reply-clear-chat',
    stop: 'reply-never-mind',
    ok: 'reply-ok',
    sorry: 'reply-sorry',
    other: line.words.some(word => /^(?:translate|traduce|translation)/.test(word.text))
      ? 'reply-translate'
      : 'reply-other',
    'start over': 'reply-start-over',
  }
  const reply = replies[intent.action]
  return { ...strange(line, vocabulary), ignored: [], ...(reply && { reply }) }
}

const tongues: Readonly<Record<string, ReadonlySet<string>>> = {
  es: new Set(
    'el la los las una uno para con que por como donde cuando quiero necesito puedes puede hola gracias ayuda pregunta favor usted esta estoy tengo hay muy pero mi mis tu su nos somos es hacer del al buenos buenas dias'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le les une des pour avec je vous nous est bonjour merci besoin suis pas dans au aux du et ce cette mon ma salut sil plait aide quoi comment'.split(
      ' ',
    ),
  ),
  pt: new Set(
    'o os uma para com voce obrigado obrigada ajuda ola nao sim preciso pergunta por favor pela pelo meu minha eu esta'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ich nicht ein eine mit fur wir sie bitte danke hallo brauche frage ist hilfe wie was kann'.split(
      ' ',
    ),
  ),
  it: new Set(
    'il lo gli una per con ciao grazie aiuto domanda ho bisogno sono come cosa puoi fare'.split(' '),
  ),
  vi: new Set('toi ban khong xin chao cam on giup cho mot cau hoi'.split(' ')),
}

/** Another language than English, where most small words are of it. */
function languageOf({ words, clean }: Line): string | undefined {
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}]/u.test(
      clean,
    )
  )
    return 'other'
  const counts = Object.entries(tongues).map(
    ([name, small]) => [name, words.filter(word => small.has(word.text)).length] as const,
  )
  const [best] = counts.sort((a, b) => b[1] - a[1])
  return best && best[1] >= 2 && best[1] >= words.length * 0.3 ? best[0] : undefined
}

function ordinalIn(line: Line, found: Found): string | undefined {
  for (const at of found.hits) {
    const text = line.words[at]?.text ?? ''
    if (/^\d{1,2}/.test(text)) return String(Number.parseInt(text, 10))
    const named = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
      .split(' ')
      .indexOf(text)
    const counted = 'zero one two three four five six seven eight nine ten eleven twelve'
      .split(' ')
      .indexOf(text)
    if (named > 0) return String(named)
    if (counted > 0) return String(counted)
  }
  return undefined
}
