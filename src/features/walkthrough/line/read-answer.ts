import type { Call } from '../../../core/command.ts'
import { lineInWords, tidy } from '../../../core/command.ts'
import { type Effect, privateReply } from '../../../core/effect.ts'
import type { Context } from '../../../core/language/grammar.ts'
import type { Reading } from '../../../core/language/reader.ts'
import { bold, button, buttons, type Message, quiet, quote, text } from '../../../core/message.ts'
import { clip, press, yesNoWords } from '../cards.ts'
import { questionCard } from '../question-card.ts'
import { lacksSource } from '../run/answer-moves.ts'
import { allOf, chosenIn, optionsOf } from '../run/options.ts'
import { entriesOf, isShared, openStep, type Run, waits } from '../run/run.ts'
import { nearMiss } from '../run/typed-moves.ts'
import { isBareYes } from '../run/yes-no.ts'
import { choosing, type Step, type Walkthrough } from '../schema.ts'
import { runTypedUnder } from '../store.ts'
import { type AnswerDeps, carryOut, keepButton, type LineOutcome } from './carry-out.ts'
import { asksForFew, chatterIn } from './chatter.ts'
import { isNewest } from './newest-card.ts'
import { replyToHearth } from './reply-to-hearth.ts'
import { toHearth } from './to-hearth.ts'

/** Reads a line where a question waits: an answer, a move such as `skip this one`, or a request that is surely one. */
export async function readToQuestion(
  call: Call,
  walkthrough: Walkthrough,
  run: Run,
  deps: AnswerDeps,
): Promise<LineOutcome> {
  const who = call.person.id
  const step = openStep(walkthrough, run, who)
  const asWords = { answer: { text: call.text } }
  // A question that never arrived is shown first, whatever was typed.
  const isUnseen = run.unseen !== undefined && run.unseen === run.currentStep
  if (!step || !waits(run, who) || run.asking || run.held.length > 0 || isUnseen) return asWords
  const strange = strangeNumbers(call, walkthrough, run, step)
  if (strange) return { effects: [privateReply(strange)] }
  const reading = await readingTo(step, call, walkthrough, run, deps)
  const isUndone = reading.command === 'undo' && !reading.ask && !reading.guess
  const reply = isUndone ? undefined : await replyToHearth(call, { walkthrough, run, step }, deps)
  if (reply) return { effects: reply }
  // “Let’s do it Saturday, January 9” puts nothing off.
  const isAnswer = reading.command === 'answer' || (reading.command === 'park' && namesDay.test(call.text))
  const isForOthers = isForColleagues(call, reading, run, step)
  if (isAnswer && !isForOthers) {
    if (!(await isElsewhere(call, run))) return { answer: kept(call.text, reading, walkthrough, run, step) }
    const meant = await askedElsewhere(call, deps)
    const request = meant && lineOf(meant, run, step)
    return {
      effects: [
        privateReply(
          meant && request !== undefined
            ? eitherCard(call, labelOf(meant, request, call, deps), request, run, step)
            : elsewhereCard(call, run, step, deps),
        ),
      ],
    }
  }
  if (reading.command === null || isForOthers) {
    const asked = privateReply(askBack(call, reading, run, step, deps))
    const { language } = reading
    return { effects: [language && asked.type === 'reply' ? { ...asked, language } : asked] }
  }
  if (reading.ask && !reading.guess && reading.command === 'more' && reading.run === 'more')
    return carryOut(call, `walk @${run.id} more ${step.id}`, deps, asWords)
  const line = lineOf(reading, run, step)
  const isUnsure =
    reading.guess ||
    (reading.ask && !moves.has(reading.command)) ||
    (isTalkAround(call, run) && !shownToOne.has(reading.command))
  if (isUnsure && line !== undefined)
    return { effects: [privateReply(eitherCard(call, labelOf(reading, line, call, deps), line, run, step))] }
  return carryOut(call, line, deps, asWords)
}

/** A day by its number, or a time. */
const namesDay =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2}\/\d{1,2}\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b/i

/** So long after it was kept, the same words are meant as another answer. */
const resentWithinMs = 10 * 60_000

