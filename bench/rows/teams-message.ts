import { start } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import type { Load } from '../measure/load.ts'
import { alternately } from '../measure/rounds.ts'
import { ratios } from '../measure/stats.ts'
import { talk } from '../measure/talk.ts'
import { messages, registration } from '../measure/teams.ts'
import { startTeamsApi } from '../measure/teams-api.ts'
import { contender, type Form, figure, hearth, type Row } from '../row.ts'

/** Who answers, and what is said to them. */
const contenders = {
  hearth: { script: hearth, line: 'icebreaker post teens' },
  'hearth, no write': { script: hearth, line: 'help video' },
  botbuilder: { script: contender('botbuilder'), line: 'icebreaker post teens' },
} as const
type Name = keyof typeof contenders

/** More than anybody answers in a second. */
const mostPerSecond = 3_000

/** Row 4: from a message in Teams to the reply in its conversation, against a bare botbuilder that echoes. */
export async function teamsMessage(form: Form): Promise<Row> {
  const names = Object.keys(contenders) as Name[]
  const found = await alternately(names, form.rounds, name => measure(name, form))
  const of = (name: Name, what: 'perSecond' | 'p99' | 'cpu') => found[name].map(one => one[what])
  return {
    id: '4',
    title: 'Teams: from a message to the reply (“icebreaker post teens”, kept durably)',
    figures: [
      figure(
        'throughput ÷ botbuilder, an echo',
        '×',
        ratios(of('hearth', 'perSecond'), of('botbuilder', 'perSecond')),
        { least: 1 },
      ),
      figure('p99 ÷ botbuilder, an echo', '×', ratios(of('hearth', 'p99'), of('botbuilder', 'p99')), {
        most: 1,
      }),
      ...names.flatMap(name => [
        figure(`${name}: throughput`, 'per s', of(name, 'perSecond')),
        figure(`${name}: p99`, 'ms', of(name, 'p99')),
        figure(`${name}: processor`, 'ms each', of(name, 'cpu')),
      ]),
    ],
    notes: [
      '3,000 people in 300 tenants, each in a chat of their own; 16 wait for a reply at a time. Hearth sends no more than 20 a second to one tenant, as Teams allows. Both check each token, against the same keys.',
    ],
  }
}

async function measure(name: Name, form: Form): Promise<Load & { cpu: number }> {
  form.say(name)
  const { script, line } = contenders[name]
  const api = await startTeamsApi()
  const child = await start(script, { ...registration, TEAMS_API_URL: api.url, DATA_DIR: freshFolder() })
  try {
    const warmSeconds = form.short ? 1 : 6
    const count = mostPerSecond * (warmSeconds + form.seconds)
    const said = messages(count, line, { serviceUrl: api.serviceUrl }).values()
    const round = (seconds: number) => talk({ port: child.port, messages: said, reply: api.reply, seconds })
    await round(warmSeconds)
    const before = child.cpuMs()
    const found = await round(form.seconds)
    return { ...found, cpu: (child.cpuMs() - before) / (found.perSecond * form.seconds) }
  } finally {
    await child.stop()
    api.close()
  }
}
