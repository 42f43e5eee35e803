import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSlack } from '../slack/stand-in.ts'
import { startTeams } from '../teams/stand-in.ts'
import { fresh, inTeams, overHttp, overSocket, RunningHearth } from './hearth.ts'

/** A proxy as offices have them: it forwards plain requests, and tunnels the others. It notes where to. */
async function startProxy() {
  const led = new Set<string>()
  const server = createServer((asked, answer) => {
    const target = new URL(asked.url ?? '')
    led.add(target.host)
    const onward = request(target, { method: asked.method, headers: asked.headers }, reply => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  server.on('connect', ({ url = '' }, client, head) => {
    led.add(url)
    const [host, port] = url.split(':')
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) target.write(head)
      target.pipe(client).pipe(target)
    })
    target.on('error', () => client.destroy())
    client.on('error', () => target.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    led,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

let proxy: Awaited<ReturnType<typeof startProxy>>
beforeEach(async () => {
  proxy = await startProxy()
})
afterEach(() => proxy.close())

const started = (env: Record<string, string>) => new RunningHearth({ env: { DATA_DIR: fresh(), ...env } })
const through = () => ({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url })
const hostOf = (url: string) => new URL(url).host

describe('behind a proxy', () => {
  it('Slack’s Web API is asked through it, and Teams’ keys, tokens and messages go through it', async () => {
    const slack = await startSlack()
    const teams = await startTeams()
    const hearth = started({ ...overHttp(slack), ...inTeams(teams), ...through() })
    const origin = `http://127.0.0.1:${await hearth.ready()}`
    slack.deliverTo(`${origin}/slack/events`)
    await slack.say('ada', 'DM', 'hello')
    await slack.until(() => slack.posted('DM', 'ada').length > 0)
    expect([...proxy.led]).toContain(hostOf(slack.apiUrl))
    teams.deliverTo(`${origin}/api/messages`)
    expect((await teams.say('ana', 'me', 'icebreaker teens')).status).toBe(200)
    await teams.until(() => teams.text('ana', 'me').includes('Is it right for us'))
    expect([...proxy.led]).toContain(hostOf(teams.apiUrl))
    expect((await hearth.leave()).code).toBe(0)
    await slack.close()
    await teams.close()
  })

  it('Socket Mode is connected through it', async () => {
    const slack = await startSlack()
    const hearth = started({ ...overSocket(slack), ...through() })
    await hearth.ready()
    slack.deliverTo('socket-mode')
    const before = proxy.led.size
    await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    await slack.until(() => slack.ephemerals('ada').length > 0)
    expect(before).toBeGreaterThan(0)
    expect([...proxy.led].every(host => host.startsWith('127.0.0.1:'))).toBe(true)
    expect((await hearth.leave()).code).toBe(0)
    await slack.close()
  })

  it('what NO_PROXY names is asked directly', async () => {
    const slack = await startSlack()
    const hearth = started({ ...overHttp(slack), ...through(), NO_PROXY: '127.0.0.1,localhost' })
    await hearth.ready()
    expect([...proxy.led]).toEqual([])
    expect((await hearth.leave()).code).toBe(0)
    await slack.close()
  })
})
