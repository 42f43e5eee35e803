import { setTimeout as pause } from 'node:timers/promises'
import { slow } from '../../slack/stand-in.ts'
import { minuteMs } from '../clock.ts'
import { type House, inHouse, mondayAt } from '../house.ts'
import { keptIn, libraryOf, missing } from '../kept.ts'
import { explain } from '../losses.ts'
import type { Plan } from '../plan.ts'
import { judged, type Row } from '../table.ts'
import { unsettled, Weeklies } from '../weekly.ts'
import { Writers } from '../writers.ts'

const groups = 3
const together = 8
/** Longer than Hearth waits before it tries again: what a killed process had in hand comes up again. */
const stepMs = 6 * minuteMs
/** How often an occurrence may come up again before it counts as stuck: longer than Hearth goes on trying. */
const mostTries = 20
/** A new library after so many, so that the last kill of a long run takes no longer than the first. */
const mostInOneHouse = 90

/** kill -9 in a loop, while people write and reminders are due. Slack can be asked what arrived, so nothing may come twice. */
export async function killLoop({ kills, random }: Plan): Promise<Row> {
  const sum = { kills: 0, answers: 0, occurrences: 0, asked: 0, lost: 0, doubled: 0, stuck: 0 }
  while (sum.kills < kills) {
    const one = await killed(Math.min(kills - sum.kills, mostInOneHouse), random)
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name]
    // A long run that is ended from outside has at least said how far it came.
    if (sum.kills < kills) console.error(`kill: so far ${JSON.stringify(sum)}`)
  }
  const { lost, doubled, stuck, ...tried } = sum
  return judged({
    what: 'kill -9 in a loop, under load',
    tried: `${tried.kills} kills, ${tried.answers} answers, ${tried.occurrences} reminders, ${tried.asked} looked up`,
    lost,
    doubled,
    stuck,
  })
}

const killed = (kills: number, random: () => number) =>
  inHouse(groups * together, async house => {
    const { slack, clock } = house
    let product = await house.start()
    const weeklies = await Weeklies.set(house, together, (2 * stepMs) / minuteMs)
    await product.stop()
    const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true })
    writers.start()
    let [done, week, lost, stuck] = [0, 0, 0, 0]
    for (; done < kills; week++) {
      // What one kill interrupts is still open at the next, together with what is due then.
      for (let group = 0; group < groups; group++, done++) {
        clock.goTo(mondayAt(week, 9 * 60) + group * 2 * stepMs)
        slack.heal()
        slack.fail('chat.postMessage', slow(20 + random() * 60), 200)
        product = await house.start()
        await pause(random() * 400)
        await product.kill()
        lost = Math.max(lost, missing(await keptIn(house), writers).lost)
      }
      slack.heal()
      stuck += await settle(house, () => weeklies.posts)
    }
    product = await house.start()
    await writers.stop()
    await product.kill()
    const kept = await keptIn(house)
    const answers = missing(kept, writers)
    await explain('kill', house, kept, writers)
    const tally = weeklies.tally(week)
    return {
      kills: done,
      answers: writers.confirmed.size,
      occurrences: tally.occurrences,
      asked: slack.callsTo('conversations.history').length,
      lost: Math.max(lost, answers.lost) + tally.lost,
      doubled: answers.doubled + tally.doubled,
      stuck,
    }
  })

/** Starts it again and again, and lets time pass, until no occurrence is waiting; tells how many still are. */
export async function settle(house: House, posts: () => number, folder = libraryOf(house)): Promise<number> {
  for (let tries = 0; ; tries++) {
    house.clock.step(stepMs)
    const product = await house.start()
    for (let before = -1; posts() !== before; ) {
      before = posts()
      // On a machine where a start takes its time, so does a reminder.
      await pause(Math.max(400, product.readyMs))
    }
    await product.stop()
    const left = unsettled((await keptIn(house, folder)).reminders, house.clock.now()).length
    if (left === 0 || tries === mostTries) return left
  }
}
