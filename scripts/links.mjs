// Asks every address of the readings whether it still opens, and writes what came of it into links.md: `npm run links -- --ask`.
// It goes to the internet, so it does nothing unless it is asked to. `--only coffee-conversation` looks at one; `--to report.md` writes elsewhere.
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { useProxy } from '../dist/adapters/http/proxy.js'
import { loadContent } from '../dist/src/content/load.js'

const patienceMs = 20_000
/** Between two addresses: nobody is asked faster than a person would. */
const betweenMs = 300

const { values } = parseArgs({
  options: {
    ask: { type: 'boolean' },
    only: { type: 'string' },
    to: { type: 'string', default: 'links.md' },
  },
})
const { readings } = loadContent(
  fileURLToPath(new URL('../content', import.meta.url)),
  process.env.CONTENT_DIR || undefined,
)
const wanted = readings.filter(one => values.only === undefined || one.id === values.only)
const all = wanted.flatMap(one => [
  { one, url: one.link.url, what: one.link.stands_in ? `stands in: ${one.link.label}` : 'the reading' },
  ...one.also.map(other => ({ one, url: other.url, what: other.label })),
])

if (!values.ask) {
  console.error(
    `This asks ${all.length} web addresses on the internet, so it does nothing by itself. To do it, type: npm run links -- --ask`,
  )
  process.exitCode = 2
} else if (all.length === 0) {
  console.error(
    `There is no reading “${values.only}”. Look at how its id is written in content/readings.yaml.`,
  )
  process.exitCode = 2
} else await check()

async function check() {
  await useProxy(process.env)
  const found = []
  for (const [at, link] of all.entries()) {
    if (at > 0) await pause(betweenMs)
    const came = await outcomeOf(link.url)
    found.push({ ...link, ...came })
    console.log(
      `${came.opens ? 'opens' : 'LOOK'}  ${link.one.id}  ${link.url}${came.says ? `  ${came.says}` : ''}`,
    )
  }
  const missing = found.filter(one => !one.opens)
  writeFileSync(values.to, report(found, missing))
  console.log(`${found.length - missing.length} of ${found.length} open. Written: ${values.to}`)
  process.exitCode = missing.length > 0 ? 1 : 0
}

/** Some places answer only whoever asks for the whole page. */
async function outcomeOf(url) {
  const first = await ask(url, 'HEAD')
  return first.opens ? first : ask(url, 'GET')
}

async function ask(url, method) {
  try {
    const answer = await fetch(url, {
      method,
      redirect: 'follow',
      signal: AbortSignal.timeout(patienceMs),
      headers: { 'user-agent': 'Hearth link check', accept: 'text/html,*/*' },
    })
    await answer.body?.cancel()
    if (!answer.ok)
      return {
        opens: false,
        says: `it answers ${answer.status}${answer.status === 403 ? ', as to programs: look yourself' : ''}`,
      }
    return { opens: true, says: answer.redirected && answer.url !== url ? `leads to ${answer.url}` : '' }
  } catch (error) {
    return { opens: false, says: `it did not answer (${error.cause?.code ?? error.name})` }
  }
}

function report(found, missing) {
  const row = one =>
    `| ${one.one.title.replaceAll('|', '/')} | ${one.what.replaceAll('|', '/')} | <${one.url}> | ${one.opens ? 'opens' : ''} ${one.says} |`
  return [
    '# The links of the readings',
    '',
    `Looked at on ${new Date().toISOString().slice(0, 10)}: ${found.length - missing.length} of ${found.length} open. Of the ${wanted.length} readings, ${wanted.filter(one => one.link.stands_in).length} have a page that stands in, since their own address could not be confirmed.`,
    '',
    '| reading | what is linked | address | what came of it |',
    '|---|---|---|---|',
    ...[...missing, ...found.filter(one => one.opens)].map(row),
    '',
  ].join('\n')
}
