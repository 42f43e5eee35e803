import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Run } from '../../../src/features/walkthrough/run/run.ts'
import { runs } from '../../../src/features/walkthrough/store.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import {
  byChance,
  everything,
  type ForgetfulDisk,
  type Mercy,
  nothingMore,
} from '../../store/forgetful-disk.ts'
import { inHouse } from '../house.ts'
import { libraryOf, linesOf } from '../kept.ts'
import type { Step } from '../orders.ts'
import type { Plan } from '../plan.ts'
import { Replay, root } from '../replay.ts'
import { judged, type Row } from '../table.ts'
import { Writers } from '../writers.ts'

/** A new library after so many answers, so that the last cut of a long run takes no longer to look at than the first. */
const mostInOneHouse = 100

/**
 * People write, and Hearth's process tells every step of its disk. Then the same is done to a disk that forgets what was not
 * synced, names too, and its power is cut at every step: reopened, it must have every answer that was confirmed by then.
 */
export async function powerCuts({ answers, chances, random }: Plan): Promise<Row> {
  const sum = { cuts: 0, answers: 0, lost: 0, doubled: 0, unreadable: 0 }
  const unseen: string[] = []
  while (sum.answers < answers) {
    const { judge, notTold } = await cutInOneHouse(Math.min(answers - sum.answers, mostInOneHouse), () => [
      nothingMore,
      everything,
      ...Array.from({ length: chances }, () => byChance(random)),
    ])
    sum.cuts += judge.cuts
    sum.answers += judge.confirmed.length
    sum.lost += judge.lost.size
    sum.doubled += judge.doubled.size
    sum.unreadable += judge.unreadable
    unseen.push(...notTold)
    if (sum.answers < answers) console.error(`power: so far ${JSON.stringify(sum)}`)
  }
  return judged({
    what: 'the power cut at every write, sync and rename; what was not synced is forgotten',
    tried: `${sum.cuts} cuts, ${sum.answers} answers`,
    lost: sum.lost,
    doubled: sum.doubled,
    stuck: sum.unreadable,
    missed: unseen.map(name => `${name} is not what the steps of the disk made of it`),
  })
}

const cutInOneHouse = (answers: number, mercies: () => Mercy[]) =>
  inHouse(0, async house => {
    const trace = `${house.dataDir}.trace`
    try {
      const product = await house.start({ trace })
      const writers = new Writers(house, { pauseMs: 5, waitForQuestion: true, long: true })
      writers.start()
      await house.slack.until(() => writers.confirmed.size >= answers, 3_600_000)
      await writers.stop()
      await product.stop()
      const steps = (await readFile(trace, 'utf8')).trimEnd().split('\n')
      const replay = await Replay.begin(house.dataDir)
      const judge = new Judge(libraryOf(house).slice(house.dataDir.length + '/ws-'.length), writers)
      const cuts: ForgetfulDisk[] = []
      replay.disk.onStep = () => cuts.push(...mercies().map(mercy => replay.disk.afterCut(mercy)))
      for (const step of steps.map(line => JSON.parse(line) as Step)) {
        await replay.take(step)
        for (const cut of cuts.splice(0)) await judge.look(cut)
        if ('confirmed' in step) judge.confirmed.push(step.confirmed)
      }
      return { judge, notTold: await notTold(libraryOf(house), replay) }
    } finally {
      await rm(trace, { force: true })
    }
  })

/** Reopens disks whose power was cut. */
class Judge {
  readonly confirmed: string[] = []
  readonly lost = new Set<string>()
  readonly doubled = new Set<string>()
  unreadable = 0
  cuts = 0
  readonly #workspace: string
  readonly #writers: Writers

  constructor(workspace: string, writers: Writers) {
    this.#workspace = workspace
    this.#writers = writers
  }

  async look(files: ForgetfulDisk): Promise<void> {
    this.cuts++
    const lines = await this.#open(files)
    if (!lines) return void this.unreadable++
    for (const id of this.confirmed) {
      const { said = '', text = '' } = this.#writers.named.get(id) ?? {}
      if (!lines.get(said)?.includes(text)) this.lost.add(id)
    }
    for (const [said, texts] of lines) if (texts.length > 1) this.doubled.add(said)
  }

  async #open(files: ForgetfulDisk) {
    const log = { warn() {}, error() {} }
    const lock = async () => ({ holds: async () => true, release: async () => {} })
    const store = await openJsonStore(root, { files, log, lock })
    try {
      return linesOf((await store.list(this.#workspace, runs)).map(([, run]) => run as Run))
    } catch {
      return undefined
    } finally {
      await store.close()
    }
  }
}

/** The files of which the process did not tell all. */
async function notTold(folder: string, replay: Replay): Promise<string[]> {
  const names = await readdir(folder)
  const same = await Promise.all(
    names.map(async name => replay.same(join(folder, name), await readFile(join(folder, name)))),
  )
  return names.filter((_, at) => !same[at])
}
