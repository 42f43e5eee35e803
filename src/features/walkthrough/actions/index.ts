import type { Call } from '../../../core/command.ts'
import { privateReply } from '../../../core/effect.ts'
import { versionsHeld } from '../../../core/records/held-versions.ts'
import { UserError } from '../../../core/user-error.ts'
import { applyMove, type MoveRequest, renderAnswered, renderOutcome, rootAgain } from '../apply-move.ts'
import { askCard } from '../cards.ts'
import { fill, wholeForm } from '../form.ts'
import { give } from '../give-first.ts'
import { letGo } from '../line/left-behind.ts'
import { exported } from '../paper.ts'
import { reviewerActions } from '../reviewers.ts'
import { type Run, runs } from '../run/run.ts'
import type { Walkthrough } from '../schema.ts'
import { shareActions } from '../share.ts'
import { asked } from '../start-command.ts'
import { contentOf, runFor } from '../store.ts'
import type { Action } from './action.ts'
import { answerActions, someWords } from './answer.ts'
import { calendarActions } from './calendar.ts'
import { ownerActions } from './owner.ts'

/** “Rename it to Soup night”. */
const pointingTo = /^(?:it|this|that|(?:the|this|that|my|our) (?:plan|checklist)) (?:to|as|into) (?=\S)/i

/** Everything that can be done with a run, by its word. */
export const walkActions = {
  skip: settling(rest => ({ type: 'skip', ...(rest && { step: rest }) })),
  park: settling(rest => ({ type: 'park', ...(rest && { step: rest }) })),
  next: settling((rest, call) => ({ type: 'next', delivery: call.id, ...(rest && { step: rest }) })),
  back: move(() => ({ type: 'back' })),
  overview: move(() => ({ type: 'overview' })),
  stop: leaving({ type: 'stop' }),
  resume: async ({ call, id, rest, walkthroughs: all }) => {
    // Going on saves nothing; the line that a card shows, where it is still the one that is held.
    const [held] = (await runFor(call.library, call, id)).held
    if (rest !== `held ${held?.at}`) await letGo(call, { id })
    const played = await applyMove(call, all, id, { type: 'resume' })
    return [...(await rootAgain(call, played)), ...(await renderOutcome(call, all, played))]
  },
  decline: leaving({ type: 'decline' }),
  finish: move(() => ({ type: 'finish' })),
  rename: move(rest => ({ type: 'rename', name: someWords(rest.replace(pointingTo, '')).slice(0, 80) })),
  private: move((rest, walkthrough) => ({ type: 'private', step: numbered(walkthrough, rest) })),
  edit: async asked => {
    await runFor(asked.call.library, asked.call, asked.id)
    await letGo(asked.call, asked)
    return opened(asked)
  },
  remove: move((rest, walkthrough) => ({ type: 'remove', step: numbered(walkthrough, rest) })),
  append: move((rest, walkthrough, _, call) => ({
    type: 'append',
    ...numberedWords(walkthrough, rest, call),
  })),
  replace: move((rest, walkthrough, _, call) => ({
    type: 'replace',
    ...numberedWords(walkthrough, rest, call),
  })),
  say: settling(rest => {
    const [step = '', ...words] = rest.split(' ')
    return { type: 'answer', step, text: someWords(words.join(' ')) }
  }),
  ...answerActions,
  ask: async ({ call, id, walkthroughs: all }) => {
    const run = await asked(call, await runFor(call.library, call, id))
    return [privateReply(askCard(contentOf(all, run), run))]
  },
  form: async ({ call, id, walkthroughs: all }) => {
    const run = await runFor(call.library, call, id)
    return [privateReply(wholeForm(contentOf(all, run), run, call.person.id))]
  },
  fill: async ({ call, id, rest, walkthroughs: all }) =>
    renderOutcome(call, all, await applyMove(call, all, id, fill(call.values, Number(rest) || 0))),
  export: async ({ call, id, rest, walkthroughs: all }) => {
    const run = await runFor(call.library, call, id)
    const replaced = await versionsHeld(call.library, runs, id)
    return [privateReply(await exported(contentOf(all, run), run, call, replaced, rest))]
  },
  ...calendarActions,
  ...ownerActions,
  ...shareActions,
  ...reviewerActions,
  give,
} satisfies Readonly<Record<string, Action>>

const opened = move((rest, walkthrough) => ({ type: 'edit', step: numbered(walkthrough, rest) }))

/** A move that leaves the walk-through: what was held is forgotten. */
function leaving(request: MoveRequest): Action {
  return async ({ call, id, walkthroughs: all }) => {
    await runFor(call.library, call, id)
    await letGo(call, { id })
    return renderOutcome(call, all, await applyMove(call, all, id, request))
  }
}

/** A move, and what is to be read next. */
function move(
  request: (rest: string, walkthrough: Walkthrough, run: Run, call: Call) => MoveRequest,
): Action {
  return async ({ call, id, rest, walkthroughs: all }) =>
    renderOutcome(
      call,
      all,
      await applyMove(call, all, id, (walkthrough, run) => request(rest, walkthrough, run, call)),
    )
}

/** A move that settles a question: the card whose button did it shows what was said. */
function settling(request: (rest: string, call: Call) => MoveRequest): Action {
  return async ({ call, id, rest, walkthroughs: all }) => {
    const played = await applyMove(call, all, id, request(rest, call))
    return [...renderAnswered(call, played), ...(await renderOutcome(call, all, played))]
  }
}

/** The step behind a number, and the words that follow it as they were typed. */
function numberedWords(walkthrough: Walkthrough, rest: string, { sourceMessageId }: Call) {
  const [, number = '', words = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? []
  return {
    step: numbered(walkthrough, number),
    text: someWords(words),
    ...(sourceMessageId && { sourceMessageId }),
  }
}

/** The step behind a number that a person sees. */
function numbered({ steps }: Walkthrough, typed: string): string {
  const step = steps[Number(typed) - 1] ?? steps.find(one => one.id === typed)
  if (step) return step.id
  throw new UserError(`The questions here are 1 to ${steps.length}: “edit 3” opens the third.`)
}