/** The same words once more, a moment after they were kept: somebody whose line seemed lost sent it again. It is kept once. */
export function sentAgain(call: Call, walkthrough: Walkthrough, run: Run): Effect[] | undefined {
  const { person, at, alongside, kind } = call
  const step = openStep(walkthrough, run, person.id)
  const typed = tidy(call.text).toLowerCase()
  if (kind !== 'line' || !step || step.input !== 'open' || run.editing || typed.split(' ').length < 3)
    return undefined
  const before = run.answers.find(one =>
    one.entries.some(
      entry =>
        entry.by.id === person.id &&
        at - entry.at < resentWithinMs &&
        !alongside.includes(entry.sourceMessageId ?? '') &&
        tidy(entry.text).toLowerCase() === typed,
    ),
  )
  const number = walkthrough.steps.findIndex(one => one.id === before?.step) + 1
  if (!before || before.step === step.id || number === 0) return undefined
  return [
    privateReply([
      text(`I have those words already: they are your answer ${number}, and I saved them once.`),
      buttons(...keepButton(call, run, step, 'Save them here, too')),
      ...questionCard(walkthrough, run, { who: person.id }),
    ]),
  ]
}

/** A line of nothing but numbers, some of which the question does not show: that is said, and nothing is kept yet. */
function strangeNumbers(call: Call, walkthrough: Walkthrough, run: Run, step: Step): Message | undefined {
  const isNumbers = /^[[\]#\s]*\d{1,3}(?:(?:[[\],;&#\s]|and)+\d{1,3})*[[\]\s.!]*$/i.test(call.text)
  if (!isNumbers || step.input === 'date') return undefined
  const numbers = (call.text.match(/\d+/g) ?? []).map(Number)
  const options = choosing(step.input) ? optionsOf(walkthrough, run, step) : []
  const there = numbers.filter(one => one >= 1 && one <= options.length)
  const missing = numbers.filter(one => !there.includes(one))
  if (missing.length === 0) return undefined
  const why =
    options.length > 0
      ? `The choices here are 1 to ${options.length}, so there is no ${missing.join(' or ')}.`
      : `Nothing is numbered here, so I don’t know what ${missing.join(', ')} stands for.`
  const labels = there.flatMap(one => options[one - 1]?.label ?? [])
  return [
    text(`${why} Nothing is saved yet.`),
    buttons(
      ...(labels.length > 0
        ? [press(run, `Save ${there.join(', ')}`, `say ${step.id} ${labels.join('; ')}`)]
        : []),
      ...keepButton(call, run, step),
    ),
  ]
}

/** A line in a channel that does not name Hearth: colleagues talk there, too. */
export const isTalkAround = ({ kind, addressed }: Call, run: Run): boolean =>
  isShared(run) && kind === 'line' && !addressed

/** Talk in a channel where a yes or no is waited for, with none in it: a colleague may be meant. How it is a yes, once that was said, is kept. */
const isForColleagues = (call: Call, { slots }: Reading, run: Run, { id, input }: Step): boolean =>
  input === 'yes-no-how' &&
  slots[0] === 'unclear' &&
  isTalkAround(call, run) &&
  !entriesOf(run, id).some(one => one.by.id === call.person.id)

/** Moves that only whoever asks for them sees. */
const shownToOne = new Set(['more', 'overview', 'edit', 'export'])

/**
 * What is not kept unasked in a channel: talk among colleagues is left alone; where it may be an answer, its writer alone is asked.
 * Undefined: it is to be read as any line.
 */
export async function amongColleagues(
  call: Call,
  walkthrough: Walkthrough,
  run: Run,
  deps: AnswerDeps,
): Promise<Effect[] | undefined> {
  const looks = isTalkAround(call, run) ? chatterIn(call.text) : undefined
  if (!looks) return undefined
  if (looks === 'talk') return []
  // Whoever asks who sees it is told, and saves nothing.
  if (toHearth(call.text, { isEditing: false, isYesNo: false })?.type === 'who sees') return undefined
  const step = openStep(walkthrough, run, call.person.id)
  if (!step || !waits(run, call.person.id)) return []
  if (looks === 'short') {
    const { command, slots } = await readingTo(step, call, walkthrough, run, deps)
    const isChosen = asksForFew(step) && slots.some(slot => !slot.startsWith('own: '))
    if (command !== 'answer' || isChosen) return undefined
  }
  const number = walkthrough.steps.indexOf(step) + 1
  const why =
    looks === 'to somebody'
      ? 'That looks like a word to a colleague, so I left it alone.'
      : 'Nothing is saved yet.'
  return [
    privateReply([
      text(`${why} Is it your answer to question ${number}?`),
      quote(clip(call.text, 200)),
      buttons(...keepButton(call, run, step), press(run, 'No, don’t save it', 'leave')),
    ]),
  ]
}

/** Whether something else was taken up here since the question: then a line is saved as its answer only by a press of the button that says so. */
async function isElsewhere(call: Call, run: Run): Promise<boolean> {
  if (!call.place.personal || (await runTypedUnder(call))) return false
  return call.offered.length > 0 && !isNewest(call, run)
}

/** What a line asks of Hearth where something else was taken up since the question: `something to read for teens`, behind one's things. */
async function askedElsewhere(call: Call, deps: AnswerDeps): Promise<Reading | undefined> {
  const reading = deps.read(call.text, await deps.context(call))
  const isRequest = reading.command !== null && !seldomAsked.has(reading.command)
  return isRequest && reading.run !== undefined ? reading : undefined
}

/** Whom a gathering is for is also whom an icebreaker is for: such words are an answer as well. */
const seldomAsked = new Set(['icebreaker', 'greeting', 'thanks'])

async function readingTo(
  step: Step,
  call: Call,
  walkthrough: Walkthrough,
  run: Run,
  deps: AnswerDeps,
): Promise<Reading> {
  const context: Context = {
    where: 'question',
    now: await deps.now(call),
    question: questionOf(walkthrough, run, step, call.person.id, call.text),
  }
  return deps.read(call.text, context)
}

/** What is typed for what has another name than the command it is read as. */
const spelled: Readonly<Record<string, string>> = {
  forget: 'forget me',
  export: 'hearth export',
  help: 'hearth help',
  about: 'hearth about',
  home: 'hearth home',
  privacy: 'privacy',
}

const moves = new Set([
  'skip',
  'park',
  'more',
  'back',
  'edit',
  'overview',
  'stop',
  'finish',
  'form',
  'resume',
  'share',
  'export',
])

function lineOf(reading: Reading, run: Run, step: Step): string | undefined {
  const { command, run: typed = '' } = reading
  if (command === 'help' && typed === 'more') return `walk @${run.id} more ${step.id}`
  if (command !== null && moves.has(command) && typed === command)
    return `walk @${run.id} ${command === 'more' ? `more ${step.id}` : typed}`
  if (command !== null && spelled[command]) return spelled[command]
  if (command !== null && moves.has(command))
    return `walk @${run.id} ${command === 'more' ? `more ${step.id}` : typed}`
  return reading.run
}

function questionOf(
  walkthrough: Walkthrough,
  run: Run,
  step: Step,
  who: string,
  typed: string,
): NonNullable<Context['question']> {
  const said = entriesOf(run, step.id).filter(one => one.by.id === who)
  // Once a bare yes is kept, what comes next tells how.
  const isHow = said.length === 1 && isBareYes(said[0]?.text ?? '') && run.editing !== step.id
  if (step.input === 'yes-no-how') return { input: isHow ? 'open' : 'yesno' }
  if (!choosing(step.input)) return { input: 'open' }
  const options = allOf(walkthrough, run, step)
  // Where its source is asked for, a figure may still be chosen instead.
  const isSource = lacksSource(walkthrough, run, step.id, { id: who, name: '' })
  return isSource && chosenIn(typed, options).length === 0 ? { input: 'open' } : { input: 'choice', options }
}

/** A line that may be an answer and a request: nothing is done before it is known which. */
const eitherCard = (call: Call, words: string, line: string, run: Run, step: Step): Message => [
  text('Is “', bold(clip(call.text, 100)), '” your answer?'),
  buttons(...keepButton(call, run, step), button(words, line)),
  quiet('Nothing is saved or done yet.'),
]

/** A line behind something else: it is asked whether it is meant for the question that still waits. */
function elsewhereCard(call: Call, run: Run, step: Step, { commands }: AnswerDeps): Message {
  const hint = nearMiss(
    call.text,
    commands().map(one => one.name),
  )
  return [
    text('Is “', bold(clip(call.text, 100)), '” your answer?'),
    quiet(step.question),
    buttons(
      ...keepButton(call, run, step),
      press(run, 'No, don’t save it', 'leave'),
      press(run, 'Continue', 'resume'),
    ),
    ...(hint ? [quiet(`If you meant something else, type “${hint}.”`)] : []),
    quiet('Nothing is saved yet.'),
  ]
}

function labelOf({ command, slots }: Reading, line: string, call: Call, { commands }: AnswerDeps): string {
  const known = doing[slots[0] === 'export' ? 'export' : (command ?? '')]
  if (known) return known
  const words = lineInWords(commands(), line, call.person.locale)
  return words === line ? 'No, do what it says' : clip(words, longestLabel)
}

/** A phone shows no longer label. */
const longestLabel = 60

/** What a button says that does what a line may ask for. */
const doing: Readonly<Record<string, string>> = {
  help: 'Show help',
  about: 'Show what Hearth is',
  home: 'Show home',
  more: 'Show help',
  skip: 'Next question',
  park: 'Come back later',
  back: 'Go back',
  edit: 'Change an answer',
  overview: 'Show the overview',
  form: 'Show all questions',
  stop: 'Stop here',
  finish: 'Finish it',
  share: 'Share it',
  export: 'Export it',
  resume: 'Continue',
  icebreaker: 'Show an icebreaker',
  readings: 'Find readings',
  note: 'Save it as a note',
  things: 'Show my things',
  settings: 'Open settings',
  closed: 'Open closed days',
  privacy: 'Show my data',
  forget: 'Delete my data',
  undo: 'Undo my last change',
  year: 'Show our year',
  'my-icebreakers': 'Show my icebreakers',
}

/** A choice is kept by the names of what was chosen; all else as it was typed. */
function kept(
  typed: string,
  { slots }: Reading,
  walkthrough: Walkthrough,
  run: Run,
  step: Step,
): { text: string; reading?: 'yes' | 'no' | 'partly' } {
  const [first] = slots
  if (step.input === 'yes-no-how' && (first === 'yes' || first === 'no' || first === 'partly'))
    return { text: typed, reading: first }
  if (!choosing(step.input) || slots.length === 0) return { text: typed }
  const options = allOf(walkthrough, run, step)
  const named = slots.map(slot =>
    slot.startsWith('own: ') ? slot.slice(5) : (options.find(one => one.id === slot)?.label ?? slot),
  )
  return { text: named.every(name => name === typed) ? typed : named.join('; ') }
}

/** Where it is not sure what was meant, it asks, and keeps nothing yet. */
function askBack(call: Call, reading: Reading, run: Run, step: Step, { reply }: AnswerDeps) {
  const isYesNo = step.input === 'yes-no-how' && reading.slots[0] === 'unclear'
  const said = reading.reply === undefined ? [] : reply(reading.reply)
  return [
    ...said.map(one => text(one)),
    ...(isYesNo ? [text('Is “', bold(clip(call.text, 100)), '” a yes, a no, or partly?')] : []),
    ...(!isYesNo && said.length === 0 ? [text('Is “', bold(clip(call.text, 100)), '” your answer?')] : []),
    buttons(
      ...(isYesNo ? yesNoWords.map(word => press(run, word, `say ${step.id} ${word}`)) : []),
      ...keepButton(call, run, step),
      ...(reading.slots[0] === 'overview' ? [press(run, 'Show the overview', 'overview')] : []),
      ...(reading.slots[0] === 'things' ? [button('Show my things', 'things')] : []),
      ...(isYesNo
        ? []
        : [press(run, 'Skip', `skip ${step.id}`), press(run, 'Come back later', `park ${step.id}`)]),
    ),
    quiet('Nothing is saved yet.'),
  ]
}
