import type { Call } from '../core/command.ts'
import type { Effect } from '../core/effect.ts'
import type { Place } from '../core/incoming.ts'
import { bold, button, buttons, code, heading, type Message, quiet, text } from '../core/message.ts'
import { answered, isFinished, planOf, scheduleOf } from '../core/plan.ts'
import { Problem } from '../core/problem.ts'
import { remind as keepReminder, type Reminder, reminders, resumed } from '../core/reminders.ts'
import type { Run } from '../core/run.ts'
import { nextInWords, readWhen, ruleInWords, ruleOf } from '../core/when-words.ts'
import { zoneInWords } from '../core/zones.ts'
import { standing } from './plan-cards.ts'
import { planButton } from './plan-lines.ts'
import { takePlace, visibleIn } from './plan-place.ts'
import { reminderOf } from './plan-reminder.ts'
import { shareFirst } from './plan-share.ts'
import { type Asked, changed, inItsPlace, type PlanParts } from './plan-shown.ts'
import { changePlan, ownPlan, planFor, reminderFor, zoneOf } from './plan-store.ts'

/** A reminder comes on Mondays at nine, where nothing else is said. */
const usual = 'monday 9:00'

/** When a plan comes back, and where. Its owner's alone. */
export function remindActions(parts: PlanParts) {
  return { remind, stop }

  async function remind(asked: Asked): Promise<Effect[]> {
    const { call, id, rest } = asked
    if (rest === '')
      return [inItsPlace(asked, remindCard(await planFor(call.library, call, id), await now(call, id)))]
    if (/^(off|stop|never|no|none)$/i.test(rest)) return stop(asked)
    if (/^(resume|on)$/i.test(rest)) return goOn(asked)
    return set(asked)
  }

  async function set(asked: Asked): Promise<Effect[]> {
    const { call, id, rest } = asked
    const run = await ownPlan(call.library, call, id)
    if (isFinished(planOf(run)))
      throw new Problem(
        `“${run.name}” is finished. “reopen 1” opens a step again, then it can be brought back.`,
      )
    const { words, place } = takePlace(call, rest)
    if (!place.personal && !(await visibleIn(call.library, run, place.room)))
      return shareFirst(asked, parts, run)
    const when = readWhen(words || usual)
    if (when.rest) throw new Problem(unknown(when.rest))
    const tz = when.tz ?? (await zoneOf(call))
    const rule = ruleOf(when, tz, call.at)
    const { run: kept } = await changePlan(call, id, async (plan, _, tx) => {
      await ownPlan(tx, call, id)
      await keepReminder(tx, scheduleOf(id), reminderOf(run, { rule, place, person: call.person }), call.at)
      return answered(plan)
    })
    const reminder = { ...reminderOf(kept, { rule, place, person: call.person }) }
    return changed(asked, parts, kept, confirmation(kept, reminder, call, when.tz !== undefined))
  }

  async function stop(asked: Asked): Promise<Effect[]> {
    const { call, id } = asked
    const { run } = await changePlan(call, id, async (plan, _, tx) => {
      await tx.delete(reminders, scheduleOf(id))
      return answered(plan, { by: call.person, at: call.at, words: 'stopped the reminder' })
    })
    return changed(asked, parts, run, [
      text('I do not bring back “', bold(run.name), '” any more. The plan is kept as it is.'),
      quiet('To begin again, type ', code(`plan remind ${usual}`), '.'),
      buttons(planButton(run, 'Remind me again', 'remind'), planButton(run, 'See the plan', '')),
    ])
  }

  /** Lets a paused reminder go on; one that was stopped begins anew. */
  async function goOn(asked: Asked): Promise<Effect[]> {
    const { call, id } = asked
    const before = await now(call, id)
    if (!before) return remind({ ...asked, rest: usual })
    const { run } = await changePlan(call, id, async (plan, _, tx) => {
      const one = await tx.get(reminders, scheduleOf(id))
      if (one?.paused) await tx.put(reminders, scheduleOf(id), resumed(one, call.at))
      return answered(plan)
    })
    const reminder = await now(call, id)
    return changed(asked, parts, run, [text('It goes on. ', ...standing(run, reminder))])
  }

  async function now(call: Call, id: string): Promise<Reminder | undefined> {
    return reminderFor(call.library, await planFor(call.library, call, id))
  }
}

const whereIn = ({ personal, name }: Place): string =>
  personal ? 'in your own chat with me' : `in ${name ?? 'this channel'}, for everybody there`

function confirmation(
  run: Run,
  { rule, place }: Pick<Reminder, 'rule' | 'place'>,
  call: Call,
  zoneTyped: boolean,
): Message {
  return [
    text('I bring back “', bold(run.name), '” ', bold(ruleInWords(rule)), `, ${whereIn(place)}.`),
    text('The next reminder comes on ', bold(nextInWords(rule, call.at)), '.'),
    quiet(
      zoneTyped
        ? ''
        : `${zoneInWords(rule.tz)} is yours, as I know it; for another, add “in Europe/London”. `,
      'Type ',
      code('plan remind off'),
      ' to stop it.',
    ),
    buttons(
      planButton(run, 'Another time', 'remind'),
      planButton(run, 'Stop', 'stop'),
      planButton(run, 'See the plan', ''),
    ),
  ]
}

function remindCard(run: Run, reminder: Reminder | undefined): Message {
  return [
    heading(`The reminder of ${run.name}`),
    text(...standing(run, reminder)),
    text(
      'Once a week I show what is due and what is next. Press one, or type any day and time: ',
      code('plan remind tue & thu 14:30'),
      ', ',
      code('plan remind weekdays 8:30'),
      ', ',
      code('plan remind every other friday 15:30'),
      '.',
    ),
    buttons(
      planButton(run, 'Mondays at 9:00', `remind ${usual}`, 'primary'),
      planButton(run, 'Fridays at 9:00', 'remind friday 9:00'),
      planButton(run, 'Every other Monday', 'remind every other monday 9:00'),
      ...(reminder?.paused ? [button('Go on', reminder.resume)] : []),
      ...(reminder ? [planButton(run, 'No reminder', 'stop')] : []),
    ),
    quiet(
      'It comes to your own chat with me. To have it in a channel, type there: ',
      code('/plan remind monday 9:00 in this channel'),
      '.',
    ),
  ]
}

const unknown = (rest: string): string =>
  `I did not understand “${rest}”. Write a day and a time, such as “plan remind monday 9:00”, “every other friday 15:30” or “weekdays 8:30”, and then “in this channel” or “in DM” if you like; “off” stops it.`
