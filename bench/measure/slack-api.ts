import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { credentials } from './slack.ts'

/** The little of Slack's Web API that contenders call, answered at once. */
export async function startSlackApi() {
  const calls = new Map<string, number>()
  const server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1)?.split('?')[0] ?? ''
    calls.set(method, (calls.get(method) ?? 0) + 1)
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(answers[method] ?? '{"ok":true}')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const person = { id: 'U0BENCH0', name: 'person', real_name: 'A Person', tz: 'America/New_York', profile: {} }

const answers: Readonly<Record<string, string>> = {
  'auth.test': JSON.stringify({
    ok: true,
    team_id: credentials.team,
    user_id: 'U0HEARTH',
    bot_id: 'B0HEARTH',
    url: 'https://bench.slack.com/',
    user: 'hearth',
  }),
  'users.info': JSON.stringify({ ok: true, user: person }),
  'conversations.open': JSON.stringify({ ok: true, channel: { id: 'D0BENCH' } }),
  'conversations.info': JSON.stringify({ ok: true, channel: { id: 'C0BENCH', name: 'bench' } }),
  'chat.postMessage': JSON.stringify({ ok: true, channel: 'C0BENCH0', ts: '1700000000.000100', message: {} }),
}
