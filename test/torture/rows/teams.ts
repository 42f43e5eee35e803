import { join } from 'node:path'
import { folderOf } from '../../../src/store/places.ts'
import { seen } from '../../teams/stand-in.ts'
import { firstTenant } from '../../teams/world.ts'
import { inHouse, mondayAt, zone } from '../house.ts'
import type { Plan } from '../plan.ts'
import { sayInTeams } from '../platforms.ts'
import { judged, type Row } from '../table.ts'
import { settle } from './kill.ts'
import { shuffled } from './platform.ts'

type Fault = Parameters<typeof import('../../teams/stand-in.ts').Teams.prototype.fail>[1]

/** All that Teams can do to a message. `accepted`: it was carried out, and only the answer is lost. */
const faults: readonly Fault[] = [
  { status: 429, retryAfter: 2 },
  { status: 412 },
  { status: 500 },
  { status: 500, accepted: true },
  { status: 503, accepted: true },
  { how: 'reset' },
  { how: 'reset', accepted: true },
  { how: 'hang' },
  { how: 'hang', accepted: true },
]

/** Teams misbehaves in every way when reminders are posted. It cannot be asked what arrived: a double is better than a lost plan. */
export const teamsFaults = ({ teamsRounds, random }: Plan): Promise<Row> => {
  const due = Array.from({ length: teamsRounds }, () => faults).flat()
  const channels = due.map((_, at) => `c${String(at).padStart(3, '0')}`)
  return inHouse(
    0,
    async house => {
      const { teams, clock } = house
      if (!teams) throw new Error('this house has no Teams')
      const product = await house.start()
      for (const channel of channels) {
        const line = `@Hearth icebreaker every monday 9:00 in ${zone}`
        const { status } = await sayInTeams(teams, clock, 'ann', `#${channel}`, line)
        if (status >= 300) throw new Error(`the weekly icebreaker of #${channel} was not set: ${status}`)
      }
      await product.stop()
      const posts = () => channels.map(channel => teams.shown('ann', `#${channel}`).filter(isPost).length)
      const sum = () => posts().reduce((all, one) => all + one, 0)
      if (sum() > 0) throw new Error('something was posted before it was due')
      clock.goTo(mondayAt(0, 9 * 60))
      for (const fault of shuffled(due, random)) teams.fail('send', fault)
      const before = teams.calls.length
      const tried = await house.start()
      await teams.until(
        () => teams.calls.slice(before).filter(one => one.what === 'send').length >= due.length,
        30_000,
      )
      await tried.stop()
      const stuck = await settle(house, sum, join(house.dataDir, folderOf(`teams-${firstTenant}`)))
      return judged({
        what: 'Teams fails: 429, 412, 500, 503, resets, hangs; before and after it took the message',
        tried: `${due.length} faults on ${channels.length} reminders`,
        lost: posts().filter(count => count === 0).length,
        doubled: posts().reduce((all, count) => all + Math.max(0, count - 1), 0),
        mayDouble: due.filter(one => one.accepted).length,
        stuck,
        note: 'cannot be asked: at most one double for each outcome that stayed unknown',
      })
    },
    { teams: [{ people: ['ann'], channels }] },
  )
}

const isPost = (one: Parameters<typeof seen>[0]): boolean => /How to pass/.test(seen(one).text)
