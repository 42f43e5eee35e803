import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, update } from '../../core/effect.ts'
import { bold, button, buttons, text } from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { type TakenBack, undoRule, unnoticed } from '../../core/undo/undo.ts'
import { decks, type RoomDeck, retired, type Suggestion, suggestions } from './catalog.ts'
import { freshDeck } from './deck.ts'
import type { Icebreaker } from './schema.ts'
import { askColleagues, askingCardOf } from './suggest.ts'
import { announcement } from './weekly-cards.ts'
import { count, weeklyCardOf } from './weekly-command.ts'
import { weeklyPosts } from './weekly-post.ts'

/** How what is kept of icebreakers is taken back. */
export const undoRulesOfIcebreakers = (icebreakers: readonly Icebreaker[]) => [
  undoRule<RoomDeck>({
    kind: decks,
    // What somebody was shown, and who looks at what, is nothing to take back.
    counts: ['used'],
    blank: { ...freshDeck, looking: {} },
    show: (call, _all, { isSent }) => [
      inPlace(call, [
        text(
          isSent
            ? 'Taken back. The question is removed, and may come here again.'
            : 'Taken back. The question may come here again. I can’t remove the message itself, because I’m not a member here.',
        ),
        buttons(button('Show me another', 'icebreaker another')),
      ]),
    ],
  }),
  undoRule<object>({
    kind: retired,
    show: (call, all) => [
      inPlace(
        call,
        all.map(one => text(...aside(icebreakers, one))),
      ),
    ],
  }),
  undoRule<Suggestion>({ kind: suggestions, show: suggestionsBack }),
  undoRule<object>({ kind: weeklyPosts, counts: [] }),
  unnoticed(count),
]

function aside(icebreakers: readonly Icebreaker[], { id, now }: TakenBack<object>) {
  const question = icebreakers.find(one => one.id === id)?.text ?? 'a question of your own'
  return now
    ? ['Taken back. It’s set aside again: ', bold(question)]
    : ['Taken back. Your library is offered it again: ', bold(question)]
}

function suggestionsBack(call: Call, all: readonly TakenBack<Suggestion>[]): Effect[] {
  // A list that was kept at once is told in one message.
  if (all.length > mostTold) return [inPlace(call, [text(`Taken back: ${all.length} of your icebreakers.`)])]
  return all.flatMap(({ id, was, now }) => [
    inPlace(call, [text('Taken back: ', bold(now?.text ?? was?.text ?? ''))], askingCardOf(id)),
    ...(now && Object.keys(now.answers).length > 0 ? [update(askingCardOf(id), askColleagues(id, now))] : []),
  ])
}

/** So many are told one by one. */
const mostTold = 3

/** A weekly icebreaker as it is again, or not any more. */
export function weeklyBack(call: Call, all: readonly TakenBack<Reminder>[]): Effect[] {
  return all.flatMap(({ id, was, now }) =>
    now
      ? [
          inPlace(call, [text(`Taken back. It goes on: ${now.title}.`)]),
          update(weeklyCardOf(id), announcement(id, now)),
        ]
      : [inPlace(call, [text(`Taken back. I’ve stopped ${was?.title ?? 'it'}.`)])],
  )
}
