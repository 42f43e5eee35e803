import type { Command } from '../../core/command.ts'
import { privateReply } from '../../core/effect.ts'
import { UserError } from '../../core/user-error.ts'
import type { Action } from './action.ts'
import { answerActions, someWords } from './answer-actions.ts'
import { applyMove, type MoveRequest, renderAnswered, renderOutcome, rootAgain } from './apply-move.ts'
import { askCard } from './cards.ts'
import { exported } from './export.ts'
import { fill, wholeForm } from './form.ts'
import { ownerActions } from './owner-actions.ts'
import { reviewerActions } from './reviewers.ts'
import type { Run } from './run/run.ts'
import { isPlan } from './run/run-plan.ts'
import { movePhrases } from './run/typed-moves.ts'
import type { Walkthrough } from './schema.ts'
import { shareActions } from './share.ts'
import { splitId } from './split-id.ts'
import { asked } from './start-command.ts'
import { contentOf, runFor, runMeant } from './store.ts'

interface WalkDeps {
  walkthroughs: readonly Walkthrough[]
  /** What is done in another way with a plan, by the action's name. Left out: nothing is. */
  plans?: Readonly<Record<string, Action>>
}

/** `walk`: every move in an open walk-through, by button or by word. Without a name it means the one at hand. */
export function walkCommand({ walkthroughs: all, plans = {} }: WalkDeps): Command {
  const move = (wish: (rest: string, walkthrough: Walkthrough, run: Run) => MoveRequest): Action => {
    return async (call, id, rest) =>
      renderOutcome(
        call,
        all,
        await applyMove(call, all, id, (walkthrough, run) => wish(rest, walkthrough, run)),
      )
  }
  const settling = (wish: (rest: string) => MoveRequest): Action => {
    return async (call, id, rest) => {
      const played = await applyMove(call, all, id, wish(rest))
      return [...renderAnswered(call, played), ...(await renderOutcome(call, all, played))]
    }
  }
  const actions: Readonly<Record<string, Action>> = {
    skip: settling(rest => ({ type: 'skip', ...(rest && { step: rest }) })),
    park: settling(rest => ({ type: 'park', ...(rest && { step: rest }) })),
    back: move(() => ({ type: 'back' })),
    overview: move(() => ({ type: 'overview' })),
    stop: move(() => ({ type: 'stop' })),
    resume: async (call, id) => {
      const played = await applyMove(call, all, id, { type: 'resume' })
      return [...(await rootAgain(call, played)), ...(await renderOutcome(call, all, played))]
    },
    decline: move(() => ({ type: 'decline' })),
    finish: move(() => ({ type: 'finish' })),
    rename: move(rest => ({ type: 'rename', name: someWords(rest).slice(0, 80) })),
    private: move((rest, walkthrough) => ({ type: 'private', step: numbered(walkthrough, rest) })),
    edit: move((rest, walkthrough) => ({ type: 'edit', step: numbered(walkthrough, rest) })),
    append: move((rest, walkthrough) => {
      const [number = '', ...words] = rest.split(/\s/)
      return { type: 'append', step: numbered(walkthrough, number), text: someWords(words.join(' ')) }
    }),
    say: settling(rest => {
      const [step = '', ...words] = rest.split(' ')
      return { type: 'answer', step, text: someWords(words.join(' ')) }
    }),
    ...answerActions(all),
    ask: async (call, id) => {
      const run = await asked(call, await runFor(call.library, call, id))
      return [privateReply(askCard(contentOf(all, run), run))]
    },
    form: async (call, id) => {
      const run = await runFor(call.library, call, id)
      return [privateReply(wholeForm(contentOf(all, run), run, call.person.id))]
    },
    fill: async (call, id, rest) =>
      renderOutcome(call, all, await applyMove(call, all, id, fill(call.values, Number(rest) || 0))),
    export: async (call, id) => {
      const run = await runFor(call.library, call, id)
      return [privateReply(exported(contentOf(all, run), run, call.at))]
    },
    ...ownerActions(all),
    ...shareActions(all),
    ...reviewerActions(all),
  }

  return {
    name: 'walk',
    summary: 'Go on with a walk-through you have open, look it over, share or export it',
    typedOnly: true,
    prose: true,
    keywords: [
      'walk-through',
      'overview',
      'resume',
      'continue',
      'answers',
      'edit',
      'share',
      'export',
      'stop',
    ],
    examples: [
      ['overview', 'shows the walk-through at hand with all its answers'],
      ['edit 3', 'opens your third answer again'],
      ['share', 'shows where it would appear, then shares it'],
      ['export', 'gives it as a file'],
    ],
    phrases: movePhrases,
    isItsWords: rest =>
      rest.startsWith('@') || Object.keys(actions).some(one => rest === one || rest.startsWith(`${one} `)),
    async run(call) {
      const { id = await runMeant(call), rest } = splitId(call.rest.trim())
      if (id === undefined)
        throw new UserError(
          'Nothing is open that this could be about. Type “gathering” to begin with the checklist, or “help”.',
        )
      const line = rest || 'overview'
      // The longest: “take over” begins with “take”.
      const [name] = Object.keys(actions)
        .filter(one => line === one || line.startsWith(`${one} `))
        .sort((one, other) => other.length - one.length)
      if (!name)
        throw new UserError(
          'I know “overview”, “edit 3”, “skip”, “park”, “back”, “stop”, “share” and “export” here.',
        )
      const ofPlans = plans[name]
      const action =
        ofPlans && isPlan(await runFor(call.library, call, id)) ? ofPlans : (actions[name] as Action)
      return action(call, id, line.slice(name.length).trim())
    },
  }
}

/** The step behind a number that a person sees. */
function numbered({ steps }: Walkthrough, typed: string): string {
  const step = steps[Number(typed) - 1] ?? steps.find(one => one.id === typed)
  if (step) return step.id
  throw new UserError(`The questions here are 1 to ${steps.length}: “edit 3” opens the third.`)
}
