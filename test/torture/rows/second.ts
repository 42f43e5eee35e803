import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { minuteMs } from '../clock.ts'
import { type House, hasty, inHouse, people } from '../house.ts'
import { generationOf, gone, type Kept, keptIn, missing } from '../kept.ts'
import { hurry } from '../loading.ts'
import { explain } from '../losses.ts'
import type { Plan } from '../plan.ts'
import type { Product } from '../product.ts'
import { judged, type Row } from '../table.ts'
import { Writers } from '../writers.ts'

/** How long a second one may take to be refused, beyond loading. */
const refusedMs = 5_000

/** A new library after so many, so that it does not take longer and longer until a new log is begun. */
const mostInOneHouse = 10

/**
 * A second Hearth on the same folder, beside one that runs and beside one that is frozen, is refused in a sentence. One that
 * was frozen so long that somebody took its lock away writes nothing more when it wakes, and leaves; what it is told then, in
 * conversations that it knows and in those that began without it, is kept by the other, or refused in a sentence.
 */
export async function second({ seconds }: Plan): Promise<Row> {
  const sum = { rounds: 0, answers: 0, notes: 0, refused: 0, lost: 0, doubled: 0 }
  const faults: string[] = []
  let slowest = 0
  while (sum.rounds < seconds) {
    const one = await inHouse(0, house =>
      replacing(house, Math.min(seconds - sum.rounds, mostInOneHouse), faults),
    )
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name]
    slowest = Math.max(slowest, one.slowest)
    // A long run that is ended from outside has at least said how far it came.
    if (sum.rounds < seconds)
      console.error(
        `second: so far ${JSON.stringify(sum)}, refused after ${Math.round(slowest)} ms at most, ${faults.length} faults`,
      )
  }
  if (slowest > refusedMs * (await hurry()))
    faults.push(`a second process was refused after ${Math.round(slowest)} ms`)
  return judged({
    what: 'a second process beside one that runs, or is frozen; one that wakes after it was replaced',
    tried: `${sum.rounds} times each, ${sum.answers} answers, ${sum.notes} notes`,
    lost: sum.lost,
    doubled: sum.doubled,
    stuck: 0,
    note: `refused after ${Math.round(slowest)} ms at most; ${sum.refused} lines refused in a sentence`,
    missed: [...new Set(faults)],
  })
}

async function replacing(house: House, rounds: number, faults: string[]) {
  // They have so much to say that new logs are begun, which the frozen one does not know.
  const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true, long: true })
  const notes = new Notes(house)
  const scene = { house, writers, notes, faults }
  let product = await house.start()
  writers.start()
  let slowest = 0
  for (let round = 0; round < rounds; round++) {
    slowest = Math.max(slowest, await refused(house, new RegExp(`pid ${product.process.pid}`), faults))
    product.signal('SIGSTOP')
    slowest = Math.max(slowest, await refused(house, /does not answer/, faults))
    product.signal('SIGCONT')
    await pause(200)
    product = await overtaken(scene, product, round % 2 === 0 ? wakeToLines : wakeLate)
  }
  await writers.stop()
  await product.stop()
  const kept = await keptIn(house)
  const lost = withoutAWord(house, kept, writers)
  if (lost > 0) await explain('second', house, kept, writers)
  return {
    rounds,
    slowest,
    answers: writers.confirmed.size,
    notes: notes.confirmed.size,
    refused: refusals(house).length + notes.refused,
    lost: lost + notes.lostIn(kept),
    doubled: missing(kept, writers).doubled,
  }
}

/**
 * How many confirmed lines are not there, of which their writers were told nothing: what is refused in a sentence, under the card that
 * it was typed under, is not lost.
 */
function withoutAWord(house: House, kept: Kept, writers: Writers): number {
  const lost = gone(kept, writers).flatMap(said => writers.lines.get(said) ?? [])
  return [...new Set(lost.map(one => one.under))].reduce((sum, card) => {
    const there = lost.filter(one => one.under === card)
    const told = refusals(house).filter(one => one.thread_ts === card)
    return sum + Math.max(0, there.length - told.length)
  }, 0)
}

