// Plays five trips through the whole Hearth, against the stand-ins, and counts what each takes: the files it enters, the functions it
// calls, and how often it comes back to a file that it had left. `node scripts/trips.mjs`; with `--all`, which files it comes back to.
import { register } from 'node:module'
import { relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { parseAst } from 'rolldown/parseAst'
import { transformSync } from 'rolldown/utils'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Node's hook for loading modules: a source of Hearth's notes each call of a function of its own. */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
  const path = fileURLToPath(url)
  const { source } = await next(url, { ...context, format: 'module' })
  const { code } = transformSync(path, String(source), { lang: 'ts' })
  const file = relative(root, path)
  const counted = /^(src|adapters)\//.test(file)
  return { format: 'module', shortCircuit: true, source: counted ? noting(code, file) : code }
}

/** The same code, in which each function begins with a note of its name. */
function noting(code, file) {
  const edits = []
  visit(parseAst(code), undefined, (node, name) => {
    const note = `__enter(${JSON.stringify(file)},${JSON.stringify(name)})`
    if (node.body.type === 'BlockStatement') edits.push([node.body.start + 1, `${note};`])
    else edits.push([node.body.start, `(${note},`], [node.body.end, ')'])
  })
  // Where two meet, what closes an inner function comes before what closes an outer one.
  const ordered = edits.map((edit, at) => [...edit, at]).sort((a, b) => b[0] - a[0] || a[2] - b[2])
  return ordered.reduce((text, [at, added]) => text.slice(0, at) + added + text.slice(at), code)
}

function visit(node, name, found) {
  if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type))
    found(node, node.id?.name ?? name ?? '(a callback)')
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child.type === 'string')
        visit(child, node.id?.name ?? (node.key === child ? undefined : node.key?.name), found)
}

/** What a trip entered, in order. */
let entered = []

/** Plays something, and waits until nothing more is called. */
async function trip(play) {
  entered = []
  await play()
  for (let before = -1; before !== entered.length; await pause(250)) before = entered.length
  return [...entered]
}

/** A return is a step into a file that the trip was in before, from another one. */
function counts(calls) {
  const files = new Map()
  let current
  for (const { file } of calls) {
    if (file === current) continue
    files.set(file, (files.get(file) ?? -1) + 1)
    current = file
  }
  return {
    files: files.size,
    functions: new Set(calls.map(({ file, name }) => `${file} ${name}`)).size,
    calls: calls.length,
    returns: [...files.values()].reduce((sum, one) => sum + one, 0),
    byFile: [...files].filter(([, returns]) => returns > 0).sort((a, b) => b[1] - a[1]),
  }
}

/** A clock that stands still until it is told to go on, and then wakes whoever is due. */
function stoppedClock(instant) {
  const asleep = new Set()
  let now = instant
  return {
    now: () => now,
    steady: () => now,
    wait: (ms, signal) =>
      new Promise(resolve => {
        const sleeper = { until: now + ms, resolve }
        asleep.add(sleeper)
        signal.addEventListener('abort', resolve, { once: true })
      }),
    goTo(to) {
      now = to
      for (const sleeper of asleep)
        if (sleeper.until <= now) {
          asleep.delete(sleeper)
          sleeper.resolve()
        }
    },
  }
}

async function slackTrips() {
  const { moveIn } = await import('../test/adapters/slack/house.ts')
  const { nextRun } = await import('../src/core/time/recurrence.ts')
  const { seen } = await import('../test/slack/stand-in.ts')
  const due = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Europe/Berlin' }, Date.UTC(2027, 0, 1))
  const clock = stoppedClock(due - 10_000)
  const house = await moveIn({ clock })
  const { slack } = house
  const shows = words =>
    slack.until(() => slack.posted('DM', 'ada').findLast(one => words.test(seen(one).text)))
  // Whoever asks is known by then, and what is made once is made.
  await slack.slash('ada', '#staff', '/hearth', 'help')
  await slack.say('ada', 'DM', 'help')
  await slack.say('ada', 'DM', 'something that no command is called')
  await trip(() => slack.slash('ada', '#staff', '/icebreaker', 'post teens'))

  const slash = await trip(() => slack.slash('ada', '#staff', '/icebreaker', 'post teens'))

  await trip(() => slack.slash('ada', 'DM', '/gathering', 'dm Spring tea'))
  await shows(/Question 1 of/)
  const answer = await trip(() => slack.say('ada', 'DM', 'So that people meet'))

  await trip(() => slack.slash('ada', 'DM', '/plan', 'dm Spring coffee'))
  await shows(/Question 1 of 6/)
  await trip(() => slack.slash('ada', 'DM', '/plan', 'step Call the tutor, by tomorrow'))
  await trip(() => slack.slash('ada', 'DM', '/plan', 'step Order cups'))
  const done = await trip(() => slack.say('ada', 'DM', 'plan done 1'))

  await trip(() => slack.slash('ada', 'DM', '/plan', 'remind monday 9:00'))
  const reminder = await trip(async () => {
    clock.goTo(due)
    await slack.until(() => slack.posted('DM', 'ada').some(one => seen(one).buttons.includes('Still on it')))
  })
  await house.close()
  return { slash, answer, reminder, done }
}

async function teamsPress() {
  const { moveIn } = await import('../test/adapters/teams/house.ts')
  const house = await moveIn()
  const { teams } = house
  const ask = () => trip(() => teams.say('ana', '#staff', '@Hearth icebreaker teens'))
  const post = () => trip(() => teams.press('ana', 'me', 'Post in staff'))
  await ask()
  await post()
  await ask()
  const press = await post()
  await house.close()
  return press
}

async function main() {
  globalThis.__enter = (file, name) => entered.push({ file, name })
  register(import.meta.url)
  const { slash, answer, reminder, done } = await slackTrips()
  const trips = {
    '/icebreaker post teens (Slack)': slash,
    'a typed answer (Slack)': answer,
    'a due reminder (Slack)': reminder,
    'a pressed button (Teams)': await teamsPress(),
    'plan done 1 (Slack)': done,
  }
  const table = Object.entries(trips).map(([name, calls]) => [name, counts(calls)])
  console.table(Object.fromEntries(table.map(([name, { byFile: _, ...numbers }]) => [name, numbers])))
  if (process.argv.includes('--all'))
    for (const [name, { byFile }] of table) {
      console.log(`\n${name} comes back to`)
      for (const [file, returns] of byFile) console.log(`${String(returns).padStart(4)} ${file}`)
    }
  process.exit()
}

if (isMainThread) await main()
