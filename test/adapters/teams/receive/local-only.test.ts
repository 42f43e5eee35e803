import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { type ClientRequest, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { limits } from '../../../../adapters/teams/limits.ts'
import { isFileUrl } from '../../../../adapters/teams/send/files.ts'
import { startHearth } from '../../../../src/app/app.ts'
import { readConfig } from '../../../../src/config/config.ts'
import { builtInContent } from '../../../content.ts'
import { startTeams, type Teams } from '../../../teams/stand-in.ts'
import { firstTenant } from '../../../teams/world.ts'

const quietly = () => {}

describe('TEAMS_LOCAL', () => {
  let teams: Teams
  let hearth: Awaited<ReturnType<typeof startHearth>>
  let dataDir: string
  beforeAll(async () => {
    teams = await startTeams({ checked: false })
    dataDir = await mkdtemp(join(tmpdir(), 'hearth-local-'))
    hearth = await startHearth({
      config: readConfig({ PORT: '0', DATA_DIR: dataDir, BACKUP_DAYS: '0', TEAMS_LOCAL: '1' }),
      content: builtInContent,
      log: { info: quietly, warn: quietly, error: quietly },
      input: new PassThrough(),
      output: new PassThrough(),
    })
  })
  afterAll(async () => {
    await hearth.stop()
    await teams.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  /** Sends a line as the Agents Playground does, with these headers beside; undefined takes one away. */
  async function statusWith(
    headers: Record<string, string | string[]> = {},
    tenant = firstTenant,
    serviceUrl?: string,
  ): Promise<number | undefined> {
    const line = JSON.stringify({
      ...teams.line('ana', 'me', 'help'),
      channelId: 'emulator',
      ...(serviceUrl && { serviceUrl }),
    })
    const body = line.replaceAll(firstTenant, tenant)
    const sent: ClientRequest = request({
      port: hearth.port,
      host: '127.0.0.1',
      path: '/api/messages',
      method: 'POST',
      headers: {
        host: `localhost:${hearth.port}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        accept: 'application/json, text/plain, */*',
        'accept-encoding': 'gzip, compress, deflate, br',
        'user-agent': 'axios/1.7.9',
        'x-ms-conversation-id': '1',
        'x-ms-client-request-id': '2',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        connection: 'close',
        ...headers,
      },
    })
    sent.end(body)
    const [response] = await once(sent, 'response')
    response.resume()
    return response.statusCode
  }

  it('hears a program on this computer', async () => {
    expect(await statusWith()).toBe(200)
    for (const host of ['127.0.0.1:3978', 'localhost', '[::1]:3978'])
      expect(await statusWith({ host })).toBe(200)
    expect(await statusWith({ origin: 'http://localhost:56150' })).toBe(200)
  })

  it.each([
    'Forwarded',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Forwarded-Port',
    'X-Forwarded-Server',
    'X-Forwarded-Prefix',
    'X-Forwarded',
    'Forwarded-For',
    'X-Real-IP',
    'X-Client-IP',
    'Client-IP',
    'X-Cluster-Client-IP',
    'True-Client-IP',
    'X-Originating-IP',
    'X-Remote-IP',
    'X-Remote-Addr',
    'X-ProxyUser-IP',
    'WL-Proxy-Client-IP',
    'Proxy-Authorization',
    'Via',
    'CF-Connecting-IP',
    'CF-Ray',
    'CF-Visitor',
    'CF-IPCountry',
    'CDN-Loop',
    'Fastly-Client-IP',
    'Fly-Client-IP',
    'X-Envoy-External-Address',
    'X-Original-Host',
    'X-Original-URL',
    'X-Host',
    'X-Azure-ClientIP',
    'X-Azure-FDID',
    'X-ARR-SSL',
    'X-Amzn-Trace-Id',
    'X-Amz-Cf-Id',
    'X-AppEngine-User-IP',
    'X-Cloud-Trace-Context',
    'X-Vercel-Id',
    'Tailscale-User-Login',
    'Ngrok-Skip-Browser-Warning',
    'Akamai-Origin-Hop',
    'X-Scheme',
  ])('refuses what was forwarded for somebody, under a name of this computer: %s', async name => {
    expect(await statusWith({ [name]: '203.0.113.7' })).toBe(403)
  })

  it.each([
    'hearth.example',
    'localhost.example',
    'example.com@localhost',
    'localhost@example.com',
    '203.0.113.7:3978',
    '0.0.0.0',
    'localhost,example.com',
  ])('refuses what is asked of another host: “%s”', async host => {
    expect(await statusWith({ host })).toBe(403)
  })

  it.each([
    'https://example.com',
    'null',
    'http://localhost.example',
    'file://',
    'http://localhost@example.com',
  ])('refuses what a page of another origin sends: %s', async origin => {
    expect(await statusWith({ origin })).toBe(403)
  })

  it('refuses what a browser says comes from another site, or that a form could send', async () => {
    expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await statusWith({ 'content-type': 'text/plain' })).toBe(415)
  })

  it('answers the program that spoke first, and calls nothing else on this computer', async () => {
    expect(await statusWith()).toBe(200)
    const other = createServer((_, response) => {
      called++
      response.end('{}')
    }).listen(0, '127.0.0.1')
    let called = 0
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    for (const name of ['localhost', '127.0.0.1'])
      expect(await statusWith({}, firstTenant, `http://${name}:${port}/`)).toBe(403)
    expect(called).toBe(0)
    const first = { host: 'localhost:56150' }
    expect(isFileUrl('http://localhost:56150/file', { local: true, first })).toBe(true)
    expect(isFileUrl(`http://localhost:${port}/file`, { local: true, first })).toBe(false)
  })

  it('keeps as many tenants apart as anybody needs, and makes no folder for one that is made up beyond', async () => {
    const answers: (number | undefined)[] = []
    for (let at = 0; at < limits.localTenants + 10; at++)
      answers.push(await statusWith({}, `44444444-4444-4444-8444-${String(at).padStart(12, '0')}`))
    expect(answers.at(0)).toBe(200)
    expect(answers.at(-1)).toBe(403)
    expect(await statusWith()).toBe(200)
    const folders = (await readdir(dataDir)).filter(name => name.startsWith('ws-teams-'))
    expect(folders).toHaveLength(limits.localTenants)
  })
})
