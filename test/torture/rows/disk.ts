import { readdir } from 'node:fs/promises'
import { type House, inHouse, people } from '../house.ts'
import { type Kept, keptIn, libraryOf } from '../kept.ts'
import type { Order } from '../orders.ts'
import type { Plan } from '../plan.ts'
import { judged, type Row } from '../table.ts'
import { type Outcome, Talk } from '../talk.ts'

const codes = ['ENOSPC', 'EIO', 'EDQUOT']
/** What fails; left out: everything that changes the disk. */
const operations = [undefined, 'write', 'sync', 'open', 'rename', 'link'] as const
/** Half of them write while the others' channels take breath: Slack takes one message a second in each. */
const channels = 16
/** How often they write in vain where the operation that fails does not come. */
const mostTries = 6

/** What was tried with one library, and what came of it. */
interface Tried {
  windows: number
  confirmed: number
  refused: number
  lost: number
  behind: number
  stuck: number
  fired: string[]
  left: string[]
  told: number
}

/**
 * A disk that is full or fails, again and again, and then has room again, while people write: what could not be saved is
 * said and is nowhere, what was confirmed is there, and the next line after each fault is saved. A new library for each
 * round, so that the last round of a long run takes no longer than the first.
 */
export async function fullDisk({ diskRounds, random }: Plan): Promise<Row> {
  const rounds: Tried[] = []
  while (rounds.length < diskRounds) {
    rounds.push(await filled(random))
    if (rounds.length < diskRounds) console.error(`disk: so far ${rounds.length} of ${diskRounds} rounds`)
  }
  const sum = (of: (one: Tried) => number) => rounds.reduce((all, one) => all + of(one), 0)
  const fired = rounds.flatMap(one => one.fired)
  const left = rounds.flatMap(one => one.left)
  const [refused, behind] = [sum(one => one.refused), sum(one => one.behind)]
  return judged({
    what: 'a full or failing disk: ENOSPC, EIO, EDQUOT on open, write, sync, rename, link',
    tried: `${sum(one => one.windows)} times full, ${fired.length} faults, ${sum(one => one.confirmed)} lines saved, ${refused} refused`,
    lost: sum(one => one.lost),
    doubled: 0,
    stuck: sum(one => one.stuck),
    note: `${behind} refused lines left behind, ${left.length} stray files; whoever looks after it was told`,
    missed: [
      ...operations.flatMap(one => (one && !fired.includes(one) ? [`no ${one} failed`] : [])),
      ...(behind > 0 ? [`${behind} refused lines are on the disk`] : []),
      ...(left.length > 0 ? [`left lying about: ${left.join(', ')}`] : []),
      ...(refused === 0 || fired.length === 0 ? ['nothing was refused, so nothing was tried'] : []),
      ...(rounds.some(one => one.told === 0) ? ['nobody who looks after Hearth was told'] : []),
    ],
  })
}

/** One library, through every way to fail. */
const filled = (random: () => number): Promise<Tried> =>
  inHouse(channels, async house => {
    const { slack, quiet } = house
    const product = await house.start({ env: { HEARTH_ADMINS: slack.person('ann').id } })
    const talks = quiet.map((channel, at) => new Talk(slack, people[at % people.length] ?? '', channel))
    await Promise.all(talks.map(one => one.begin()))
    const sum = { windows: 0, lost: 0, behind: 0, stuck: 0 }
    const fired: string[] = []
    for (const code of codes)
      for (const only of operations) {
        const half = talks.filter((_, at) => at % 2 === sum.windows % 2)
        await Promise.all(half.map(one => one.begin()))
        const fault: Order['fault'] = { every: 1 + Math.floor(random() * 2), code, ...(only && { only }) }
        await product.order({ fault })
        const during: Outcome[] = []
        const failed: string[] = []
        // Names change only when a new snapshot is due, so people write until it is.
        for (let tries = 0; tries < mostTries && failed.length === 0; tries++) {
          during.push(...(await all(half)))
          failed.push(...(await product.order({})).fired)
        }
        fired.push(...failed)
        await product.order({ fault: false })
        const after = await all(half)
        const kept = await keptIn(house)
        sum.lost = Math.max(sum.lost, countLost(kept, talks))
        sum.behind = Math.max(sum.behind, countBehind(kept, talks))
        sum.stuck += [...during, ...after].filter(one => one === 'silent').length
        sum.stuck += after.filter(one => one !== 'confirmed').length
        sum.windows++
      }
    await product.stop()
    return {
      ...sum,
      fired,
      confirmed: talks.reduce((all, one) => all + one.confirmed.size, 0),
      refused: talks.reduce((all, one) => all + one.refused.size, 0),
      left: await strays(house),
      told: slack.posted('DM', 'ann').filter(one => /could not save/.test(one.text)).length,
    }
  })

const all = (talks: readonly Talk[]): Promise<Outcome[]> => Promise.all(talks.map(one => one.say()))

const countLost = ({ lines }: Kept, talks: readonly Talk[]): number =>
  talks.flatMap(one => [...one.confirmed]).filter(([said, text]) => !lines.get(said)?.includes(text)).length

const countBehind = ({ lines }: Kept, talks: readonly Talk[]): number =>
  talks.flatMap(one => [...one.refused]).filter(([said]) => lines.has(said)).length

/** What lies in the library's folder that has no business there. */
async function strays(house: House): Promise<string[]> {
  const names = await readdir(libraryOf(house))
  return names.filter(name => !/^data\.((json|log)(\.bak)?|mark)$/.test(name))
}
