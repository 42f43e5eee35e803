import { parseArgs } from 'node:util'
import { flood } from './flood.ts'
import { fuzzHttp, fuzzSocket, type Outcome } from './fuzz.ts'

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
const all = [
  () => fuzzHttp({ shots, seed }),
  () => fuzzSocket({ shots: Math.ceil(shots / 10), seed }),
  () => flood({ shots: values.long ? 500 : 150 }),
]
for (const torment of all) {
  const begun = performance.now()
  const outcome = await torment()
  outcomes.push(outcome)
  console.error(`${outcome.what}: ${Math.round((performance.now() - begun) / 1_000)} s`)
  for (const fault of outcome.faults.slice(0, 40)) console.error(`- ${fault}`)
}
const line = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`
console.log(line(['hostile input', 'tried', 'answers', 'documents stored', 'faults']))
console.log(line(['---', '---', '---', '---', '---']))
for (const { what, tried, answers, documents, faults } of outcomes) {
  const counted = Object.entries(answers).map(
    ([status, count]) => `${count} × ${status === '0' ? 'closed' : status}`,
  )
  console.log(
    line([
      what,
      tried,
      counted.join(', '),
      `${documents}, all as they must be`.slice(0, faults.length ? 6 : undefined),
      faults.length,
    ]),
  )
}
process.exitCode = outcomes.some(one => one.faults.length > 0) ? 1 : 0
