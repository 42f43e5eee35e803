import type { Effect } from '../../../core/effect.ts'
import {
  bold,
  buttons,
  fold,
  form,
  list,
  type Message,
  quote,
  secondary,
  skipsFields,
  text,
} from '../../../core/message.ts'
import type { Reminder } from '../../../core/schedule/reminder.ts'
import { clip, press } from '../../walkthrough/cards.ts'
import { answered } from '../../walkthrough/run/plan.ts'
import { planButton } from '../../walkthrough/run/plan-view.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { planId } from '../../walkthrough/schema.ts'
import { whoIs } from '../../walkthrough/store.ts'
import { statusLine } from '../card.ts'
import { setPendingQuestion } from '../pending-question.ts'
import { changed, inItsPlace, type PlanRequest } from '../refresh-cards.ts'
import { changePlan, planFor, reminderFor } from '../store.ts'
import { alone, lowered, type PlanAction } from './action.ts'

/** What is answered to a reminder, at any time, while the plan goes on. */
export const statusActions: readonly PlanAction[] = [
  {
    name: 'still',
    aliases: ['still on it'],
    takes: alone,
    phrases: ['still on it'],
    whileOpen: true,
    prefersWaiting: true,
    answersReminder: lowered(alone),
    run: still,
  },
  {
    name: 'stuck',
    phrases: ['stuck', 'stuck …'],
    whileOpen: true,
    prefersWaiting: true,
    answersReminder: lowered(alone),
    inItsThread: 'followed',
    isAnswer: () => true,
    run: stuck,
  },
]

async function still(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const answer = { by: whoIs(call), at: call.at, words: 'still on it' }
  const { run } = await changePlan(call, id, plan => answered(plan, answer))
  const reminder = await reminderFor(call.library, run)
  return changed(asked, run, stillNote(run, reminder))
}

/** Asks for the roadblock with the nudges of the plan's own question about roadblocks; keeps it with the plan. */
async function stuck(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const words = (asked.rest || call.values.roadblock || '').trim()
  const run = await planFor(call.library, call, id)
  if (words === '') {
    await setPendingQuestion(asked, 'stuck')
    return [inItsPlace(asked, stuckCard(run, nudges(asked)))]
  }
  const entry = { by: whoIs(call), at: call.at, text: words }
  const { run: kept } = await changePlan(call, id, plan =>
    answered(
      { ...plan, stuck: [...(plan.stuck ?? []), entry] },
      { by: whoIs(call), at: call.at, words: `stuck: ${clip(words, 100)}` },
    ),
  )
  return changed(asked, kept, stuckNote(kept, words, nudges(asked)))
}

function nudges(asked: PlanRequest): readonly string[] {
  const steps = asked.walkthroughs.find(one => one.id === planId)?.steps ?? []
  return steps.find(one => one.id === 'roadblocks')?.nudges ?? []
}

function stillNote(run: Run, reminder: Reminder | undefined): Message {
  return [
    text('Glad “', bold(run.name), '” is moving. ', ...statusLine(run, reminder)),
    buttons(
      ...(reminder ? [] : [planButton(run, 'Remind me again', 'remind')]),
      planButton(run, 'Add a step', 'step'),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

const stuckCard = (run: Run, nudges: readonly string[]): Message => [
  form(
    [{ id: 'roadblock', label: `What’s in the way of “${run.name}”?`, type: 'paragraph' }],
    planButton(run, 'Save it with the plan', 'stuck', 'primary'),
    skipsFields(planButton(run, 'See the plan', '')),
  ),
  ...(nudges.length > 0 ? [fold('Hints', list(nudges))] : []),
]

const stuckNote = (run: Run, words: string, nudges: readonly string[]): Message => [
  text('That’s saved with “', bold(run.name), '”:'),
  quote(words),
  text('A small first step may help, or a colleague’s eyes.'),
  ...(nudges.length > 0 ? [fold('What else may help', list(nudges))] : []),
  buttons(
    planButton(run, 'Add a step', 'step', 'primary'),
    secondary(press(run, 'Show a colleague', 'neighbor')),
    secondary(planButton(run, 'Remind me later', 'later')),
    secondary(planButton(run, 'See the plan', '')),
  ),
]
