import { parseArgs } from 'node:util'
import { seeded } from '../store/forgetful-disk.ts'
import { killLoop } from './kill.ts'
import { long, type Plan, short } from './plan.ts'
import { type Row, table } from './table.ts'

const all: Record<string, (plan: Plan) => Promise<Row>> = { kill: killLoop }

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
  },
})
const names = values.only ?? Object.keys(all)
const rows: Row[] = []
for (const name of names) {
  const begun = performance.now()
  const row = await run(name)
  rows.push(row)
  console.error(`${name}: ${Math.round((performance.now() - begun) / 1000)} s ${row.missed.join('; ')}`)
}
console.log(table(rows))
process.exitCode = rows.some(row => row.missed.length > 0) ? 1 : 0

async function run(name: string): Promise<Row> {
  const torment = all[name]
  if (!torment) throw new Error(`There is no “${name}”. There are: ${Object.keys(all).join(', ')}.`)
  return torment({ ...(values.long ? long : short), random: seeded(Number(values.seed)) })
}
