import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seen } from '../slack/stand-in.ts'
import type { House } from './house.ts'
import { gone, type Kept } from './kept.ts'
import type { Line, Writers } from './writers.ts'

/** So many are printed; all of them are kept. */
const mostPrinted = 10

/**
 * Where confirmed lines are not there (else it does nothing): tells of each what was typed when, who confirmed it, what the store holds of that checklist,
 * and what its writer was told afterwards; and keeps the data, the logs and all that was said, so that it need not happen again.
 */
export async function explain(row: string, house: House, kept: Kept, writers: Writers): Promise<void> {
  const lost = gone(kept, writers)
  if (lost.length === 0) return
  const folder = await mkdtemp(join(tmpdir(), 'hearth-loss-'))
  const told = lost.flatMap(said => about(said, writers.lines.get(said), house, kept))
  await cp(house.dataDir, join(folder, 'data'), { recursive: true, filter: path => !/lock[^/]*$/.test(path) })
  for (const { process, out, err, end } of house.born)
    await writeFile(join(folder, `hearth-${process.pid}.log`), `${out}${err}${end}\n`)
  await writeFile(join(folder, 'lost.txt'), told.join('\n'))
  await writeFile(join(folder, 'lines.json'), json([...writers.lines]))
  await writeFile(join(folder, 'slack.json'), json(house.slack.world.messages))
  console.error(`${row}: ${lost.length} confirmed lines are not there; all that is known is in ${folder}`)
  for (const one of told.slice(0, mostPrinted)) console.error(one)
}

function about(said: string, line: Line | undefined, { slack, born }: House, { runs }: Kept): string {
  if (!line) return `${said}: nothing is known of it`
  const { who, text, under, typedAt, deliveries } = line
  const root = slack.posted(`#of${who}`).find(one => one.ts === under)
  // “Tea ann 3” stands in “Tea ann 33”, too.
  const [run] = runs
    .filter(one => root?.text.includes(one.name))
    .sort((a, b) => b.name.length - a.name.length)
  const answers = run?.answers.flatMap(one => one.entries) ?? []
  const holds = run
    ? `the store has “${run.name}”, ${run.status}, with ${answers.length} answers, ${run.held.length} held; its last: ${answers.at(-1)?.text.slice(0, 60)}`
    : `the store has nothing of the checklist “${root?.text.slice(0, 60)}”`
  const received = slack.ephemerals(who).filter(one => Number(one.ts) > Number(said))
  return [
    `  “${text.slice(0, 60)}” (${said}), by ${who}, typed at ${time(typedAt)}`,
    ...deliveries.map(({ at, to, status }) => `    ${time(at)} ${to} said ${status || 'nothing'}`),
    `    ${holds}`,
    ...received.slice(0, 3).map(one => `    ${who} was told: ${seen(one).text.split('\n')[0]}`),
    ...born.flatMap(({ process: { pid }, end }) =>
      deliveries.some(one => one.to === `pid ${pid}`) ? `    pid ${pid} ${end || 'runs'}` : [],
    ),
  ].join('\n')
}

const time = (at: number): string => new Date(at).toISOString().slice(11, 23)
const json = (value: unknown): string => JSON.stringify(value, null, 1)
