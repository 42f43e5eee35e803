import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBotBuilder } from '../../../../adapters/teams/connector/botbuilder.ts'

interface Asked {
  method: string | undefined
  url: string | undefined
  authorization: string | undefined
  body: string
}

/** A region of Teams that answers as it is told, and what it was asked. */
async function region(answer: { status?: number; body?: string; headers?: Record<string, string> } = {}) {
  const asked: Asked[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method, url, headers } = request
    asked.push({ method, url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() })
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '{}')
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  let dropped = 0
  const tokens = {
    get: async () => 'the-token',
    drop() {
      dropped += 1
    },
  }
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/amer`
  const connector = createBotBuilder({ tokens, apiUrl: serviceUrl, now: Date.now })
  const at = { serviceUrl, bot: '28:bot', conversation: '19:a/b@thread.tacv2;messageid=1' }
  return { asked, connector, at, dropped: () => dropped }
}

const said = { summary: 'Hello', attachment: { contentType: 'text/plain', content: {} } }
const conversation = '/amer/v3/conversations/19%3Aa%2Fb%40thread.tacv2%3Bmessageid%3D1'

describe('the calls that Hearth makes of the Bot Connector', () => {
  it('are six, each signed, with what stands in an id encoded, whether the region’s address ends with a slash or not', async () => {
    const { asked, connector, at } = await region({ body: '{"id":"7","members":[],"conversations":[]}' })
    const withSlash = { ...at, serviceUrl: `${at.serviceUrl}/` }
    expect(await connector.send(at, said)).toBe('7')
    await connector.update(withSlash, '8', said)
    await connector.remove(withSlash, '8')
    expect(await connector.members(at)).toEqual([])
    expect(await connector.open(at, 'ana', 'T')).toBe('7')
    expect(await connector.channels(at.serviceUrl, '19:team@thread.tacv2')).toEqual([])
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${conversation}/activities`,
      `PUT ${conversation}/activities/8`,
      `DELETE ${conversation}/activities/8`,
      `GET ${conversation}/pagedmembers`,
      'POST /amer/v3/conversations',
      'GET /amer/v3/teams/19%3Ateam%40thread.tacv2/conversations',
    ])
    expect(asked.every(one => one.authorization === 'Bearer the-token')).toBe(true)
    expect(asked[1]?.body).toContain('"id":"8"')
  })

  it.each([
    [
      'in Teams’ own words',
      403,
      '{"error":{"code":"BotNotInConversationRoster"}}',
      'BotNotInConversationRoster',
    ],
    ['with a page of a proxy’s', 502, '<html>Bad gateway</html>', undefined],
    ['with a code that is no word', 400, '{"error":{"code":"<b>1</b>"}}', undefined],
  ])('say by status and word what was refused %s', async (_, status, body, code) => {
    const { connector, at } = await region({ status, body })
    await expect(connector.send(at, said)).rejects.toMatchObject({ name: 'ConnectorError', status, code })
  })

  it('are tried once, follow nobody elsewhere, and tell how long to wait', async () => {
    const moved = await region({ status: 307, headers: { location: 'http://127.0.0.1:9/' } })
    await expect(moved.connector.send(moved.at, said)).rejects.toMatchObject({ status: 307 })
    expect(moved.asked).toHaveLength(1)
    const busy = await region({ status: 429, headers: { 'retry-after': '7' } })
    await expect(busy.connector.members(busy.at)).rejects.toMatchObject({ status: 429, waitMs: 7_000 })
    expect(busy.asked).toHaveLength(1)
  })

  it('do not use a token again that Teams refuses', async () => {
    const { connector, at, dropped } = await region({ status: 401 })
    await expect(connector.remove(at, '1')).rejects.toMatchObject({ status: 401 })
    expect(dropped()).toBe(1)
  })
})
