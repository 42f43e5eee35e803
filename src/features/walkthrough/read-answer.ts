import type { Call, Command } from '../../core/command.ts'
import { route } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import type { Context } from '../../core/language/grammar.ts'
import type { Reader, Reading } from '../../core/language/reader.ts'
import { button, buttons, type Message, quiet, text } from '../../core/message.ts'
import { press } from './cards.ts'
import { optionsOf } from './run/options.ts'
import { entriesOf, openStep, type Run, waits } from './run/run.ts'
import { isBareYes } from './run/yes-no.ts'
import { choosing, type Step, type Walkthrough } from './schema.ts'

/** What a line is read with where a question waits. */
export interface AnswerDeps {
  commands: () => readonly Command[]
  read: Reader
  reply(id: string): readonly string[]
  now(call: Call): Promise<Context['now']>
}

/** What a line typed to a question came to: done already, or an answer as it is to be kept. */
export type LineOutcome =
  | { effects: Effect[] }
  | { answer: { text: string; reading?: 'yes' | 'no' | 'partly' } }

/** Reads a line where a question waits: an answer, a move such as `skip this one`, or a request that is surely one. */
export async function readToQuestion(
  call: Call,
  walkthrough: Walkthrough,
  run: Run,
  deps: AnswerDeps,
): Promise<LineOutcome> {
  const step = openStep(walkthrough, run)
  const asWords = { answer: { text: call.text } }
  if (!step || !waits(run) || run.asking || run.held.length > 0) return asWords
  const context: Context = {
    where: 'question',
    now: await deps.now(call),
    question: questionOf(walkthrough, run, step),
  }
  const reading = deps.read(call.text, context)
  if (reading.command === 'answer') return { answer: kept(call.text, reading, walkthrough, run, step) }
  if (reading.command === null) return { effects: [privateReply(askBack(call, reading, run, step, deps))] }
  if (reading.ask && reading.command === 'more' && reading.run === 'more')
    return carryOut(call, `walk @${run.id} more ${step.id}`, deps, asWords)
  const line = lineOf(reading, run, step)
  if (reading.ask && !moves.has(reading.command) && line !== undefined)
    return { effects: [privateReply(eitherCard(call, line, run, step))] }
  return carryOut(call, line, deps, asWords)
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
  if (command !== null && moves.has(command) && typed === command)
    return `walk @${run.id} ${command === 'more' ? `more ${step.id}` : typed}`
  if (command !== null && spelled[command]) return spelled[command]
  if (command !== null && moves.has(command))
    return `walk @${run.id} ${command === 'more' ? `more ${step.id}` : typed}`
  return reading.run
}

async function carryOut(
  call: Call,
  line: string | undefined,
  deps: AnswerDeps,
  otherwise: LineOutcome,
): Promise<LineOutcome> {
  const found = line === undefined ? undefined : route(deps.commands(), line)
  if (!found || line === undefined) return otherwise
  const { command, rest } = found
  const asked = { ...call, text: line, rest, words: rest.split(/\s+/).filter(Boolean) }
  return { effects: await command.run(asked) }
}

function questionOf(walkthrough: Walkthrough, run: Run, step: Step): NonNullable<Context['question']> {
  const said = entriesOf(run, step.id)
  // Once a bare yes is kept, what comes next tells how.
  const isHow = said.length === 1 && isBareYes(said[0]?.text ?? '') && run.editing !== step.id
  if (step.input === 'yes-no-how') return { input: isHow ? 'open' : 'yesno' }
  if (!choosing(step.input)) return { input: 'open' }
  return { input: 'choice', options: optionsOf(walkthrough, run, step) }
}

/** A line that may be an answer and a request: nothing is done before it is known which. */
const eitherCard = (call: Call, line: string, run: Run, step: Step): Message => [
  text('Is that your answer, or shall I do it?'),
  buttons(
    press(run, 'Keep it as my answer', `say ${step.id} ${call.text.trim().slice(0, 1_500)}`),
    button('Do it', line),
  ),
  quiet('Nothing is kept or done yet.'),
]

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
  const options = optionsOf(walkthrough, run, step)
  const named = slots.map(slot =>
    slot.startsWith('own: ') ? slot.slice(5) : (options.find(one => one.id === slot)?.label ?? slot),
  )
  return { text: named.every(name => name === typed) ? typed : named.join('; ') }
}

/** Where it is not sure what was meant, it asks, and keeps nothing yet. */
function askBack(call: Call, reading: Reading, run: Run, step: Step, { reply }: AnswerDeps) {
  const isYesNo = step.input === 'yes-no-how' && reading.slots[0] === 'unclear'
  const said = call.text.trim().slice(0, 1_500)
  return [
    ...(reading.reply === 'reply-patron' ? reply('reply-patron').map(one => text(one)) : []),
    ...(isYesNo ? [text('I’m not sure how to read that. Is it a yes, a no, or partly?')] : []),
    ...(!isYesNo && reading.reply !== 'reply-patron'
      ? [text('I’m not sure what you’d like to do with this question.')]
      : []),
    buttons(
      ...(isYesNo ? ['Yes', 'Partly', 'No'].map(word => press(run, word, `say ${step.id} ${word}`)) : []),
      press(run, 'Keep it as my answer', `say ${step.id} ${said}`),
      press(run, 'Skip', `skip ${step.id}`),
      press(run, 'Come back later', `park ${step.id}`),
    ),
    quiet('Nothing is kept yet.'),
  ]
}
