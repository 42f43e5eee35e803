import {
  badJson,
  type Fault,
  hang,
  rateLimited,
  refused,
  reset,
  type Slack,
  serverError,
  slow,
} from '../../slack/stand-in.ts'
import { type House, inHouse, mondayAt, people } from '../house.ts'
import { keptIn, missing } from '../kept.ts'
import { explain } from '../losses.ts'
import type { Plan } from '../plan.ts'
import { judged, type Row } from '../table.ts'
import { Talk } from '../talk.ts'
import { Weeklies } from '../weekly.ts'
import { Writers } from '../writers.ts'
import { settle } from './kill.ts'

/** All that a platform can do to a call. `accepted`: it was carried out, and only the answer is lost. */
const faults: readonly Fault[] = [
  rateLimited(2),
  serverError(500),
  serverError(500, true),
  serverError(503, true),
  reset(),
  reset(true),
  badJson(),
  badJson(true),
  hang(),
  hang(true),
  slow(2_000),
]
/** Longer than Hearth waits for an answer makes the people's part slow: there, nothing hangs. */
const quickFaults = faults.filter(one => one.kind !== 'hang')
const channels = 44
/** Longer than all of them take to meet their faults on a busy machine. */
const mostMs = 10 * 60_000

/**
 * Slack misbehaves in every way, whenever a reminder is posted or a person is answered. Every other week it cannot even be
 * asked what arrived: then a reminder may come twice where the outcome of its sending stayed unknown.
 */
export const platformFaults = ({ faultyWeeks, faultyAnswers, random }: Plan): Promise<Row> =>
  inHouse(channels, async house => {
    const { slack, clock } = house
    const first = await house.start()
    const weeklies = await Weeklies.set(house, channels, 0)
    await first.stop()
    const sum = { faults: 0, lost: 0, doubledAskable: 0, doubled: 0, unknown: 0, stuck: 0 }
    for (let week = 0; week < faultyWeeks; week++) {
      const isAskable = week % 2 === 0
      const due = shuffled([...faults, ...faults, ...faults, ...faults].slice(0, channels), random)
      clock.goTo(mondayAt(week, 9 * 60))
      slack.heal()
      // Each meets one: two of which nobody knows anything are given up where Slack cannot be asked, and told.
      for (const [at, fault] of due.entries()) slack.failIn(`#${house.quiet[at]}`, 'chat.postMessage', fault)
      const before = faulty(slack)
      if (!isAskable) slack.fail('conversations.history', refused('missing_scope'), 1_000)
      const product = await house.start()
      await slack.until(() => slack.posted('#q000').length > 0 && faulty(slack) >= before + channels, mostMs)
      await product.stop()
      sum.stuck += await settle(house, () => weeklies.posts)
      sum.faults += channels
      const { lost, doubled } = weeklies.tally(1, week)
      sum.lost += lost
      if (isAskable) sum.doubledAskable += doubled
      else {
        sum.doubled += doubled
        sum.unknown += due.filter(one => one.accepted).length
      }
      if (week % 10 === 9) console.error(`slack: so far ${week + 1} weeks, ${JSON.stringify(sum)}`)
    }
    slack.heal()
    const answers = await answersTo(house, faultyAnswers, random)
    const early = tooEarly(slack)
    return judged({
      what: 'Slack fails: 429, 500, 503, resets, hangs, bad JSON, late; before and after it took the message',
      tried: `${sum.faults} faults on ${faultyWeeks * channels} reminders, ${answers.faults} on ${answers.confirmed} answers`,
      lost: sum.lost + answers.lost,
      doubled: sum.doubledAskable + sum.doubled + answers.doubled,
      mayDouble: sum.unknown,
      stuck: sum.stuck + answers.stuck,
      note: `${sum.doubledAskable} doubled where Slack can be asked, ${sum.doubled} of ${sum.unknown} unknown where it cannot`,
      missed: [
        ...(sum.doubledAskable > 0 ? [`${sum.doubledAskable} doubled where Slack can be asked`] : []),
        ...(early > 0 ? [`${early} calls came before Retry-After was over`] : []),
      ],
    })
  })

/** People write while their answers meet all that: what was confirmed is kept, and afterwards everybody can go on. */
async function answersTo(house: House, count: number, random: () => number) {
  const { slack } = house
  const before = faulty(slack)
  const product = await house.start()
  const writers = new Writers(house, { pauseMs: 100 })
  for (const method of ['chat.postMessage', 'chat.update', 'chat.postEphemeral'])
    for (const fault of shuffled(
      Array.from({ length: count }, (_, at) => quickFaults[at % quickFaults.length]),
      random,
    ))
      if (fault) slack.fail(method, fault)
  writers.start()
  await slack.until(() => writers.confirmed.size >= count, count * 2_000)
  await writers.stop()
  const faults = faulty(slack) - before
  slack.heal()
  const talks = people.map(name => new Talk(slack, name, `of${name}`))
  const outcomes = await Promise.all(talks.map(one => one.say()))
  await product.stop()
  const kept = await keptIn(house)
  await explain('slack', house, kept, writers)
  return {
    faults,
    confirmed: writers.confirmed.size,
    ...missing(kept, writers),
    stuck: outcomes.filter(one => one !== 'confirmed').length,
  }
}

/** How many messages went wrong; to be refused the look at what arrived is no fault of theirs. */
const faulty = (slack: Slack): number =>
  slack.calls.filter(one => one.fault && one.method !== 'conversations.history').length

/** How many messages went to a channel that Slack had asked to leave alone. */
function tooEarly(slack: Slack): number {
  const closed = new Map<unknown, number>()
  let early = 0
  for (const { args, at, fault } of slack.callsTo('chat.postMessage')) {
    if (at < (closed.get(args.channel) ?? 0)) early++
    if (fault?.kind === 'status' && fault.retryAfter !== undefined)
      closed.set(args.channel, at + fault.retryAfter * 1_000)
  }
  return early
}

/** In an order by chance. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map(one => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
