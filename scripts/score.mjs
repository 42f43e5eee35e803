// How well the reader reads a file of lines with the right reading of each, by command. `npm run score -- lines.jsonl` [--failures]
// Each line is JSON: line, where (dm, channel, in-question), question, asked, after, and expect: command (`a|b`: either, the best first),
// includes (each must be understood), never, excludes. Right: a command that is fine, with all that it includes; asked: it asks, and that
// is not among them; wrong: something else. Needs a built tree.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createLanguage } from '../dist/src/app/language.js'
import { loadContent } from '../dist/src/content/load.js'
import { contextOf } from '../dist/src/features/home/understand-input.js'

const { values, positionals } = parseArgs({
  options: { failures: { type: 'boolean' } },
  allowPositionals: true,
})
const [file] = positionals
if (!file) {
  console.error('Usage: npm run score -- lines.jsonl [--failures]')
  process.exit(2)
}

const content = loadContent(fileURLToPath(new URL('../content', import.meta.url)))
const { read } = createLanguage(content)
const now = { today: '2026-11-28', monthFirst: true }

/** What stands there, by what was shown before. */
const shown = {
  icebreaker: 'icebreaker teens 5 minutes',
  posted: 'icebreaker teens 5 minutes',
  readings: 'readings hosting',
  plan: 'plan',
  reminder: 'plan',
  done: 'plan',
  gathering: 'gathering',
  finished: 'gathering',
  weekly: 'weekly',
  closed: 'closed 24 Dec',
}
const plans = [
  {
    name: 'Spring coffee',
    steps: ['Email the senior center', 'Print the flyer', 'Book the meeting room'],
    owners: ['Ana', 'Bob', 'me'],
    due: ['2026-12-11', '2026-12-04'],
  },
]
/** Other names that authors of lines have for what the reader names. */
const alsoNamed = { add: 'step', saved: 'save', another: 'next', 'who Dana': 'who me' }

const plain = words =>
  words
    .toLowerCase()
    .replace(/[.,!?“”"']/g, '')
    .replace(/\b(?:the|a|an|my|our)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const ways = wanted => wanted.split('|').flatMap(way => [way, ...(alsoNamed[way] ? [alsoNamed[way]] : [])])

function readingOf({ line, where, question, asked, after = '' }) {
  const typed = {
    line,
    where: where === 'in-question' && question ? `${where}:${question}` : where,
    people: ['Ana', 'Bob', 'Marcus', 'Dana'],
    ...(asked && { asked }),
    ...(shown[after] && { shown: shown[after] }),
    ...(shown[after] === 'plan' && { plans }),
  }
  const { line: words, context } = contextOf(JSON.stringify(typed), now, content.walkthroughs)
  return read(words, context)
}

function verdictOf(
  { command: wanted, includes = [], never = [], excludes = [] },
  { command, slots, ask, others = [] },
) {
  const commands = wanted.split('|')
  const isHarm = never.some(one => one === command || slots.includes(one))
  const isOut = excludes.some(one => slots.map(plain).includes(plain(one)))
  // Of two wishes one is offered beside the other: both are shown back.
  const said = [...slots, ...others.filter(one => commands.includes(one.command)).flatMap(one => one.slots)]
  const names = [command, slots[0]?.split(' ')[0], ...slots]
  const hasAll = includes.every(one =>
    ways(one).some(way => said.some(slot => plain(slot).includes(plain(way)))),
  )
  const isUndemanded = ['park', 'skip', 'more'].includes(command)
  const isNamed = command !== null && commands.some(one => names.includes(one)) && (hasAll || isUndemanded)
  const isFine = isNamed || ((command === null || ask) && commands.includes('ask'))
  return { verdict: isFine ? 'right' : ask ? 'asked' : 'wrong', isHarm, isOut }
}

const table = new Map()
const count = (name, verdict, isHarm, isOut) => {
  const row = table.get(name) ?? { lines: 0, right: 0, asked: 0, wrong: 0, never: 0, excludes: 0 }
  table.set(name, row)
  row.lines++
  row[verdict]++
  if (isHarm) row.never++
  if (isOut) row.excludes++
}
const failures = []
for (const row of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const one = JSON.parse(row)
  const reading = readingOf(one)
  const { verdict, isHarm, isOut } = verdictOf(one.expect, reading)
  count(one.expect.command.split('|')[0], verdict, isHarm, isOut)
  count('all', verdict, isHarm, isOut)
  if (verdict !== 'right' || isHarm || isOut) failures.push({ ...one, verdict, isHarm, isOut, reading })
}
console.table(Object.fromEntries([...table].sort(([, a], [, b]) => a.lines - b.lines)))
if (values.failures) for (const one of failures) console.log(JSON.stringify(one))
