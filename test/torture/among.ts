import { setTimeout as pause } from 'node:timers/promises'
import { workspaceOf } from '../../adapters/slack/address.ts'
import { indexTable } from '../../src/app/indexes.ts'
import { reminders } from '../../src/core/schedule/reminder.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { openPostgresStore, type PostgresStore } from '../../src/postgres/postgres.ts'
import { type Pair, startPair } from '../postgres/pair.ts'
import { slow } from '../slack/stand-in.ts'
import { Balancer } from './balancer.ts'
import { type Clock, minuteMs } from './clock.ts'
import { type House, inHouse, mondayAt, people } from './house.ts'
import { disordered, linesOf, missing } from './kept.ts'
import { hurry } from './loading.ts'
import type { Plan } from './plan.ts'
import type { Product } from './product.ts'
import { judged, type Row } from './table.ts'
import { unsettled, Weeklies } from './weekly.ts'
import { Writers } from './writers.ts'

const groups = 4
const together = 8
/** Longer than a lease, and than the waits before another try. */
const stepMs = 6 * minuteMs
const mostTries = 20
/** Longer than the database waits for somebody who stands still in the middle of a change. */
const frozenMs = 6_000
/** By then a balancer has found out whether one can reach its database. */
const awayMs = 3_000
/** So long no reminder is posted, on a machine that is not busy, once none is on its way any more. */
const calmMs = 800

/** What may be done to one of several, to all of them, or to what they share. */
type Harm = 'kill' | 'leave' | 'freeze' | 'crash' | 'upgrade' | 'fail over' | 'fail over silently'

/** How a row of several Hearths on one database is made. */
interface Among {
  what: string
  /** What is done, by turns, and how often. */
  harms: readonly Harm[]
  times: number
  random: Plan['random']
  /** How long somebody may wait until their line is kept, whatever is done to whom, on a machine that is not busy. */
  patienceMs: number
}

/** Two Hearths and four on one database, behind a balancer, while people write and reminders are due. */
export async function among({ what, harms, times, random, patienceMs }: Among): Promise<Row> {
  const none = { harms: 0, answers: 0, occurrences: 0, asked: 0, told: 0, thawed: 0, disordered: 0 }
  const sum = { ...none, lost: 0, doubled: 0, stuck: 0, exchanged: 0, broken: 0, late: 0 }
  let longest = 0
  const busy = await hurry()
  for (const many of [2, 4]) {
    const server = await startPair(why => console.error(`${what}: ${why}`))
    if (!server) return { what, tried: 'no PostgreSQL here', lost: 0, doubled: 0, stuck: 0, missed: [] }
    try {
      const { waited, ...one } = await lived(server, many, { harms, times, random, busy })
      longest = Math.max(longest, waited)
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name]
    } finally {
      await server.stop()
    }
  }
  const { lost, doubled, stuck, broken, ...tried } = sum
  const allowed = patienceMs * Math.max(busy, await hurry())
  const exchanges = `of ${tried.exchanged} exchanges ${broken} requests broken and ${tried.late} answered after three seconds`
  return judged({
    what,
    tried: `${tried.harms} harms, ${tried.answers} answers, ${tried.occurrences} reminders, ${tried.asked} looked up`,
    lost,
    doubled,
    stuck,
    mayDouble: tried.thawed,
    note: [
      ...(tried.exchanged > 0 ? [exchanges] : []),
      `${tried.disordered} out of order`,
      `${tried.told} lines refused in a sentence`,
      ...(tried.thawed > 0 ? [`${tried.thawed} sent by one that was frozen in the middle of it`] : []),
      `nobody waited longer than ${(longest / 1_000).toFixed(1)} s until their line was kept`,
    ].join('; '),
    missed: [
      ...(broken > 0 ? [`${broken} requests broken by an exchange`] : []),
      ...(tried.disordered > 0 ? [`${tried.disordered} lines out of order`] : []),
      ...(longest > allowed ? [`somebody waited ${Math.round(longest)} ms until their line was kept`] : []),
    ],
  })
}

/** `busy`: how much longer everything takes on this machine. */
type Living = Pick<Among, 'harms' | 'times' | 'random'> & { busy: number }

