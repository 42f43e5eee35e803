import { cards } from '../../core/cards.ts'
import type { Call } from '../../core/command.ts'
import { type Effect, news, update } from '../../core/effect.ts'
import type { CardRef } from '../../core/incoming.ts'
import { bold, button, buttons, code, type Message, quiet, text } from '../../core/message.ts'
import { nobody, type Someone } from '../../core/records/personal-data.ts'
import { isIn } from '../../core/records/redact.ts'
import { isPersonal, type Reminder, reminders } from '../../core/schedule/reminder.ts'
import { refreshRun } from '../plan/refresh-cards.ts'
import { handingOf } from '../walkthrough/run/erase.ts'
import { everything, type Run, runs } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { sharedAsItStands } from '../walkthrough/share.ts'
import { rootOf, runOfCard } from '../walkthrough/store.ts'
import type { Change } from './erase-person.ts'

/** Cards that colleagues see are redrawn without whoever was forgotten; those in that person's own chat are left alone. */
export async function cardsAfter(
  call: Call,
  walkthroughs: readonly Walkthrough[],
  changes: readonly Change[],
  who: Someone,
): Promise<Effect[]> {
  const kept = await Promise.all(
    // Their words go at once wherever they stand, whatever else waits for its owner's word there.
    keptRuns(changes).map(({ before, after }) =>
      refreshRun(call, walkthroughs, after, before, sharedAsItStands),
    ),
  )
  const gone = changes.flatMap(({ kind, id, before, after }): Effect[] => {
    const card = before as CardRef
    if (kind !== cards || after || runOfCard(id) === undefined || isIn(card.address, who)) return []
    return [id.endsWith('/shared') ? { type: 'remove', card } : update(card, erased)]
  })
  return [...gone, ...kept.flat()]
}

const erased: Message = [text('This was deleted: the colleague who began it asked me to delete their data.')]

/** Colleagues learn what stopped or has nobody to look after it, from nobody by name. */
export const toldAfter = (changes: readonly Change[], who: Someone): Effect[] => [
  ...keptRuns(changes).flatMap(({ before, after }) =>
    before.owner.id === who.id && after.owner.id === nobody.id ? orphaned(after) : [],
  ),
  ...keptRuns(changes).flatMap(({ before, after }) =>
    after.owner.id === nobody.id || before.owner.id === who.id ? [] : lessened(before, after, who),
  ),
  ...changes.flatMap(({ kind, before, after }) => {
    const one = before as Reminder
    const isInChannel = kind === reminders && after === undefined && !isPersonal(one)
    return isInChannel && one.subject.type === 'icebreaker'
      ? [news(one.place.conversation, stopped(one.title, one.subject.filters))]
      : []
  }),
]

function orphaned(run: Run): Effect[] {
  const message: Message = [
    text(
      '“',
      bold(run.name),
      '” has no owner now: that colleague asked me to delete their data. It’s saved, with what you and others wrote.',
    ),
    buttons(button('I’ll take it over', `${isPlan(run) ? 'plan' : 'walk'} @${run.id} take over`, 'primary')),
    quiet('Or type ', code(isPlan(run) ? 'plan take over' : 'take over'), '.'),
  ]
  if (!run.place.personal) return [news({ under: rootOf(run.id) }, message)]
  return run.invited.map(({ id }) => news({ person: id }, message))
}

/** Whoever looks after it learns what went, and what of their colleague's stays as the work's record. */
function lessened(before: Run, after: Run, { id }: Someone): Effect[] {
  const words = [
    whatGoes(before, after),
    handingOf(before, id) && 'what was handed over to you stays, without their name',
  ]
  const [first, ...rest] = words.filter(one => one !== undefined && one !== '')
  if (!first) return []
  return [
    news({ person: after.owner.id }, [
      text(
        'A colleague asked me to delete their data. In “',
        bold(after.name),
        `”, ${[first, ...rest].join('; ')}.`,
      ),
      buttons(
        button(
          'Look at it',
          `${isPlan(after) ? 'plan' : 'walk'} @${after.id} ${isPlan(after) ? 'open' : 'overview'}`,
        ),
      ),
    ]),
  ]
}

/** What of somebody's goes from a run: `2 answers and 1 step of theirs are gone`; empty where nothing does. */
export function whatGoes(before: Run, after: Run): string {
  const lines = linesIn(before) - linesIn(after)
  const steps = planOf(before).steps.length - planOf(after).steps.length
  const all = [counted(lines, 'line'), counted(steps, 'step')].filter(Boolean)
  const isOne = lines + steps === 1
  return all.length === 0 ? '' : `${all.join(' and ')} of theirs ${isOne ? 'is' : 'are'} gone`
}

const linesIn = (run: Run): number => everything(run).length + (planOf(run).stuck ?? []).length

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`

const stopped = (title: string, filters: string): Message => [
  text(`I stopped ${title}: the colleague who set it asked me to delete their data.`),
  quiet('Anyone here can set one: ', code(`/icebreaker every monday 9:00 ${filters}`.trim()), '.'),
]

const keptRuns = (changes: readonly Change[]) =>
  changes.flatMap(({ kind, before, after }) =>
    kind === runs && after ? [{ before: before as Run, after: after as Run }] : [],
  )
