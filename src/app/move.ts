import { parseArgs } from 'node:util'
import { move } from '../operations/move.ts'
import { runCommand, stop } from './command-line.ts'
import { indexTable } from './indexes.ts'

// `npm run move -- json:./data postgres://…`: copies every library into a database, or back.
const usage =
  'Name where from and where to: npm run move -- json:./data postgres://hearth:PASSWORD@db.example.org/hearth (or the other way). Stop Hearth first.'

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    options: { replace: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [from, to, ...more] = positionals
  if (from === undefined || to === undefined || more.length > 0) return stop(usage)
  const begun = performance.now()
  const { moved, were, documents } = await move({
    from,
    to,
    replace: values.replace === true,
    indexes: indexTable,
    tell: line => console.log(line),
  })
  const seconds = Math.max(1, Math.round((performance.now() - begun) / 1000))
  console.log(
    `Moved ${moved}${were > 0 ? `; ${were} were there already, the same` : ''}: ${documents} documents, each compared as it reads there, in ${seconds} s.`,
  )
  console.log(
    to.startsWith('json:')
      ? `To use it, take DATABASE_URL out of .env, set DATA_DIR=${to.slice('json:'.length)}, and start Hearth. The database is as it was.`
      : 'To use it, set DATABASE_URL in .env, and start Hearth. The folder is as it was; keep it as safe, or remove it.',
  )
}

await runCommand(run)
