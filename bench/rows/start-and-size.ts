import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { start } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import { productionInstall } from '../measure/install.ts'
import { alternately } from '../measure/rounds.ts'
import { credentials } from '../measure/slack.ts'
import { startSlackApi } from '../measure/slack-api.ts'
import { ratios } from '../measure/stats.ts'
import { contender, type Form, figure, hearth, type Row } from '../row.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const contenders = { hearth, bolt: contender('bolt'), nothing: contender('nothing') }
type Name = keyof typeof contenders

/** Row 5: from the start of the process until it is ready, what it keeps of memory when idle, and what is installed. */
export async function startAndSize(form: Form): Promise<Row> {
  const api = await startSlackApi()
  const names = Object.keys(contenders) as Name[]
  const found = await alternately(names, form.short ? 2 : 15, async name => {
    const child = await start(contenders[name], {
      SLACK_BOT_TOKEN: credentials.token,
      SLACK_SIGNING_SECRET: credentials.secret,
      SLACK_API_URL: api.url,
      DATA_DIR: freshFolder(),
    })
    await pause(form.short ? 200 : 1_500)
    const idle = child.rss() / 2 ** 20
    await child.stop()
    return { ready: child.readyMs, idle }
  }).finally(api.close)
  const of = (name: Name, what: 'ready' | 'idle') => found[name].map(one => one[what])
  if (!form.short) form.say('a production install')
  const install = form.short ? undefined : productionInstall(root)
  const megabytes = (bytes: number | undefined) => [bytes === undefined ? Number.NaN : bytes / 2 ** 20]
  return {
    id: '5',
    title: 'Start and size, Slack only',
    figures: [
      figure('start to ready ÷ bare Bolt', '×', ratios(of('hearth', 'ready'), of('bolt', 'ready')), {
        most: 1.3,
      }),
      figure('memory when idle ÷ bare Bolt', '×', ratios(of('hearth', 'idle'), of('bolt', 'idle')), {
        most: 1.3,
      }),
      ...names.flatMap(name => [
        figure(`${name}: start to ready`, 'ms', of(name, 'ready')),
        figure(`${name}: memory when idle`, 'MB', of(name, 'idle')),
      ]),
      figure('production install', 'MB', megabytes(install?.total)),
      ...(install?.packages.slice(0, 6) ?? []).map(([name, bytes]) =>
        figure(`of it: ${name}`, 'MB', megabytes(bytes)),
      ),
    ],
    notes: [
      '“nothing” is a process that only listens. Which SDKs are loaded is held by test/process/process.test.ts.',
    ],
  }
}
