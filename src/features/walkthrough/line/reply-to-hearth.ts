import { type Call, route } from '../../../core/command.ts'
import { type Effect, privateReply } from '../../../core/effect.ts'
import {
  type Button,
  bold,
  button,
  buttons,
  type Message,
  quiet,
  secondary,
  text,
} from '../../../core/message.ts'
import { dateInWords } from '../../../core/time/in-words.ts'
import { UserError } from '../../../core/user-error.ts'
import { clip, press, seenNow, yesNoWords } from '../cards.ts'
import { questionCard } from '../question-card.ts'
import { entriesOf, type Run } from '../run/run.ts'
import type { Step, Walkthrough } from '../schema.ts'
import { type AnswerDeps, carryOut, keepButton } from './carry-out.ts'
import { type Removal, toHearth } from './to-hearth.ts'

/** Where a question waits. */
interface Waiting {
  walkthrough: Walkthrough
  run: Run
  step: Step
}

/** What is done with a line that is not for the question: it is carried out, or asked about. Undefined: it may be its answer. */
export async function replyToHearth(
  call: Call,
  waiting: Waiting,
  deps: AnswerDeps,
): Promise<Effect[] | undefined> {
  const { walkthrough, run, step } = waiting
  const isYesNo = step.input === 'yes-no-how'
  const said = toHearth(call.text, { isEditing: run.editing === step.id, isYesNo })
  switch (said?.type) {
    case undefined:
      return undefined
    case 'who sees':
      return told([text(`“${run.name}”: ${await seenNow(call, run)}.`)])
    case 'date':
      return told([
        text(`Today is ${dateInWords((await deps.now(call)).today, undefined, call.person.locale)}.`),
      ])
    case 'overview':
      return done(`walk @${run.id} overview`)
    case 'leave as it is':
      return done(`walk @${run.id} skip ${step.id}`)
    case 'language':
      return done(`settings language ${said.name}`)
    case 'stop':
      return asked(press(run, 'Stop here', 'stop'))
    case 'undo':
      return asked(button('Undo my last change', 'undo'))
    case 'icebreaker':
      return toIcebreaker()
    case 'correct': {
      const number = lastAnswered(walkthrough, run, call.person.id)
      return number
        ? asked(press(run, `Change answer ${number}`, `replace ${number} ${said.words}`))
        : undefined
    }
    case 'change': {
      const number = said.answer === 'last' ? lastAnswered(walkthrough, run, call.person.id) : said.answer
      const there = number === undefined ? undefined : walkthrough.steps[number - 1]
      if (!there || there === step) return undefined
      return asked(
        press(
          run,
          `Change answer ${number}`,
          said.words ? `replace ${number} ${said.words}` : `edit ${number}`,
        ),
      )
    }
  }

  /** An answer to it, and the question again: it still waits. */
  function told(message: Message): Effect[] {
    return [privateReply([...message, ...questionCard(walkthrough, run, { who: call.person.id })])]
  }

  async function done(line: string): Promise<Effect[] | undefined> {
    const outcome = await carryOut(call, line, deps, { effects: [] })
    return 'effects' in outcome ? outcome.effects : undefined
  }

  async function toIcebreaker(): Promise<Effect[] | undefined> {
    const { command, run: line } = deps.read(call.text, await deps.context(call))
    const isOne = command === 'icebreaker' || command === 'weekly'
    return asked(
      button('Show an icebreaker', isOne && line && route(deps.commands(), line) ? line : 'icebreaker'),
    )
  }

  /** What it may be meant for is offered beside the answer; nothing is a yes or a no that was not said. */
  function asked(...others: readonly Button[]): Effect[] {
    const words = bold(clip(call.text, 100))
    return [
      privateReply([
        step.input === 'yes-no-how'
          ? text('Is “', words, '” a yes, a no, or partly?')
          : text('Is “', words, '” your answer?'),
        buttons(
          ...(step.input === 'yes-no-how'
            ? yesNoWords.map(word => press(run, word, `say ${step.id} ${word}`))
            : keepButton(call, run, step)),
          ...others,
          // The question still waits: a typed yes or no is its answer.
          ...(step.input === 'yes-no-how' ? [secondary(press(run, 'Continue', 'resume'))] : []),
        ),
        quiet('Nothing is saved or done yet.'),
      ]),
    ]
  }
}

/** The number of the answer that somebody gave last. */
function lastAnswered({ steps }: Walkthrough, run: Run, who: string): number | undefined {
  const given = steps.flatMap((step, at) => {
    const last = entriesOf(run, step.id).findLast(one => one.by.id === who)
    return last ? [{ number: at + 1, at: last.at }] : []
  })
  return given.sort((a, b) => b.at - a.at || b.number - a.number)[0]?.number
}

/** The number of the answer that is to be taken out. @throws {UserError} where there is none, or it is not clear which. */
export function answerToRemove(walkthrough: Walkthrough, run: Run, who: string, removal: Removal): number {
  const own = walkthrough.steps.flatMap((step, at) => {
    const entries = entriesOf(run, step.id).filter(one => one.by.id === who)
    return entries.length > 0 ? [{ number: at + 1, words: entries.map(one => one.text).join(' ') }] : []
  })
  if ('answer' in removal) {
    const number = removal.answer === 'last' ? lastAnswered(walkthrough, run, who) : removal.answer
    if (own.some(one => one.number === number)) return number as number
    throw new UserError(`“${run.name}” has no answer ${number ?? 1} of yours. “overview” shows those it has.`)
  }
  const about = removal.about.toLowerCase()
  const found = own.filter(one => one.words.toLowerCase().includes(about))
  const [only] = found
  if (only && found.length === 1) return only.number
  throw new UserError([
    text(
      only
        ? `Several answers of “${run.name}” have those words. Which one should I take out?`
        : `I found no answer of yours with “${removal.about}” in “${run.name}”.`,
    ),
    buttons(
      ...found.slice(0, 5).map(one => press(run, `Take out answer ${one.number}`, `remove ${one.number}`)),
      press(run, 'Show the overview', 'overview'),
    ),
  ])
}
