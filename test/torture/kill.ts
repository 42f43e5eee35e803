import { setTimeout as pause } from 'node:timers/promises'
import { slow } from '../slack/stand-in.ts'
import { minuteMs } from './clock.ts'
import { type House, inHouse, mondayAt } from './house.ts'
import { keptIn, missing } from './kept.ts'
import { restartFigure } from './loading.ts'
import type { Plan } from './plan.ts'
import { judged, type Row } from './table.ts'
import { unsettled, Weeklies } from './weekly.ts'
import { Writers } from './writers.ts'

const groups = 5
const together = 8
/** Longer than a claim holds: what a killed process had in hand comes up again. */
const stepMs = 6 * minuteMs
/** How often a turn may come up again before it counts as stuck: longer than Hearth goes on trying. */
const mostTries = 20

/** kill -9 in a loop, while people write and reminders are due. */
export const killLoop = ({ kills, random }: Plan): Promise<Row> =>
  inHouse(groups * together, async house => {
    const { slack, clock } = house
    let product = await house.start()
    const weeklies = await Weeklies.set(house, together, (2 * stepMs) / minuteMs)
    await product.stop()
    const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true })
    writers.start()
    let [done, week, lost, stuck] = [0, 0, 0, 0]
    for (; done < kills; week++) {
      for (let group = 0; group < groups; group++, done++) {
        clock.goTo(mondayAt(week, 9 * 60) + group * 2 * stepMs)
        slack.heal()
        slack.fail('chat.postMessage', slow(20 + random() * 60), 200)
        product = await house.start()
        await pause(random() * 400)
        await product.kill()
        lost = Math.max(lost, missing(await keptIn(house), writers).lost)
        slack.heal()
        stuck += await settle(house, weeklies)
      }
    }
    product = await house.start()
    await writers.stop()
    await product.kill()
    const answers = missing(await keptIn(house), writers)
    const turns = weeklies.tally(week)
    const restart = await restartFigure(house.starts)
    return judged({
      what: 'kill -9 in a loop, under load',
      tried: `${done} kills, ${writers.confirmed.size} answers, ${turns.turns} reminders`,
      lost: Math.max(lost, answers.lost) + turns.lost,
      doubled: answers.doubled + turns.doubled,
      stuck,
      mayDouble: done * together,
      note: restart.note,
      missed: restart.missed,
    })
  })

/** Starts it again and again, and lets time pass, until no turn is waiting; tells how many still are. */
export async function settle(house: House, weeklies: Weeklies): Promise<number> {
  for (let tries = 0; ; tries++) {
    house.clock.step(stepMs)
    const product = await house.start()
    for (let before = -1; weeklies.posts !== before; ) {
      before = weeklies.posts
      await pause(400)
    }
    await product.stop()
    const left = unsettled((await keptIn(house)).reminders, house.clock.now()).length
    if (left === 0 || tries === mostTries) return left
  }
}
