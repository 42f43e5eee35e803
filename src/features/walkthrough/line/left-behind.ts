import { type Call, type Command, route, tidy } from '../../../core/command.ts'
import { type Effect, privateReply } from '../../../core/effect.ts'
import { bold, buttons, heading, type Message, quiet, text } from '../../../core/message.ts'
import { applyMove, renderOutcome } from '../apply-move.ts'
import { clip, press } from '../cards.ts'
import { questionCard } from '../question-card.ts'
import { isShared, openStep, type Run, runs, waits } from '../run/run.ts'
import { isAgreed, isDeclined } from '../run/yes-no.ts'
import type { Walkthrough } from '../schema.ts'
import { contentOf } from '../store.ts'
import { keepButton } from './carry-out.ts'
import { isNewest } from './newest-card.ts'

/** So long after somebody was in a walk-through, they have to say that they go on with it. */
const longAgo = 8 * 60 * 60_000

/**
 * Whether a walk-through was left, so that nothing typed is its answer until its question is asked again: it was stopped, going on was
 * asked, or nobody was in it for hours.
 */
export function isLeft(run: Run, { person, at }: Pick<Call, 'person' | 'at'>): boolean {
  if (run.status === 'finished') return false
  if (!waits(run, person.id)) return true
  return !isShared(run) && (run.asking === true || run.held.length > 0 || at - run.touchedAt >= longAgo)
}

/** Whether going on was asked, and nothing else was shown here since, as far as is known. */
const isAskedNow = (call: Call, run: Run): boolean =>
  run.asking === true && (call.offered.length === 0 || isNewest(call, run))

/** Whether what somebody typed may still be meant for a walk-through that they left: it is the last thing they looked at. */
export const mayBeMeant = (call: Call, run: Run): boolean =>
  isAskedNow(call, run) || (isNewest(call, run) && call.at - run.touchedAt < longAgo)

/** A line that was held is forgotten once something else is typed, or the walk-through is left. */
export async function letGo({ library }: Call, { id }: Pick<Run, 'id'>): Promise<void> {
  const held = (await library.get(runs, id))?.held ?? []
  if (held.length === 0) return
  await library.update(async tx => {
    const run = await tx.get(runs, id)
    if (run) await tx.put(runs, id, { ...run, held: [] })
  })
}

/** Goes on, and saves nothing: these bring the question again, whatever a card asks. */
const goesOn = /^(?:go on|continue|resume|please)\b/i

/** A yes or no is about the newest card: to “Is that your answer?”, or “Continue?”. Undefined: it is neither, or no such card is the newest. */
export async function toNewestCard(
  call: Call,
  all: readonly Walkthrough[],
  run: Run,
  commands: readonly Command[],
): Promise<Effect[] | undefined> {
  const isYes = isAgreed(call.text) && !goesOn.test(tidy(call.text))
  if (!isYes && !isDeclined(call.text)) return undefined
  const keep = keepOffered(call, run)
  if (keep) return isYes ? carriedOut(call, keep, commands) : notSaved(call, all, run)
  if (!isAskedNow(call, run)) return undefined
  if (!isYes) await letGo(call, run)
  const played = await applyMove(call, all, run.id, { type: isYes ? 'resume' : 'decline' })
  return renderOutcome(call, all, played)
}

/** What saves the line that the newest card asks about. “A yes, a no, or partly?” has nothing else to press, and is answered by one of them. */
function keepOffered({ offered }: Call, { id }: Run): string | undefined {
  const lines = offered.filter(line => !/^undo\b/.test(line))
  return lines.length > 1 ? lines.find(line => line.startsWith(`walk @${id} keep `)) : undefined
}

/** Does what a line says, which nobody typed: a button stands for it, or other words. */
export async function carriedOut(
  call: Call,
  line: string,
  commands: readonly Command[],
): Promise<Effect[] | undefined> {
  const found = route(commands, line)
  if (!found) return undefined
  const { command, rest } = found
  return command.run({ ...call, text: line, rest, words: rest.split(/\s+/).filter(Boolean) })
}

function notSaved(call: Call, all: readonly Walkthrough[], run: Run): Effect[] {
  const next = isLeft(run, call)
    ? [buttons(press(run, 'Continue', 'resume'))]
    : questionCard(contentOf(all, run), run, { who: call.person.id })
  return [privateReply([text('All right. Nothing is saved.'), ...next])]
}

/** A line that was typed when its walk-through was left: it waits for nothing, and is saved where its writer presses so. */
export function leftCard(call: Call, walkthrough: Walkthrough, run: Run): Message {
  const step = openStep(walkthrough, run, call.person.id)
  return [
    heading(`Continue “${run.name}”?`),
    ...(step ? [text('Next: ', bold(step.question))] : []),
    text('Is “', bold(clip(call.text, 100)), '” your answer?'),
    buttons(
      ...(step ? keepButton(call, run, step) : []),
      press(run, 'Continue', 'resume'),
      press(run, 'No, don’t save it', 'leave'),
    ),
    quiet('Nothing is saved yet.'),
  ]
}
