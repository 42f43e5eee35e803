import { expect, it } from 'vitest'
import { tries } from '../tries.ts'
import { fuzzBorders } from './borders.ts'
import { flood } from './flood.ts'
import { fuzzHttp, fuzzSocket, type Outcome } from './fuzz.ts'
import { everyCommandAtLength } from './lines.ts'
import { fuzzLongLines } from './long-lines.ts'
import { fuzzRepeats } from './repeats.ts'

const seed = 20_261_125

/** The short form of `npm run torture:input`: the built Hearth, both platforms, right signatures around what is wrong. */
it('hostile bodies bring nothing down, are never answered with an error of ours, and leave nothing odd behind', async () => {
  const shots = tries(3_000, 400)
  const outcome = await fuzzHttp({ shots, seed })
  expect(faultsOf(outcome)).toEqual([])
  expect(outcome.tried).toBe(shots)
  expect(answersOf(outcome)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '413']))
  expect(outcome.documents).toBeGreaterThan(tries(100, 30))
})

it('hostile envelopes of Socket Mode neither', async () => {
  const outcome = await fuzzSocket({ shots: tries(300, 60), seed })
  expect(faultsOf(outcome)).toEqual([])
  expect(outcome.documents).toBeGreaterThan(tries(10, 3))
})

it('forged addresses and cards bring nobody’s words to where they are not, and overwrite nobody’s cards', async () => {
  const outcome = await fuzzBorders({ shots: tries(100, 30), seed })
  expect(outcome.faults).toEqual([])
  expect(outcome.answers.shared).toBeGreaterThan(0)
})

it('a line as long as a platform takes it, of whatever words, keeps nobody waiting', async () => {
  const shots = tries(40, 8)
  const outcome = await fuzzLongLines({ shots, seed })
  expect(faultsOf(outcome)).toEqual([])
  expect(outcome.tried).toBe(everyCommandAtLength.length + shots)
})

it('whoever asks for the same again and again leaves each time no more behind', async () => {
  const outcome = await fuzzRepeats({ shots: 1, seed })
  expect(outcome.faults).toEqual([])
  expect(outcome.documents).toBeGreaterThan(20)
})

it('a flood from one person loses no answer and no note of theirs, and keeps nobody else waiting', async () => {
  const shots = tries(120, 40)
  const outcome = await flood({ shots })
  expect(outcome.faults).toEqual([])
  // So many of each of three kinds, and the long notes.
  expect(outcome.tried).toBe(3 * shots + 40)
})

const answersOf = ({ answers }: Outcome): string[] => Object.keys(answers)

/** A field or kind that is new since `stored.ts` was written is for the long form to complain of. */
const faultsOf = ({ faults }: Outcome): string[] =>
  faults.filter(one => !/: +Unrecognized key: "\w+"$|a kind that nothing is known of/.test(one))
