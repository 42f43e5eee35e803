import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Running, startHearth } from '../../src/app/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { openBrowser } from '../adapters/slack/browser.ts'
import { createClock } from '../adapters/slack/clock.ts'
import { publicUrl } from '../adapters/slack/house.ts'
import { builtInContent as content } from '../content.ts'
import { startSlack } from '../slack/stand-in.ts'
import { until } from '../until.ts'
import { newSchema, url } from './schema.ts'

const log = { info() {}, warn() {}, error() {} }
const notHere = /Hearth is not installed here/

let place: Awaited<ReturnType<typeof newSchema>>
let slack: Awaited<ReturnType<typeof startSlack>>
let hearths: Running[]
let folder: string
const clock = createClock()

beforeEach(async () => {
  place = await newSchema()
  slack = await startSlack({
    now: clock.now,
    teams: [
      { id: 'T0RIVER', installed: false, people: ['ana', 'rob'] },
      { id: 'T0HILL', installed: false, people: ['ben'] },
    ],
  })
  folder = await mkdtemp(join(tmpdir(), 'hearth-many-'))
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${place.schema}`)
  const config = readConfig({
    SLACK_CLIENT_ID: slack.app.clientId,
    SLACK_CLIENT_SECRET: slack.app.clientSecret,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    HEARTH_SECRET: 'a-secret-of-thirty-two-characters-or-more',
    PUBLIC_URL: publicUrl,
    DATABASE_URL: address.href,
    PORT: '0',
    DATA_DIR: folder,
  })
  const output = new Writable({ write: (_, __, done) => done() })
  const start = () => startHearth({ config, content, log, output, clock })
  hearths = [await start(), await start()]
})
afterEach(async () => {
  for (const hearth of hearths) await hearth.stop()
  await slack.close()
  await place.remove()
  await rm(folder, { recursive: true })
})

const at = (which: number) => `http://127.0.0.1:${hearths[which]?.port}`

/** Somebody’s browser, which reaches one or the other, as a balancer has it. */
async function add(who: string): Promise<string> {
  let which = 0
  const browser = openBrowser(() => at(which))
  const back = slack.agree(await browser.begin(), who)
  which = 1
  const { words } = await browser.open(back)
  which = 0
  expect((await browser.open(back)).words).toMatch(/This link was used already/)
  return words
}

async function ask(which: number, who: string): Promise<string> {
  slack.deliverTo(`${at(which)}/slack/events`)
  const person = slack.person(who)
  const told = await slack.slash(person, slack.channel('#staff', person), '/hearth', 'help')
  return String(told.message?.text ?? told.body)
}

it('what was begun with one Hearth is finished with another, once, and each answers both workspaces', async () => {
  expect(await add('ana')).toMatch(/Hearth is in your Slack.*first admin/)
  expect(await ask(0, 'ben')).toMatch(notHere)
  await add('ben')
  for (const which of [0, 1])
    for (const who of ['ana', 'ben']) expect(await ask(which, who)).not.toMatch(notHere)
  const { rows } = await place.admin.query("select body::text from documents where kind = 'slack-install'")
  expect(rows).toHaveLength(2)
  for (const { token } of slack.teams) expect(JSON.stringify(rows)).not.toContain(token)
})

it('a workspace that is added twice at once, with one Hearth and another, is there once, with a token that is good', async () => {
  const browsers = [0, 1].map(which => openBrowser(() => at(which)))
  const backs = await Promise.all(browsers.map(async one => slack.agree(await one.begin(), 'ana')))
  const pages = await Promise.all(browsers.map((one, which) => one.open(backs[which] ?? '')))
  for (const { words } of pages) expect(words).toMatch(/Hearth is in your Slack/)
  const { rows } = await place.admin.query("select from documents where kind = 'slack-install'")
  expect(rows).toHaveLength(1)
  for (const which of [0, 1]) expect(await ask(which, 'ana')).not.toMatch(notHere)
})

it('a removal that one Hearth hears of is known to the other within a minute', async () => {
  await add('ana')
  await ask(0, 'ana')
  await ask(1, 'ana')
  slack.deliverTo(`${at(0)}/slack/events`)
  await slack.uninstall('T0RIVER')
  await until(async () => {
    const { rows } = await place.admin.query("select body::text from documents where kind = 'slack-install'")
    return JSON.stringify(rows).includes('goneAt')
  })
  clock.goTo(clock.now() + 61_000)
  for (const which of [0, 1]) expect(await ask(which, 'ana')).toMatch(notHere)
})

it('a token that ends is renewed once, however many ask at both', async () => {
  slack.tokensEndAfter = 12 * 60 * 60
  await add('ana')
  clock.goTo(clock.now() + 11 * 60 * 60_000)
  slack.fail('oauth.v2.access', { kind: 'slow', ms: 300 })
  const all = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n % 2, 'ana')))
  for (const one of all) expect(one).not.toMatch(notHere)
  const renewals = slack.callsTo('oauth.v2.access').filter(one => one.args.grant_type === 'refresh_token')
  expect(renewals).toHaveLength(1)
})

it('a token that has ended is waited for by the Hearth that does not renew it', async () => {
  slack.tokensEndAfter = 12 * 60 * 60
  await add('ana')
  clock.goTo(clock.now() + 13 * 60 * 60_000)
  slack.fail('oauth.v2.access', { kind: 'slow', ms: 300 })
  const all = await Promise.all([ask(0, 'ana'), ask(1, 'ana')])
  for (const one of all) expect(one).not.toMatch(notHere)
  expect(slack.callsTo('oauth.v2.access').filter(one => one.args.grant_type)).toHaveLength(1)
})