const isRefusal = ({ text }: { text: string }): boolean => /could not save/.test(text)
const refusals = ({ slack }: House) => people.flatMap(name => slack.ephemerals(name)).filter(isRefusal)

/** What somebody writes in their own chat to one that wakes and was replaced. */
class Notes {
  readonly confirmed = new Set<string>()
  readonly #house: House
  #count = 0

  constructor(house: House) {
    this.#house = house
  }

  /** Resolves when it is confirmed, by whichever Hearth. */
  async write(): Promise<void> {
    const { slack } = this.#house
    const text = `a note at the door, ${++this.#count}`
    const first = await slack.say(hasty[0] as string, 'DM', `note ${text}`)
    for (let { status } = first, num = 1; status !== 200; num++) {
      await pause(20)
      status = (await slack.redeliver(first, num)).status
    }
    this.confirmed.add(text)
  }

  get refused(): number {
    return this.#house.slack.posted('DM', hasty[0] as string).filter(isRefusal).length
  }

  lostIn({ notes }: Kept): number {
    return Math.max(0, [...this.confirmed].filter(one => !notes.includes(one)).length - this.refused)
  }
}

/** Starts a second one, which must leave with 1 and one sentence; tells how long that took. */
async function refused(house: House, why: RegExp, faults: string[], tries = 1): Promise<number> {
  const other = house.spawn()
  const code = await other.gone
  // One that runs, but is kept waiting by a busy machine, looks like a frozen one for once.
  if (!why.test(other.err) && /does not answer/.test(other.err) && tries < 5)
    return refused(house, why, faults, tries + 1)
  // Beyond loading, which on a busy machine takes its time.
  const took = performance.now() - other.bornAt - Math.min(...house.starts)
  if (code !== 1) faults.push(`a second process ${other.end}`)
  if (!/is in use by another Hearth/.test(other.err) || !why.test(other.err) || /\n\s+at /.test(other.err))
    faults.push(`a second process said: ${other.err}`)
  return took
}

/** What goes on in the house meanwhile. */
interface Scene {
  house: House
  writers: Writers
  notes: Notes
  faults: string[]
}

/** Freezes one that has nothing in hand, takes its lock away, lets another in, and wakes it. */
async function overtaken(
  scene: Scene,
  first: Product,
  wake: (scene: Scene, first: Product, next: Product, goOn: () => void) => Promise<void>,
): Promise<Product> {
  const { house, writers, faults } = scene
  const goOn = await writers.hold()
  first.signal('SIGSTOP')
  await unlink(join(house.dataDir, 'lock'))
  const next = await house.start()
  await wake(scene, first, next, goOn)
  if ((await first.gone) !== 1) faults.push(`one that was replaced ${first.end}, not with 1`)
  if (!/taken by another process/.test(first.err)) faults.push(`one that was replaced said: ${first.err}`)
  return next
}

/** With requests waiting at its door: of every second person, in a checklist that began without it. */
async function wakeToLines(
  { writers, notes }: Scene,
  first: Product,
  next: Product,
  goOn: () => void,
): Promise<void> {
  const begun = writers.beginAnother(people.filter((_, at) => at % 2 === 0))
  goOn()
  await begun
  const writeOn = await writers.hold()
  first.lead()
  writeOn()
  const noted = notes.write()
  await pause(200)
  first.signal('SIGCONT')
  await pause(300)
  next.lead()
  await noted
}

/** After minutes, when what is in no use is put away, and the other one has begun a new log: it leaves that as it is. */
async function wakeLate(
  { house, writers, faults }: Scene,
  first: Product,
  _next: Product,
  goOn: () => void,
): Promise<void> {
  const before = await generationOf(house)
  goOn()
  while ((await generationOf(house)) === before) await pause(50)
  const goOnAgain = await writers.hold()
  void first.order({ skew: house.clock.skew + 2 * minuteMs }).catch(() => {})
  first.signal('SIGCONT')
  await first.gone
  await keptIn(house).catch(error =>
    faults.push(`the library could not be read after that: ${error.message}`),
  )
  goOnAgain()
}