const lived = (server: Pair, many: number, { harms, times, random, busy }: Living) =>
  inHouse(groups * together, async house => {
    const { slack, clock } = house
    const env = { DATABASE_URL: server.url, DATABASE_CONNECTIONS: '4' }
    const balancer = new Balancer()
    const front = await balancer.open()
    const hearths: Product[] = []
    const posts = () => weeklies?.posts ?? 0
    let weeklies: Weeklies | undefined
    /** Until no reminder has been posted for a while. */
    const calm = async () => {
      for (let before = -1; posts() !== before; await pause(calmMs * busy)) before = posts()
    }
    const lead = () => {
      balancer.targets = hearths.map(one => one.url)
      slack.deliverTo(`${front}/slack/events`)
    }
    const begin = async () => {
      const one = await house.start({ env })
      hearths.push(one)
      lead()
    }
    for (let at = 0; at < many; at++) await begin()
    await balancer.sees(many)
    const store = await openPostgresStore({
      url: server.url,
      connections: 2,
      indexes: indexTable,
      log: quiet,
    })
    try {
      const set = await Weeklies.set(house, together, (2 * stepMs) / minuteMs)
      weeklies = set
      const writers = new Writers(house, { pauseMs: 20, waitForQuestion: true })
      writers.start()
      let [done, week, stuck, exchanged, broken, late, thawed] = [0, 0, 0, 0, 0, 0, 0]
      for (; done < times; week++) {
        for (let group = 0; group < groups; group++, done++) {
          // A lease runs by the clock: one that is set under a sending would be another fault than those that are tried.
          await calm()
          clock.goTo(mondayAt(week, 9 * 60) + group * 2 * stepMs)
          slack.heal()
          slack.fail('chat.postMessage', slow(20 + random() * 60), 200)
          for (const one of hearths) await letPass(one, clock)
          await pause(random() * 400)
          const how = harms[done % harms.length] ?? 'kill'
          if (how === 'leave' || how === 'upgrade') {
            const before = { broken: balancer.broken, late: balancer.late }
            exchanged += await exchange(how === 'upgrade' ? [...hearths] : [anyOf(hearths)])
            broken += balancer.broken - before.broken
            late += balancer.late - before.late
          } else thawed += await harm(how)
        }
        slack.heal()
        stuck += await settled(house, store, hearths, calm)
      }
      await writers.stop()
      const kept = await keptIn(store, house)
      const answers = missing(kept, writers)
      // What was refused in a sentence is not lost: its writer knows.
      const refused = people.flatMap(name => [...slack.posted('DM', name), ...slack.ephemerals(name)])
      const told = refused.filter(one => /could not save|couldn’t save/.test(one.text)).length
      const tally = set.tally(week)
      for (const one of hearths) await one.stop()
      return {
        harms: done,
        answers: writers.confirmed.size,
        waited: writers.longestMs,
        occurrences: tally.occurrences,
        asked: slack.callsTo('conversations.history').length,
        lost: Math.max(0, answers.lost - told) + tally.lost,
        told,
        thawed,
        doubled: answers.doubled + tally.doubled,
        stuck,
        exchanged,
        broken,
        late,
        disordered: disordered(kept.runs),
      }
    } finally {
      await store.close()
      balancer.close()
    }

    function anyOf(all: readonly Product[]): Product {
      return all[Math.floor(random() * all.length)] as Product
    }

    /** Some of them, one after another, as in a rolling upgrade: the next one is ready before one is told to leave. The balancer is told nothing. */
    async function exchange(old: readonly Product[]): Promise<number> {
      for (const one of old) {
        await begin()
        await balancer.sees(hearths.length)
        await one.stop()
        hearths.splice(hearths.indexOf(one), 1)
        lead()
      }
      return old.length
    }

    /** Does it to one by chance, or to all; how many reminders one sent that woke. */
    async function harm(how: Harm): Promise<number> {
      if (how === 'crash') await back(server.crash())
      else if (how === 'fail over') await back(server.failOver())
      else if (how === 'fail over silently') await back(server.failOver('silently'))
      else if (how === 'freeze') return frozen(anyOf(hearths))
      else {
        const one = anyOf(hearths)
        hearths.splice(hearths.indexOf(one), 1)
        await one.kill()
        lead()
        await begin()
      }
      return 0
    }

    /** Until all are ready again: whoever waits for an answer of a server that is no more still has reminders in hand, whose leases go by a clock that is set here. */
    async function back(done: Promise<void>): Promise<void> {
      await done
      await pause(awayMs)
      await balancer.sees(hearths.length)
    }

    /** One stands still until the others have taken over what it had in hand. */
    async function frozen(one: Product): Promise<number> {
      one.signal('SIGSTOP')
      hearths.splice(hearths.indexOf(one), 1)
      lead()
      await calm()
      clock.step(stepMs)
      for (const other of hearths) await letPass(other, clock)
      await pause(frozenMs)
      await calm()
      const before = posts()
      // Nothing on Slack’s side keeps what was on its way out of a frozen process from going out when it wakes.
      one.signal('SIGCONT')
      await calm()
      const thawed = posts() - before
      await letPass(one, clock)
      hearths.push(one)
      lead()
      return thawed
    }
  })

/** Time passes for one of them, as it does for whoever runs on: its clock is not set, and whoever sleeps wakes. */
const letPass = (one: Product, { skew }: Clock) =>
  one.order({ skew, passed: skew - one.bornSkew, wake: true })

const quiet = { warn() {}, error() {} }

/** What the database holds of the house's library. */
async function keptIn(store: PostgresStore, { slack }: House) {
  const library = workspaceOf(slack.teams[0]?.id ?? '')
  const all = async <T>(read: () => Promise<[string, T][]>): Promise<T[]> => {
    for (let tries = 0; ; tries++)
      try {
        return (await read()).map(([, one]) => one)
      } catch (error) {
        // It has just crashed.
        if (tries > 100) throw error
        await pause(50)
      }
  }
  const kept = await all(() => store.list(library, runs))
  return {
    runs: kept,
    lines: linesOf(kept),
    reminders: await all(() => store.list(library, reminders)),
    notes: [],
    owed: 0,
  }
}

/** Lets time pass until no occurrence is waiting; tells how many still are. */
async function settled(
  house: House,
  store: PostgresStore,
  hearths: readonly Product[],
  calm: () => Promise<void>,
): Promise<number> {
  for (let tries = 0; ; tries++) {
    house.clock.step(stepMs)
    for (const one of hearths) await letPass(one, house.clock)
    await calm()
    const left = unsettled((await keptIn(store, house)).reminders, house.clock.now()).length
    if (left === 0 || tries === mostTries) return left
  }
}
