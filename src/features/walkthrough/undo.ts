import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, send, update } from '../../core/effect.ts'
import { button, buttons, text } from '../../core/message.ts'
import { type TakenBack, undoRule } from '../../core/undo/undo.ts'
import { rootNow } from './cards.ts'
import { notes } from './note-command.ts'
import { runs } from './run/run.ts'
import type { Walkthrough } from './schema.ts'
import { sharedCard } from './share.ts'
import {
  cardOfRun,
  contentOf,
  focuses,
  reviewers,
  rootOf,
  type Share,
  sharedCardOf,
  shares,
} from './store.ts'

/** How what stands beside walk-throughs is taken back. */
export const undoRulesOfWalkthroughs = (walkthroughs: readonly Walkthrough[]) => [
  undoRule<object>({ kind: focuses, counts: [] }),
  undoRule<object>({
    kind: reviewers,
    show: async (call, all) => [
      inPlace(call, [text('Taken back.')]),
      ...(await Promise.all(all.map(one => seenAsBefore(call, walkthroughs, one)))).flat(),
    ],
  }),
  undoRule<object>({
    kind: notes,
    show: call => [
      inPlace(call, [
        text('Taken back. Your notes are as they were before.'),
        buttons(button('Your notes', 'note')),
      ]),
    ],
  }),
  undoRule<Share>({
    kind: shares,
    // Looking first where it would appear shares nothing.
    along: ['conversation', 'name', 'also', 'drawn', 'behind'],
    show: async (call, all) =>
      (await Promise.all(all.map(one => sharedAgain(call, walkthroughs, one)))).flat(),
  }),
]

/** Whom it is shown to stands on its card. */
async function seenAsBefore(
  call: Call,
  walkthroughs: readonly Walkthrough[],
  { id }: TakenBack<object>,
): Promise<Effect[]> {
  const run = await call.library.get(runs, id.split('/')[0] ?? '')
  return run ? [update(rootOf(run.id), await rootNow(call, contentOf(walkthroughs, run), run))] : []
}

async function sharedAgain(
  call: Call,
  walkthroughs: readonly Walkthrough[],
  { id, was, now }: TakenBack<Share>,
): Promise<Effect[]> {
  const run = await call.library.get(runs, id)
  if (!run) return []
  const answer = inPlace(call, [
    text(
      now?.posted
        ? `Taken back. “${run.name}” is shared as before.`
        : `Taken back. “${run.name}” isn’t shared anymore.`,
    ),
  ])
  if (!now?.posted) return [answer]
  const card = sharedCard(contentOf(walkthroughs, run), run, now.also)
  return [
    answer,
    was?.posted ? update(sharedCardOf(id), card) : send(now.conversation, card, cardOfRun(sharedCardOf, id)),
  ]
}
