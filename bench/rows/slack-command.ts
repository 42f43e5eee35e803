import { start } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import { type Load, load } from '../measure/load.ts'
import { alternately } from '../measure/rounds.ts'
import { credentials, slashCommands } from '../measure/slack.ts'
import { startSlackApi } from '../measure/slack-api.ts'
import { ratios } from '../measure/stats.ts'
import { contender, type Form, figure, hearth, type Row } from '../row.ts'

const post = '/icebreaker post teens'

/** Who answers, what is asked of them, and more than they answer in a second: no request is ever sent twice. */
const contenders = {
  hearth: { script: hearth, line: post, most: 12_000 },
  'hearth, no write': { script: hearth, line: '/hearth help reminder', most: 20_000 },
  bolt: { script: contender('bolt'), line: post, most: 12_000 },
  usual: { script: contender('bolt-usual'), line: post, most: 6_000 },
  'chat-sdk': { script: contender('chat-sdk'), line: post, most: 6_000 },
  'node:http': { script: contender('node-http'), line: post, most: 30_000 },
} as const
type Name = keyof typeof contenders

/** From Node 22 on an object spread costs Bolt a tenth of what it costs on 20: what Hearth adds weighs more there. */
const hasCheapSpread = Number(process.versions.node.split('.')[0]) >= 22

/** Row 1: a slash command over signed HTTP, against what a library could run instead. */
export async function slackCommand(form: Form): Promise<Row> {
  const api = await startSlackApi()
  const names = Object.keys(contenders) as Name[]
  const found = await alternately(names, form.rounds, name => measure(name, api.url, form)).finally(api.close)
  const rate = (name: Name) => found[name].map(one => one.perSecond)
  const p99 = (name: Name) => found[name].map(one => one.p99)
  const cpu = (name: Name) => found[name].map(one => one.cpu)
  return {
    id: '1',
    title: `Slack command over signed HTTP (“${post}”, kept durably)`,
    figures: [
      figure('throughput ÷ bare Bolt, one listener', '×', ratios(rate('hearth'), rate('bolt')), { least: 1 }),
      figure('p99 ÷ bare Bolt, one listener', '×', ratios(p99('hearth'), p99('bolt')), { most: 1 }),
      figure('processor ÷ bare Bolt, one listener', '×', ratios(cpu('hearth'), cpu('bolt')), {
        most: hasCheapSpread ? 1.5 : 1.1,
      }),
      figure('throughput ÷ Bolt, a listener each', '×', ratios(rate('hearth'), rate('usual')), {
        least: 1.8,
      }),
      figure('throughput ÷ Chat SDK', '×', ratios(rate('hearth'), rate('chat-sdk')), { least: 1.7 }),
      figure('throughput ÷ node:http + HMAC', '×', ratios(rate('hearth'), rate('node:http'))),
      figure(
        'no write: throughput ÷ node:http + HMAC',
        '×',
        ratios(rate('hearth, no write'), rate('node:http')),
        {
          least: 0.4,
        },
      ),
      figure('bare Bolt ÷ node:http + HMAC', '×', ratios(rate('bolt'), rate('node:http'))),
      ...names.flatMap(name => [
        figure(`${name}: throughput`, 'per s', rate(name)),
        figure(`${name}: p99`, 'ms', p99(name)),
        figure(`${name}: processor`, 'ms each', cpu(name)),
      ]),
    ],
    notes: [
      '32 connections, one request in flight each; 3,000 people in 200 channels; every request is another delivery.',
      'Chat SDK cannot answer in the acknowledgement: it answers empty, then calls Slack.',
    ],
  }
}

async function measure(name: Name, api: string, form: Form): Promise<Load & { cpu: number }> {
  form.say(name)
  const { script, line, most } = contenders[name]
  const child = await start(script, {
    SLACK_BOT_TOKEN: credentials.token,
    SLACK_SIGNING_SECRET: credentials.secret,
    SLACK_API_URL: api,
    DATA_DIR: freshFolder(),
  })
  try {
    const { port } = child
    const warmSeconds = form.short ? 0.5 : 4
    // A library in which something was saved once stays in memory: one in which nothing ever was is read from the disk at each look.
    const warm = [...slashCommands(32, post), ...slashCommands(most * warmSeconds, line)]
    await load({ port, requests: warm, seconds: warmSeconds })
    const requests = slashCommands(most * form.seconds, line)
    const before = child.cpuMs()
    const found = await load({ port, requests, seconds: form.seconds })
    return { ...found, cpu: (child.cpuMs() - before) / (found.perSecond * form.seconds) }
  } finally {
    await child.stop()
  }
}
