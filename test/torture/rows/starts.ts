import { inHouse } from '../house.ts'
import { hurry, loadMs, quick, sdks } from '../loading.ts'
import type { Plan } from '../plan.ts'
import { slackPlatform, teamsPlatform } from '../platforms.ts'
import { judged, type Row } from '../table.ts'
import { Writers } from '../writers.ts'

/** How long it may take beyond loading the SDKs that are on. */
const mostMs = 1_000

/** Killed and started again, with Slack, with Teams and with both on, over what people wrote: how long until it is ready. */
export const starts = ({ starts: times }: Plan): Promise<Row> =>
  inHouse(
    0,
    async house => {
      const { slack, teams } = house
      if (!teams) throw new Error('this house has no Teams')
      const first = await house.start()
      const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true, long: true })
      writers.start()
      await slack.until(() => writers.confirmed.size >= 60, 120_000)
      await writers.stop()
      await first.kill()
      const [onSlack, onTeams] = [slackPlatform(slack), teamsPlatform(teams)]
      const ways = [
        { name: 'Slack', platforms: [onSlack], packages: sdks.Slack },
        { name: 'Teams', platforms: [onTeams], packages: sdks.Teams },
        { name: 'both', platforms: [onSlack, onTeams], packages: [...sdks.Slack, ...sdks.Teams] },
      ]
      const slower = await hurry()
      const figures: { note: string; missed: string[] }[] = []
      for (const { name, platforms, packages } of ways) {
        const [ready, loading]: [number[], number[]] = [[], []]
        for (let at = 0; at < times; at++) {
          const product = await house.start({ platforms })
          ready.push(product.readyMs)
          await product.kill()
          loading.push(await loadMs(packages)) // in turn, so that a busy moment meets both
        }
        const beyond = Math.round(Math.max(0, quick(ready) - quick(loading)))
        const note = `${name} ${Math.round(quick(ready))} ms, ${beyond} beyond loading`
        figures.push({ note, missed: beyond < mostMs * slower ? [] : [note] })
      }
      return judged({
        what: 'killed and started again: how long until it is ready',
        tried: `${times} starts each`,
        lost: 0,
        doubled: 0,
        stuck: 0,
        note: figures.map(one => one.note).join('; '),
        missed: figures.flatMap(one => one.missed),
      })
    },
    { teams: [{}] },
  )
