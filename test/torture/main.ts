import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { seeded } from '../store/forgetful-disk.ts'
import { long, short } from './plan.ts'
import { alone, byName, longestFirst, rows } from './rows.ts'
import { type Row, table } from './table.ts'

/** So many rows run at once: most of the time they wait, for a platform or for a message that may come. */
const atOnce = 3

/** What takes longer is stuck. */
const mostMs = { short: 10 * 60_000, long: 20 * 60 * 60_000 }

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    /** How many restarts, where the form's own number is too few: what happens once in hundreds is hunted so. */
    restarts: { type: 'string' },
    only: {
      type: 'string',
      multiple: true,
      default: Object.keys(rows).filter(name => !byName.includes(name)),
    },
    /** What a process of its own is started for, by this one. */
    row: { type: 'string' },
  },
})
if (values.row !== undefined) {
  const row = rows[values.row]
  if (!row) throw new Error(`There is no “${values.row}”. There are: ${Object.keys(rows).join(', ')}.`)
  const plan = { ...(values.long ? long : short), random: seeded(Number(values.seed)) }
  if (values.restarts !== undefined) plan.restarts = Number(values.restarts)
  process.send?.(await row(plan))
} else {
  const results = new Map<string, Row>()
  const left = values.only.filter(name => !alone.includes(name))
  left.sort((a, b) => longestFirst.indexOf(a) - longestFirst.indexOf(b))
  const work = async (names: string[]) => {
    for (let name = names.shift(); name !== undefined; name = names.shift())
      results.set(name, await run(name))
  }
  await Promise.all(Array.from({ length: atOnce }, () => work(left)))
  await work(values.only.filter(name => alone.includes(name)))
  console.log(table(values.only.flatMap(name => results.get(name) ?? [])))
  console.log(`${values.long ? 'Long' : 'Short'} form, seed ${values.seed}, Node ${process.version}.`)
  for (const { what, missed } of results.values())
    for (const one of missed) console.log(`MISSED ${what}: ${one}`)
  process.exitCode = [...results.values()].some(row => row.missed.length > 0) ? 1 : 0
}

/** In a process of its own: none keeps another waiting, and what breaks is one row. */
async function run(name: string): Promise<Row> {
  const begun = performance.now()
  const args = ['--row', name, '--seed', values.seed, ...(values.long ? ['--long'] : [])]
  if (values.restarts !== undefined) args.push('--restarts', values.restarts)
  const child = fork(fileURLToPath(import.meta.url), args)
  let row: Row | undefined
  child.on('message', (message: Row) => {
    row = message
  })
  let isTooLate = false
  const deadline = setTimeout(
    () => {
      isTooLate = true
      child.kill('SIGKILL')
    },
    mostMs[values.long ? 'long' : 'short'],
  )
  const [code, signal] = await once(child, 'exit')
  clearTimeout(deadline)
  const seconds = Math.round((performance.now() - begun) / 1000)
  console.error(`${name}: ${seconds} s`)
  const broken = {
    what: name,
    tried: '-',
    lost: 0,
    doubled: 0,
    stuck: 0,
    missed: [
      isTooLate
        ? 'it came to no end'
        : `it broke off: ${code === null ? `somebody ended it by ${signal}` : `it left with ${code}`}`,
    ],
  }
  return row ?? broken
}
