// npm run bench [-- --short] [-- --only 1,5]: measures every row in turn, prints the table, writes it as JSON and as SVG.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { draw } from './report/svg.ts'
import { table } from './report/table.ts'
import { type Form, isMet, type Row } from './row.ts'
import { answerKept } from './rows/answer-kept.ts'
import { growth } from './rows/growth.ts'
import { lineReader } from './rows/line-reader.ts'
import { scheduler } from './rows/scheduler.ts'
import { size } from './rows/size.ts'
import { slackCommand } from './rows/slack-command.ts'
import { startAndSize } from './rows/start-and-size.ts'
import { teamsMessage } from './rows/teams-message.ts'

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' } },
})

const all: Readonly<Record<string, (form: Form) => Promise<Row>>> = {
  '1': slackCommand,
  '2': answerKept,
  '3': scheduler,
  '4': teamsMessage,
  '5': startAndSize,
  '6': growth,
  '7': lineReader,
  '8': size,
}

const began = performance.now()
/** Run where it is named alone: it takes as long as all the others, some gigabytes, and a PostgreSQL. */
const byName = ['8']
const wanted = values.only?.split(',') ?? Object.keys(all).filter(id => !byName.includes(id))
const rows: Row[] = []
for (const id of wanted) {
  const measure = all[id]
  if (!measure) throw new Error(`There is no row ${id}; there are ${Object.keys(all).join(', ')}.`)
  const say = (what: string) =>
    process.stderr.write(`${new Date().toISOString().slice(11, 19)} row ${id}: ${what}\n`)
  rows.push(
    await measure({
      short: values.short,
      rounds: values.short ? 1 : 5,
      seconds: values.short ? 0.5 : 4,
      say,
    }),
  )
}

const minutes = (performance.now() - began) / 60_000
const aims = rows.flatMap(row => row.figures).filter(one => one.aim)
console.log(table(rows))
console.log(
  `\n${aims.filter(isMet).length} of ${aims.length} aims met, in ${minutes.toFixed(1)} minutes${values.short ? ' (short form: not for figures)' : ''}.`,
)

const machine = {
  node: process.version,
  system: process.platform,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
}
const found = JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)
// Only a full run leaves something to be kept.
const whole = !values.short && !values.only
const results = fileURLToPath(new URL(whole ? '../../results/' : '../', import.meta.url))
mkdirSync(results, { recursive: true })
writeFileSync(join(results, 'bench.json'), `${found}\n`)
writeFileSync(join(results, 'bench.svg'), draw(rows))
console.log(`Written to ${relative(process.cwd(), results)}/bench.json and bench.svg.`)
