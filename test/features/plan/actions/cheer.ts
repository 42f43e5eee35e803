import { bold, buttons, quote, text } from '../../../../src/core/message.ts'
import type { PlanAction } from '../../../../src/features/plan/actions/action.ts'
import { setPendingQuestion } from '../../../../src/features/plan/pending-question.ts'
import { changed, inItsPlace } from '../../../../src/features/plan/refresh-cards.ts'
import { changePlan, planFor } from '../../../../src/features/plan/store.ts'
import { answered } from '../../../../src/features/walkthrough/run/plan.ts'
import { planButton } from '../../../../src/features/walkthrough/run/plan-view.ts'
import { whoIs } from '../../../../src/features/walkthrough/store.ts'

/** `plan cheer Well done, all`: kind words, shown wherever the plan stands. */
export const cheer: PlanAction = {
  name: 'cheer',
  aliases: ['applaud'],
  phrases: ['cheer …'],
  whileOpen: true,
  inItsThread: 'followed',
  isAnswer: () => true,
  async run(asked) {
    const { call, id, rest } = asked
    if (rest === '') {
      await setPendingQuestion(asked, 'cheer')
      const { name } = await planFor(call.library, call, id)
      return [inItsPlace(asked, [text('What do you want to say about “', bold(name), '”?')])]
    }
    const { run } = await changePlan(call, id, plan =>
      answered(plan, { by: whoIs(call), at: call.at, words: `cheers: ${rest}` }),
    )
    return changed(asked, run, [
      text('I saved that with “', bold(run.name), '”:'),
      quote(rest),
      buttons(planButton(run, 'See the plan', '')),
    ])
  },
}
