import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config/config.ts'
import { readDotEnv } from '../config/environment.ts'
import { packageRoot } from '../config/paths.ts'
import { loadContent } from '../content/load.ts'
import { dateIn } from '../core/time/recurrence.ts'
import { hostZone } from '../core/time/time-zones.ts'
import { contextOf } from '../features/home/understand-input.ts'
import { createLanguage, workedBefore } from './language.ts'

// `npm run --silent understand`: reads lines on standard input, or as arguments, and prints what Hearth understands, one JSON object a line.
readDotEnv()
const { values, positionals } = argumentsOf()
const zone = values.zone ?? hostZone()
// A time without a zone is one on the wall there: its date is the one that counts.
const today =
  values.at && /^\d{4}-\d\d-\d\d/.test(values.at) && !/Z|[+-]\d\d:\d\d$/.test(values.at)
    ? values.at.slice(0, 10)
    : dateIn(zone, values.at ? Date.parse(values.at) : Date.now())
const content = loadContent(join(packageRoot(), 'content'), readConfig(process.env).contentDir)
const { read } = createLanguage(content, () => workedBefore(content))

const lines = positionals.length > 0 ? positionals : readFileSync(0, 'utf8').split('\n')
for (const typed of lines) {
  if (typed.trim() === '') continue
  const { line, context } = contextOf(typed, { today, monthFirst: true }, content.walkthroughs)
  const { command, slots, ignored, ask } = read(line, context)
  process.stdout.write(`${JSON.stringify({ line, command, slots, ignored, ask })}\n`)
}

/** @throws never: what is strange is told in a sentence. */
function argumentsOf() {
  try {
    return parseArgs({
      options: { at: { type: 'string' }, zone: { type: 'string' } },
      allowPositionals: true,
    })
  } catch (error) {
    console.error((error as Error).message)
    console.error(
      'Usage: echo "teens icebreaker" | npm run --silent understand -- [--at 2026-11-28T10:15] [--zone America/Chicago]',
    )
    process.exit(2)
  }
}
