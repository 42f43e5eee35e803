import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPools } from '../../src/postgres/connect.ts'
import { coordinateBy } from '../../src/postgres/coordination.ts'
import { testAllowance } from '../contracts/allowance.ts'
import { testOffers } from '../contracts/offers.ts'
import { newSchema, url } from './schema.ts'

const memory = { now: Date.now, forMs: 60_000, most: 100 }
/** What is in hand is held for six seconds, unless that is renewed. */
const heldMs = 7_000
const soonMs = 10_000

let place: Awaited<ReturnType<typeof newSchema>>
let hearths: ReturnType<typeof openHearth>[]
beforeEach(async () => {
  place = await newSchema()
  await (await place.open()).close()
  hearths = [openHearth(), openHearth()]
})
afterEach(async () => {
  await Promise.all(hearths.map(one => one.die()))
  await place.remove()
})

/** What one of several settles with the others; dead, it says nothing more to the database. */
function openHearth() {
  const { writes, reads } = openPools({ url, schema: place.schema, connections: 4 })
  let isDead = false
  return {
    ...coordinateBy(writes, { warn() {} }),
    async die() {
      if (isDead) return
      isDead = true
      await Promise.all([writes.end(), reads.end()])
    },
  }
}

const never = () => new Promise<void>(() => {})

testOffers('of Hearths that share a database', terms => hearths.map(one => one.offers(terms)))
testAllowance('of Hearths that share a database', () => hearths.map(one => one.spend))

describe('What one of several Hearths has in hand', () => {
  it('holds the same person’s next line up for seconds, and no longer, once that one is dead', async () => {
    const [dying, other] = hearths as [ReturnType<typeof openHearth>, ReturnType<typeof openHearth>]
    await dying.enter({ person: 'ada', delivery: 'one' }).toDecide()
    void dying.dedupe('slack', memory)('two', never)
    await pause(200) // until it is written that the delivery was taken
    await dying.die()
    const begun = performance.now()
    const next = other.enter({ person: 'ada', delivery: 'three' })
    let again = false
    await Promise.all([
      next.toDecide(),
      other.dedupe('slack', memory)('two', async () => {
        again = true
      }),
    ])
    next.answered()
    expect(again).toBe(true)
    expect(performance.now() - begun).toBeLessThan(soonMs)
  })

  it('is waited for as long as it takes, while that one lives', async () => {
    const [slow, other] = hearths as [ReturnType<typeof openHearth>, ReturnType<typeof openHearth>]
    const said: string[] = []
    const first = slow.enter({ person: 'ada', delivery: 'one' })
    await first.toDecide()
    let finish = () => {}
    const inHand = slow.dedupe('slack', memory)('two', () => new Promise(resolve => (finish = resolve)))
    const next = other.enter({ person: 'ada', delivery: 'three' })
    const waiting = next.toDecide().then(() => said.push('decided'))
    await pause(heldMs)
    const twice = other.dedupe('slack', memory)('two', async () => void said.push('done twice'))
    expect(said).toEqual([])
    await first.decided()
    await waiting
    finish()
    await Promise.all([inHand, twice])
    first.answered()
    next.answered()
    expect(said).toEqual(['decided'])
  })
})

it('What is outdated is told to all of a schema, and to nobody else; who may have missed some is told so', async () => {
  const another = await newSchema()
  const stores = await Promise.all([place.open(), place.open(), another.open()])
  const told = stores.map(store => {
    const all: (string | undefined)[] = []
    store.coordination.outdated.onTold(what => void all.push(what))
    return all
  })
  stores[0]?.coordination.outdated.tell('slack/T0/U0')
  await expect.poll(() => told[1]).toEqual(['slack/T0/U0'])
  expect(told[2]).toEqual([])
  await place.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${place.schema}'`,
  )
  await expect.poll(() => told[1], { timeout: soonMs }).toEqual(['slack/T0/U0', undefined])
  await Promise.all(stores.map(one => one.close()))
  await another.remove()
})

it('Hostile words in what several settle are words: people, rooms, deliveries, places, files and what is outdated', async () => {
  const attack = `'; drop table documents; --"$1\\`
  const [one, other] = hearths as [ReturnType<typeof openHearth>, ReturnType<typeof openHearth>]
  const entry = one.enter({ person: attack, room: attack, asked: attack, delivery: attack })
  await entry.toDecide()
  await entry.decided()
  const behind = other.enter({ person: attack, room: attack, delivery: 'behind' })
  expect(await behind.toDecide()).toEqual({ alongside: [attack], meanwhile: [attack] })
  for (const each of [entry, behind]) each.answered()
  let times = 0
  for (const each of hearths) await each.dedupe(attack, memory)(attack, async () => void times++)
  expect(times).toBe(1)
  const terms = { now: Date.now, forMs: 60_000, mostOfOne: 3, most: 50 }
  await one.offers(terms).put(attack, { library: attack, person: attack }, attack)
  expect(await other.offers(terms).take(attack, { library: attack, person: attack })).toBe(attack)
  expect(await one.spend(attack, Date.now())).toBeGreaterThan(0)
  expect(await one.book(attack, { burst: 1, spacingMs: 1_000 })).toBe(0)
  const store = await place.open()
  const told: (string | undefined)[] = []
  store.coordination.outdated.onTold(what => void told.push(what))
  one.outdated.tell(attack)
  await expect.poll(() => told).toEqual([attack])
  expect(await store.workspaces()).toEqual([])
  await store.close()
})
