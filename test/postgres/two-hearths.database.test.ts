import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Running, startHearth } from '../../src/app/app.ts'
import { indexTable } from '../../src/app/indexes.ts'
import { readConfig } from '../../src/config/config.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { openPostgresStore } from '../../src/postgres/postgres.ts'
import { builtInContent as content } from '../content.ts'
import { startSlack } from '../slack/stand-in.ts'
import { until } from '../until.ts'
import { newSchema, url } from './schema.ts'

const rooms = Array.from({ length: 10 }, (_, at) => `room${at}`)
const silent = { info() {}, warn() {}, error() {} }

let place: Awaited<ReturnType<typeof newSchema>>
let slack: Awaited<ReturnType<typeof startSlack>>
let hearths: Running[]
let balancer: ReturnType<typeof createServer>
let folder: string

beforeEach(async () => {
  place = await newSchema()
  slack = await startSlack({ teams: [{ people: ['ada', 'ben'], channels: ['staff', ...rooms] }] })
  folder = await mkdtemp(join(tmpdir(), 'hearth-two-'))
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${place.schema}`)
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: address.href,
    PORT: '0',
    DATA_DIR: folder,
  })
  const output = new Writable({ write: (_, __, done) => done() })
  hearths = [
    await startHearth({ config, content, log: silent, output }),
    await startHearth({ config, content, log: silent, output }),
  ]
  // Each request goes to the next of them, as a balancer hands it on.
  let next = 0
  balancer = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', async () => {
      const port = hearths[next++ % hearths.length]?.port
      const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
        method: 'POST',
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks),
      })
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      })
      response.end(await answer.text())
    })
  })
  await new Promise<void>(resolve => balancer.listen(0, '127.0.0.1', resolve))
  slack.deliverTo(`http://127.0.0.1:${(balancer.address() as AddressInfo).port}/slack/events`)
})
afterEach(async () => {
  await Promise.all(hearths.map(one => one.stop()))
  balancer.close()
  balancer.closeAllConnections()
  await slack.close()
  await place.remove()
  await rm(folder, { recursive: true })
})

const posts = () => slack.calls.filter(one => /^chat\.post/.test(one.method))

/** Until nothing more comes for a while. */
async function settled(): Promise<void> {
  for (let before = -1; before !== slack.calls.length; ) {
    before = slack.calls.length
    await new Promise(resolve => setTimeout(resolve, 1_500))
  }
}

describe('Two Hearths on one database', () => {
  it('answer each of ten mentions once that were delivered to both', async () => {
    for (const room of rooms) {
      const said = await slack.say('ada', `#${room}`, '@hearth readings hosting')
      await slack.redeliver(said)
    }
    await until(() => posts().length >= rooms.length)
    await settled()
    expect(posts()).toHaveLength(rooms.length)
  })

  it('take one person’s lines one after another, whichever of the two they come to', async () => {
    await slack.say('ada', 'DM', 'gathering dm Spring tea')
    await settled()
    const lines = ['first words', 'second words', 'third words', 'fourth words']
    await Promise.all(lines.map(line => slack.say('ada', 'DM', line)))
    await settled()
    const address = new URL(url)
    address.searchParams.set('options', `-c search_path=${place.schema}`)
    const store = await openPostgresStore({ url: address.href, indexes: indexTable, log: silent })
    const [workspace = ''] = await store.workspaces()
    const [[, run] = []] = await store.list(workspace, runs)
    await store.close()
    // What was typed before the next question was seen belongs to the one that was there.
    const text = JSON.stringify(run)
    for (const line of lines) expect(text).toContain(line)
    expect(
      run?.answers.map(one => one.entries.map(entry => entry.text)).filter(one => one.length > 0),
    ).toHaveLength(1)
  })

  it('keep to the pace of a place together', async () => {
    const begun = performance.now()
    await Promise.all(Array.from({ length: 8 }, () => slack.say('ada', '#staff', '@hearth readings hosting')))
    await until(() => posts().length >= 8)
    const seconds = (performance.now() - begun) / 1000
    expect(posts()).toHaveLength(8)
    // A burst of some, then one a second.
    expect(seconds).toBeGreaterThan(2)
  })
})
