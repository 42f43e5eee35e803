import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSlackAdapter, type SlackConfig } from '../../../adapters/slack/index.ts'
import { slackManifest } from '../../../manifest/slack.ts'
import type { Acknowledge } from '../../../src/core/adapter.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { patientClock } from '../../patient-clock.ts'
import { type SlackOptions, startSlack } from '../../slack/stand-in.ts'

const commands = ['icebreaker', 'hearth', 'plan', 'surprise']
const manifest = slackManifest(
  commands.map(name => ({ name, summary: name })),
  [],
)

interface Options extends SlackOptions {
  socketMode?: boolean
  config?: Partial<SlackConfig>
}

/** The adapter alone, against a Slack of our own; what it hears is noted, and acknowledged as the test likes. */
export async function stage({ socketMode = false, config, ...options }: Options = {}) {
  // Held to the manifest: what it does not ask for, the adapter may not use.
  const slack = await startSlack({ manifest, ...options })
  const received: Incoming[] = []
  const logged: string[] = []
  const note = (words: string) => void logged.push(words)
  const way = socketMode ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }
  const log = { info: note, warn: note, error: note }
  const adapter = createSlackAdapter({
    botToken: slack.token,
    apiUrl: slack.apiUrl,
    log,
    clock: patientClock(),
    ...way,
    ...config,
  })
  const bot = {
    listening: new Set<string>(),
    async act(_: Incoming, acknowledge: Acknowledge): Promise<void> {
      acknowledge()
    },
  }
  const start = () =>
    adapter.start({
      async handle(incoming, acknowledge = () => false) {
        received.push(incoming)
        await bot.act(incoming, acknowledge)
      },
      listensTo: async (_, address) => bot.listening.has(address),
    })
  const server = createServer((request, response) => adapter.route?.handler(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  slack.deliverTo(
    socketMode ? 'socket-mode' : `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
  )
  return {
    slack,
    adapter,
    bot,
    received: received,
    logged,
    start,
    async close() {
      await adapter.stop()
      server.closeAllConnections()
      server.close()
      await slack.close()
    },
  }
}
