import { readdir } from 'node:fs/promises'
import { type House, inHouse, people } from './house.ts'
import { type Kept, keptIn, libraryOf } from './kept.ts'
import type { Order } from './orders.ts'
import type { Plan } from './plan.ts'
import { judged, type Row } from './table.ts'
import { type Outcome, Talk } from './talk.ts'

const codes = ['ENOSPC', 'EIO', 'EDQUOT']
/** What fails; left out: everything that changes the disk. */
const operations = [undefined, 'write', 'sync', 'open', 'rename', 'link'] as const
/** Half of them write while the others' channels take breath: Slack takes one message a second in each. */
const channels = 16
/** How often they write in vain where the operation that fails does not come. */
const mostTries = 6

/**
 * A disk that is full or fails, again and again, and then has room again, while people write: what could not be saved is
 * said and is nowhere, what was confirmed is there, and the next line after each fault is saved.
 */
export const fullDisk = ({ diskRounds, random }: Plan): Promise<Row> =>
  inHouse(channels, async house => {
    const { slack, quiet } = house
    const product = await house.start({ env: { HEARTH_ADMINS: slack.person('ann').id } })
    const talks = quiet.map((channel, at) => new Talk(slack, people[at % people.length] ?? '', channel))
    await Promise.all(talks.map(one => one.begin()))
    const sum = { faults: 0, lost: 0, behind: 0, silent: 0, unmended: 0 }
    const fired: string[] = []
    let windows = 0
    for (let round = 0; round < diskRounds; round++)
      for (const code of codes)
        for (const only of operations) {
          const half = talks.filter((_, at) => at % 2 === windows % 2)
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
          sum.silent += [...during, ...after].filter(one => one === 'silent').length
          sum.unmended += after.filter(one => one !== 'confirmed').length
          windows++
        }
    await product.stop()
    const [confirmed, refused] = [
      talks.flatMap(one => [...one.confirmed]),
      talks.flatMap(one => [...one.refused]),
    ]
    const left = await strays(house)
    const told = slack.posted('DM', 'ann').filter(one => /could not save/.test(one.text)).length
    return judged({
      what: 'a full or failing disk: ENOSPC, EIO, EDQUOT on open, write, sync, rename, link',
      tried: `${windows} times full, ${fired.length} faults, ${confirmed.length} lines saved, ${refused.length} refused`,
      lost: sum.lost,
      doubled: 0,
      stuck: sum.silent + sum.unmended,
      note: `${sum.behind} refused lines left behind, ${left.length} stray files; whoever looks after it was told`,
      missed: [
        ...operations.flatMap(one => (one && !fired.includes(one) ? [`no ${one} failed`] : [])),
        ...(sum.behind > 0 ? [`${sum.behind} refused lines are on the disk`] : []),
        ...(left.length > 0 ? [`left lying about: ${left.join(', ')}`] : []),
        ...(refused.length === 0 || fired.length === 0 ? ['nothing was refused, so nothing was tried'] : []),
        ...(told === 0 ? ['nobody who looks after Hearth was told'] : []),
      ],
    })
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
