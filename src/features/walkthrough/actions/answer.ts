import { type Effect, inPlace, privateReply } from '../../../core/effect.ts'
import { text } from '../../../core/message.ts'
import { UserError } from '../../../core/user-error.ts'
import { applyMove, renderAnswered, renderOutcome } from '../apply-move.ts'
import { helpCard, writeCard } from '../question-card.ts'
import { chosenIn, optionsOf } from '../run/options.ts'
import { entriesOf, openStep, stepOf } from '../run/run.ts'
import { choosing } from '../schema.ts'
import { contentOf, runFor } from '../store.ts'
import { offerFor } from '../suggested-answers.ts'
import type { Action, RunRequest } from './action.ts'

/** What the buttons of a question card do. */
export const answerActions = { answer, write, keep, leave, take, more } satisfies Readonly<
  Record<string, Action>
>

/** The field of a question card: what was typed into it, or chosen. */
async function answer({ call, id, rest: step, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const value = call.values[step] ?? ''
  const played = await applyMove(call, all, id, (walkthrough, run) => {
    const known = stepOf(walkthrough, step)
    const picked = known && choosing(known.input) ? chosenIn(value, optionsOf(walkthrough, run, known)) : []
    const words = picked.length > 0 ? picked.map(one => one.label).join('; ') : value
    return {
      type: 'answer',
      step,
      text: someWords(words),
      ...(picked.length > 0 && { chosen: picked.map(one => one.id) }),
    }
  })
  return [...renderAnswered(call, played), ...(await renderOutcome(call, all, played))]
}

/** A typed line that was asked about: it is the answer, and stays known by the line that it was. */
async function keep({ call, id, rest, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const [step = '', line = '-', ...words] = rest.split(' ')
  const played = await applyMove(call, all, id, {
    type: 'answer',
    step,
    text: someWords(words.join(' ')),
    ...(line !== '-' && { sourceMessageId: decodeURIComponent(line) }),
  })
  return [...renderAnswered(call, played), ...(await renderOutcome(call, all, played))]
}

/** A typed line that was asked about was no answer. */
async function leave({ call }: RunRequest): Promise<Effect[]> {
  return [inPlace(call, [text('All right. Nothing is saved.')])]
}

/** The field of a question alone: its card has yes and no, and a line typed in that place may not arrive. */
async function write({ call, id, rest: step, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await runFor(call.library, call, id)
  const walkthrough = contentOf(all, run)
  const about = stepOf(walkthrough, step) ?? openStep(walkthrough, run, call.person.id)
  if (!about) throw new UserError(noneOpen)
  return [privateReply(writeCard(run, about))]
}

/** Takes what another walk offers, marked with where it came from. */
async function take({ call, id, rest: step, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await runFor(call.library, call, id)
  const offer = await offerFor(call, all, run, stepOf(contentOf(all, run), step))
  if (!offer) throw new UserError('There’s nothing left to take over.')
  const from = offer.where.replace(', changed since you used it', '').replace(/^From/, 'from')
  // What was taken over before is replaced, not added to.
  if (entriesOf(run, step).some(one => one.from)) await applyMove(call, all, id, { type: 'edit', step })
  const played = await applyMove(call, all, id, {
    type: 'answer',
    step,
    text: offer.text,
    from,
    sourceRunId: offer.sourceRunId,
    saidThere: offer.saidThere,
  })
  return [...renderAnswered(call, played), ...(await renderOutcome(call, all, played))]
}

async function more({ call, id, rest: step, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await runFor(call.library, call, id)
  const walkthrough = contentOf(all, run)
  const about = stepOf(walkthrough, step) ?? openStep(walkthrough, run, call.person.id)
  if (!about) throw new UserError(noneOpen)
  return [privateReply(helpCard(walkthrough, about))]
}

const noneOpen = 'No question is open just now. “edit 3” opens one again.'

/** @throws {UserError} where nothing but space was typed. */
export function someWords(typed: string): string {
  if (typed.trim() !== '') return typed
  throw new UserError('Nothing was typed there, so nothing changed. A few words are enough, or press Skip.')
}
