import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hang } from '../../slack/stand-in.ts'
import { seen } from '../../teams/stand-in.ts'
import { type House, inHouse, mondayAt, zone } from '../house.ts'
import { libraryOf } from '../kept.ts'
import { hurry } from '../loading.ts'
import { sayInTeams } from '../platforms.ts'
import { judged, type Row } from '../table.ts'
import { Weeklies } from '../weekly.ts'

const people = Array.from({ length: 8 }, (_, at) => `p${at}`)
const channels = people.map(name => `c${name}`)
/** More than Hearth sends at once. */
const due = 100
/** How much later the others may be served. */
const mostMs = 1_000

/**
 * One library is damaged; or its disk takes seconds for everything; or its platform answers nothing while all its reminders are
 * due. Another library, on Teams, asks and is reminded meanwhile: how much later than in good times.
 */
export const neighbors = (): Promise<Row> =>
  inHouse(
    due,
    async house => {
      const { slack, clock } = house
      let product = await house.start()
      await Weeklies.set(house, due, 0)
      for (const channel of channels)
        await ask(house, 'p0', `#${channel}`, `@Hearth icebreaker every monday 9:00 in ${zone}`)
      const good = { answers: await answersMs(house), reminders: 0 }
      const delays: Record<string, number> = {}

      const folder = libraryOf(house)
      await product.order({ slow: { within: folder, ms: 3_000 } })
      const stuck = Promise.all(
        ['ann', 'bob'].map(who => slack.slash(who, `#of${who}`, '/gathering', 'thread Tea')),
      )
      delays['a slow disk'] = (await answersMs(house)) - good.answers
      await product.order({ slow: false })
      await stuck
      await product.stop()

      clock.goTo(mondayAt(0, 9 * 60))
      product = await house.start()
      good.reminders = await remindersMs(house, 1)
      await product.stop()
      clock.goTo(mondayAt(1, 9 * 60))
      slack.fail('chat.postMessage', hang(), due)
      product = await house.start()
      delays['a platform that hangs, reminders'] = (await remindersMs(house, 2)) - good.reminders
      delays['a platform that hangs, answers'] = (await answersMs(house)) - good.answers
      await product.kill()
      slack.heal()

      const bytes = await readFile(join(folder, 'data.json'))
      await writeFile(join(folder, 'data.json'), bytes.subarray(0, bytes.length >> 1))
      product = await house.start()
      delays['a damaged library'] = (await answersMs(house)) - good.answers
      const { message } = await slack.slash('ann', '#ofann', '/gathering', 'thread Tea')
      const said = message?.text ?? ''
      await product.stop()

      const slower = await hurry()
      const found = Object.entries(delays).map(([what, ms]) => ({ what, ms: Math.round(Math.max(0, ms)) }))
      return judged({
        what: 'one library is damaged, has a slow disk, or a platform that hangs: what the others feel',
        tried: `${due} reminders hang, beside ${people.length} people and ${channels.length} reminders`,
        lost: 0,
        doubled: 0,
        stuck: 0,
        note: found.map(({ what, ms }) => `${what}: ${ms} ms later`).join('; '),
        missed: [
          ...found
            .filter(({ ms }) => ms >= mostMs * slower)
            .map(({ what, ms }) => `${what} delays others by ${ms} ms`),
          ...(/could not save/.test(said) ? [] : [`in the damaged library nothing was said but: ${said}`]),
        ],
      })
    },
    { teams: [{ people, channels }] },
  )

async function ask({ teams, clock }: House, who: string, where: string, line: string): Promise<void> {
  if (!teams) throw new Error('this house has no Teams')
  const { status } = await sayInTeams(teams, clock, who, where, line)
  if (status >= 300) throw new Error(`Hearth answered “${line}” with ${status}`)
}

/** How long the slowest of some people waits for an answer. */
async function answersMs(house: House): Promise<number> {
  const taken = await Promise.all(
    people.map(async who => {
      const begun = performance.now()
      const said = () => house.teams?.shown(who, 'me').length ?? 0
      const before = said()
      await ask(house, who, 'me', 'readings hosting')
      await house.teams?.until(() => said() > before, 30_000)
      return performance.now() - begun
    }),
  )
  return Math.max(...taken)
}

/** How long after the start all reminders of the Teams library are there, for the n-th time. */
async function remindersMs({ teams }: House, times: number): Promise<number> {
  const begun = performance.now()
  const came = (channel: string) =>
    teams?.shown('p0', `#${channel}`).filter(one => /How to pass/.test(seen(one).text)).length ?? 0
  await teams?.until(() => channels.every(channel => came(channel) >= times), 60_000)
  return performance.now() - begun
}
