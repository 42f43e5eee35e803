import fc from 'fast-check'
import { readBesideWriter } from '../../src/store/disk/reading.ts'
import type { Order, Outcome } from './fuzz.ts'
import { openPageHouse, type PageHouse } from './house.ts'
import { known } from './lines.ts'
import { storedIn } from './stored.ts'

/** Each is asked so often. */
const times = 5
/** What is said between counts among what somebody gets, so that it grows a little. */
const slack = 30_000
/** Whatever gives what is kept, and what is looked at most. */
const always = ['hearth export', 'gathering blank']

/** What is asked for again and again leaves each time as much behind as the first times: no answer holds the one before it. */
export async function fuzzRepeats({ shots, seed }: Order): Promise<Outcome> {
  const outcome: Outcome = {
    what: 'the same asked again and again, on the page',
    tried: 0,
    answers: {},
    documents: 0,
    unsaid: 0,
    faults: [],
  }
  const house = await openPageHouse()
  try {
    for (const line of ['note Bring the blue chairs', 'gathering dm Spring tea', 'So that they meet', 'stop'])
      await said(house, line, outcome)
    for (const line of [...always, ...fc.sample(fc.constantFrom(...known), { numRuns: shots, seed })]) {
      const grown: number[] = []
      let before = await sizeOf(house)
      for (let at = 0; at < times; at++) {
        await said(house, line, outcome)
        const after = await sizeOf(house)
        grown.push(after - before)
        before = after
      }
      const [, second = 0] = grown
      const last = grown.at(-1) ?? 0
      if (last > 2 * Math.max(second, 0) + slack)
        outcome.faults.push(`“${line}” leaves more behind each time: ${grown.join(', ')} characters`)
      if (house.gone() !== undefined) return { ...outcome, faults: [...outcome.faults, 'Hearth ended'] }
    }
    outcome.documents = (await storedIn(house.dataDir, readBesideWriter)).length
  } finally {
    await house.close()
  }
  return outcome
}

/** Types it, and waits until nothing more comes of it. */
async function said(house: PageHouse, line: string, outcome: Outcome): Promise<void> {
  const before = await sizeOf(house)
  const status = await house.say('ana', line)
  outcome.tried += 1
  outcome.answers[status] = (outcome.answers[status] ?? 0) + 1
  if (status !== 204) outcome.faults.push(`answered ${status}`)
  let size = before
  let quiet = 0
  for (let waited = 0; waited < 200 && quiet < 3; waited++) {
    await new Promise(resolve => setTimeout(resolve, 50))
    const now = await sizeOf(house)
    quiet = now === size && now !== before ? quiet + 1 : 0
    size = now
  }
}

async function sizeOf({ dataDir }: PageHouse): Promise<number> {
  const all = await storedIn(dataDir, readBesideWriter).catch(() => [])
  return JSON.stringify(all).length
}
