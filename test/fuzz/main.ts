import { parseArgs } from 'node:util'
import { fuzzBorders } from './borders.ts'
import { flood } from './flood.ts'
import { fuzzHttp, fuzzSocket, type Outcome } from './fuzz.ts'
import { fuzzLongLines } from './long-lines.ts'
import { fuzzRepeats } from './repeats.ts'

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    shots: { type: 'string' },
  },
})
const shots = Number(values.shots ?? (values.long ? 100_000 : 3_000))
const seed = Number(values.seed)
const outcomes: Outcome[] = []
const told: Record<string, string> = { 0: 'closed unread' }
const all = [
  () => fuzzHttp({ shots, seed }),
  () => fuzzSocket({ shots: Math.ceil(shots / 10), seed }),
  () => fuzzBorders({ shots: values.long ? 2_000 : 300, seed }),
  () => fuzzLongLines({ shots: values.long ? 2_000 : 150, seed }),
  () => fuzzRepeats({ shots: values.long ? 60 : 5, seed }),
  () => flood({ shots: values.long ? 500 : 150 }),
]
for (const attack of all) {
  const begun = performance.now()
  const outcome = await attack()
  outcomes.push(outcome)
  console.error(`${outcome.what}: ${Math.round((performance.now() - begun) / 1_000)} s`)
  for (const fault of outcome.faults.slice(0, 100)) console.error(`- ${fault}`)
}
/** What there may be faults of, and by which words they are told apart. */
const columns: [string, RegExp][] = [
  ['5xx', /^answered 5/],
  ['crashes', /^Hearth ended/],
  ['stored unvalidated', /^stored:/],
  ['dropped', /^lost from/],
]
const line = (cells: readonly unknown[]) => console.log(`| ${cells.join(' | ')} |`)
const heads = ['hostile input', 'tried', 'answers', ...columns.map(([name]) => name), 'other faults']
line([...heads, 'documents stored', 'replies given up'])
line([...heads, '', ''].map(() => '---'))
for (const { what, tried, answers, documents, unsaid, faults } of outcomes) {
  const counted = Object.entries(answers).map(([status, count]) => `${count} × ${told[status] ?? status}`)
  const found = columns.map(([, words]) => faults.filter(fault => words.test(fault)).length)
  const others = faults.filter(fault => !columns.some(([, words]) => words.test(fault)))
  line([what, tried, counted.join(', '), ...found, others.length, documents, unsaid])
}
process.exitCode = outcomes.some(one => one.faults.length > 0) ? 1 : 0
