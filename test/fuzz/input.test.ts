import { expect, it } from 'vitest'
import { fuzzBorders } from './borders.ts'
import { flood } from './flood.ts'
import { fuzzHttp, fuzzSocket, type Outcome } from './fuzz.ts'
import { fuzzLongLines } from './long-lines.ts'
import { fuzzRepeats } from './repeats.ts'

const seed = 20_261_125

/** The short form of `npm run torture:input`: the built Hearth, both platforms, right signatures around what is wrong. */
it('hostile bodies bring nothing down, are never answered with an error of ours, and leave nothing odd behind', async () => {
  const outcome = await fuzzHttp({ shots: 3_000, seed })
  expect(faultsOf(outcome)).toEqual([])
  expect(outcome.tried).toBe(3_000)
  expect(answersOf(outcome)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '413']))
  expect(outcome.documents).toBeGreaterThan(100)
})

it('hostile envelopes of Socket Mode neither', async () => {
  const outcome = await fuzzSocket({ shots: 300, seed })
  expect(faultsOf(outcome)).toEqual([])
  expect(outcome.documents).toBeGreaterThan(10)
})

it('forged addresses and cards bring nobody’s words to where they are not, and overwrite nobody’s cards', async () => {
  const outcome = await fuzzBorders({ shots: 100, seed })
  expect(outcome.faults).toEqual([])
  expect(outcome.answers.shared).toBeGreaterThan(0)
})

it('a line as long as a platform takes it, of whatever words, keeps nobody waiting', async () => {
  const outcome = await fuzzLongLines({ shots: 40, seed })
  expect(faultsOf(outcome)).toEqual([])
  expect(outcome.tried).toBeGreaterThan(80)
})

it('whoever asks for the same again and again leaves each time no more behind', async () => {
  const outcome = await fuzzRepeats({ shots: 1, seed })
  expect(outcome.faults).toEqual([])
  expect(outcome.documents).toBeGreaterThan(20)
})

it('a flood from one person loses no answer and no note of theirs, and keeps nobody else waiting', async () => {
  const outcome = await flood({ shots: 120 })
  expect(outcome.faults).toEqual([])
  // 120 of each of three kinds, and the long notes.
  expect(outcome.tried).toBe(400)
})

const answersOf = ({ answers }: Outcome): string[] => Object.keys(answers)

/** A field or kind that is new since `stored.ts` was written is for the long form to complain of. */
const faultsOf = ({ faults }: Outcome): string[] =>
  faults.filter(one => !/: +Unrecognized key: "\w+"$|a kind that nothing is known of/.test(one))
