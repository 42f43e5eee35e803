import { setTimeout as pause } from 'node:timers/promises'
import { slow } from '../../slack/stand-in.ts'
import { halves, Strangers } from '../../strangers.ts'
import { minuteMs } from '../clock.ts'
import { Hasty } from '../hasty.ts'
import { inHouse, mondayAt } from '../house.ts'
import { keptIn, missing } from '../kept.ts'
import { hurry } from '../loading.ts'
import { explain } from '../losses.ts'
import type { Plan } from '../plan.ts'
import { asItShould, type Product } from '../product.ts'
import { judged, type Row } from '../table.ts'
import { Weeklies } from '../weekly.ts'
import { Writers } from '../writers.ts'
import { settle } from './kill.ts'

const groups = 5
const together = 8
const apartMs = 12 * minuteMs

/** Whatever state it is in, Hearth ends within so long, on a machine that is not busy. */
const mostMs = 10_000

/**
 * SIGTERM, with the next Hearth started at once, in a loop, while people write and reminders are being sent. What is in
 * hand is finished, so nothing is left in doubt, and Slack need not be asked what arrived. Strangers keep connections open on which
 * nothing whole ever comes; and once a week somebody has typed more than can be answered.
 */
export const restarts = ({ restarts: times, random }: Plan): Promise<Row> =>
  inHouse(groups * together, async house => {
    const { slack, clock } = house
    let product = await house.start()
    const weeklies = await Weeklies.set(house, together, apartMs / minuteMs)
    const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true })
    writers.start()
    const hasty = new Hasty(house)
    const strangers = new Strangers()
    const ends = new Map<string, number>()
    const ended = async (one: Product) => {
      const end = await one.leave()
      ends.set(end, (ends.get(end) ?? 0) + 1)
      if (end !== asItShould)
        console.error(`restarts: one ${end}. Its log ends with:\n${one.err.slice(-2_000)}`)
    }
    let [done, week, stuck, longest, early] = [0, 0, 0, 0, 0]
    /** It waits three seconds for the folder; on a busy machine the one before may need longer. Then it is started once more. */
    const startedBeside = (leaving: Promise<unknown>): Promise<Product> =>
      house.start().catch(async error => {
        if (!/is in use by another Hearth/.test(error.message)) throw error
        early++
        await leaving
        return house.start()
      })
    for (; done < times; week++) {
      for (let group = 0; group < groups; group++, done++) {
        // The next one waits three seconds for the folder; what has more to finish is waited for.
        const isBusy = group === 0
        // While its clock is right still: what is signed at another time is refused.
        if (isBusy) await hasty.burst()
        clock.goTo(mondayAt(week, 9 * 60) + group * apartMs)
        slack.heal()
        slack.fail('chat.postMessage', slow(20 + random() * 60), 200)
        for (const half of Object.keys(halves) as (keyof typeof halves)[])
          await strangers.come(Number(new URL(product.url).port), half, Math.floor(random() * 8))
        const begun = performance.now()
        const leaving = ended(product).then(() => performance.now() - begun)
        if (isBusy) await leaving
        product = await startedBeside(leaving)
        longest = Math.max(longest, await leaving)
        await pause(random() * 400)
      }
      slack.heal()
      await ended(product)
      stuck += await settle(house, () => weeklies.posts)
      // A long run that is ended from outside has at least said how far it came, and what was lost until then.
      if (done % 25 === 0) {
        const confirmed = new Map(writers.confirmed)
        const { lost } = missing(await keptIn(house), { confirmed })
        const doubts = slack.callsTo('conversations.history').length
        console.error(
          `restarts: so far ${done} of ${times}, ${confirmed.size} answers, ${lost} lost, ${weeklies.tally(week).lost} reminders lost, ${doubts} in doubt, ${inWords(ends)}, ${early} started too early, ${Math.round(longest)} ms at most`,
        )
      }
      product = await house.start()
    }
    await writers.stop()
    await ended(product)
    const kept = await keptIn(house)
    const answers = missing(kept, writers)
    await explain('restarts', house, kept, writers)
    const notes = hasty.tally(kept)
    const stayed = strangers.left
    strangers.go()
    const tally = weeklies.tally(week)
    const asked = slack.callsTo('conversations.history').length
    const allowedMs = mostMs * (await hurry())
    for (const why of house.told(/may not have been|tried again/)) console.error(`restarts: ${why}`)
    return judged({
      what: 'SIGTERM and the next one started at once, under load',
      tried: `${done} restarts, ${writers.confirmed.size} answers, ${tally.occurrences} reminders, ${hasty.confirmed.size} notes in haste`,
      lost: answers.lost + tally.lost + notes.lost,
      doubled: answers.doubled + tally.doubled + notes.doubled,
      stuck,
      note: `${inWords(ends)}, after ${Math.round(longest)} ms at most; ${early} were started too early; ${asked} sends in doubt`,
      missed: [
        ...[...ends.keys()].filter(end => end !== asItShould).map(end => `${ends.get(end)} ${end}`),
        ...(asked === 0 ? [] : [`a normal restart left ${asked} sends in doubt`]),
        ...(longest <= allowedMs ? [] : [`it took ${Math.round(longest)} ms to end`]),
        ...(stayed === 0 ? [] : [`${stayed} connections outlived it`]),
        ...(notes.unanswered === 0 ? [] : [`${notes.unanswered} notes were neither answered nor told of`]),
      ],
    })
  })

const inWords = (ends: ReadonlyMap<string, number>): string =>
  ends.size === 1 && ends.has(asItShould)
    ? `${asItShould} each time`
    : [...ends].map(([end, count]) => `${count} ${end}`).join(', ')
