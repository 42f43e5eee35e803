import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../adapters/slack/browser.ts'
import { everythingIn } from '../bytes.ts'
import { startSlack } from '../slack/stand-in.ts'
import { execute } from '../teams/activities.ts'
import { startTeams } from '../teams/stand-in.ts'
import { claimsFor, token } from '../teams/tokens.ts'
import { fresh, inTeams, RunningHearth } from './hearth.ts'

/** PUBLIC_URL names it before Hearth is started. */
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const publicUrl = `http://localhost:${port}`
const river = '11111111-1111-4111-8111-111111111111'
const hill = '22222222-2222-4222-8222-222222222222'
const stranger = '77777777-3333-4333-8333-333333333333'

let slack: Awaited<ReturnType<typeof startSlack>>
let teams: Awaited<ReturnType<typeof startTeams>>
let hearth: RunningHearth
const data = fresh()
const evil = `Robert'); drop table documents;--\u0000<!channel>`

beforeAll(async () => {
  slack = await startSlack({
    teams: [
      { id: 'T0RIVER', installed: false, people: ['ana', { name: evil, id: 'U0EVIL' }] },
      { id: 'T0HILL', installed: false, people: ['ben'] },
    ],
  })
  teams = await startTeams({ tenants: [{ id: river }, { id: hill }, { id: stranger }] })
  hearth = new RunningHearth({
    env: {
      ...inTeams(teams),
      TEAMS_TENANTS: `${river} ${hill}`,
      SLACK_CLIENT_ID: slack.app.clientId,
      SLACK_CLIENT_SECRET: slack.app.clientSecret,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      HEARTH_SECRET: 'a-secret-of-thirty-two-characters-or-more',
      WEB_SECRET: 'another secret of thirty-two characters or more',
      PUBLIC_URL: publicUrl,
      DATA_DIR: data,
      STATE_DIR: fresh(),
      BACKUP_DAYS: '0',
      PORT: String(port),
    },
  })
  await hearth.ready()
  slack.deliverTo(`${origin}/slack/events`)
  teams.deliverTo(`${origin}/api/messages`)
}, 120_000)
afterAll(async () => {
  await hearth.leave()
  await slack.close()
  await teams.close()
})

const browser = () => openBrowser(() => origin)
const post = (path: string, body: Buffer, headers: Record<string, string>): Promise<number> =>
  new Promise(resolve => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, answer => {
      answer.resume()
      answer.once('close', () => resolve(answer.statusCode ?? 0))
    })
    asked.once('error', () => resolve(0))
    asked.end(body)
  })

describe('A stranger who knows no more than README', () => {
  it('gets one installation out of one agreement, however often and at once it is brought back', async () => {
    const ana = browser()
    const back = slack.agree(await ana.begin(), 'ana')
    const all = await Promise.all(Array.from({ length: 8 }, () => ana.open(back)))
    expect(all.filter(one => one.status === 200).length).toBe(1)
    const other = browser()
    const again = new URL(slack.agree(await other.begin(), 'ana'))
    again.searchParams.set('code', new URL(back).searchParams.get('code') ?? '')
    expect((await other.open(again.href)).words).toMatch(/used already, or is too old/)
  })

  it('does not bring a key of another app or workspace in', async () => {
    const ben = browser()
    const back = slack.agree(await ben.begin(), 'ben')
    const before = slack.world.teams.map(one => one.id)
    // The key that Slack gives is of one bot; whoever it answers to is another.
    const bot = slack.world.teams.find(one => one.id === 'T0HILL')?.bot ?? {}
    const ids = ['U0HEARTH002', 'U0ANOTHER01']
    Object.defineProperty(bot, 'id', { get: () => (ids.length > 1 ? ids.shift() : ids[0]) })
    const { status, words } = await ben.open(back)
    expect([status, words]).toEqual([
      502,
      expect.stringMatching(/belongs to another workspace or another app/),
    ])
    expect(slack.world.teams.map(one => one.id)).toEqual(before)
    expect(await everythingIn(data)).not.toContain('T0HILL')
  })

  it('is not served from a tenant that is not on the list, and leaves nothing there', async () => {
    await teams.say('ana', 'me', 'note the stranger was here', { tenant: stranger })
    await teams.say('ana', 'me', 'note the river was here', { tenant: river })
    await teams.until(() => teams.text('ana', 'me', river).includes('Saved'))
    const stored = await everythingIn(data)
    expect(stored).toContain('the river was here')
    expect(stored).not.toMatch(/the stranger was here|77777777/)
  })

  it('speaks for no other tenant: with its token, its conversation, or its service', async () => {
    const mine = teams.line('ana', 'me', 'note from the hill as river', { tenant: hill })
    const theirs = teams.line('ana', 'me', 'x', { tenant: river })
    const mixed = [
      { ...mine, channelData: theirs.channelData },
      { ...mine, conversation: { ...(mine.conversation as object), tenantId: river } },
      { ...mine, conversation: theirs.conversation },
    ]
    for (const one of mixed) await teams.deliver(one)
    const evil = { ...mine, serviceUrl: 'https://evil.example.org/' }
    const ofTeams = `Bearer ${token(claimsFor(teams.serviceUrl))}`
    expect((await teams.deliver(evil, ofTeams)).status).toBeGreaterThan(400)
    for (const how of [
      { by: 'a stranger' as const },
      { alg: 'none' },
      { alg: 'HS256' },
      { kid: 'elsewhere' },
    ])
      expect(
        (await teams.deliver(mine, `Bearer ${token(claimsFor(teams.serviceUrl), how)}`)).status,
      ).toBeGreaterThan(400)
    expect(teams.text('ana', 'me', river)).not.toContain('from the hill')
    expect(await everythingIn(data)).not.toContain('from the hill')
  })

  it('posts nowhere by a press that was made up', async () => {
    const scene = {
      world: teams.world,
      tenant: teams.tenant(hill),
      room: teams.room('me', 'ana', hill),
      person: teams.person('ana', hill),
      serviceUrl: teams.serviceUrl,
    }
    const before = teams.world.posted.filter(one => one.room !== scene.room.id).length
    const room = teams.room('#staff', 'ana', river).id
    for (const press of [
      'hearth walk share',
      'share now',
      `walk @x share`,
      'icebreaker post',
      'content',
      'content save 00000000',
    ])
      await teams.deliver(
        execute(scene, teams.world.stamp(), '1764000000001', {
          press,
          'in/channel': room,
          'room/channel': room,
        }),
      )
    expect(teams.world.posted.filter(one => one.room !== scene.room.id).length).toBe(before)
  })

  it('is not let in at the page, and hears of nobody there', async () => {
    for (const path of [
      '/',
      '/people',
      '/say',
      '/join/x',
      '/invitation/x',
      '//',
      '/%00',
      '/..%2f..%2fetc/passwd',
      '/calendar/x.ics',
    ]) {
      const answer = await fetch(publicUrl + path, {
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: 'hearth=x; __Host-hearth=x' },
      })
      expect([200, 302, 303, 400, 401, 403, 404, 405, 410], path).toContain(answer.status)
      expect(await answer.text()).not.toMatch(/river was here|Ana Ruiz/)
    }
    const foreign = await fetch(`${origin}/`, { headers: { host: 'evil.example.org' } })
    expect(foreign.status).toBeGreaterThanOrEqual(200)
  })

  it('is refused 10 MB in every place, and Hearth goes on', async () => {
    const body = Buffer.alloc(10_000_000, 'x')
    for (const path of [
      '/api/messages',
      '/slack/events',
      '/say',
      '/send',
      '/slack/oauth_redirect',
      '/join/x',
    ])
      expect([0, 303, 400, 401, 403, 404, 405, 411, 413, 415, 421], path).toContain(
        await post(path, body, {
          'content-type': 'application/json',
          'content-length': String(body.length),
          host: `localhost:${port}`,
        }),
      )
    const answer = await fetch(`${origin}/healthz`)
    expect(answer.status).toBe(200)
  })

  it('is called by any name', async () => {
    await slack.slash('U0EVIL', slack.channel('#staff', slack.person('ana')), '/hearth', `note ${evil}`)
    await slack.say('U0EVIL', 'DM', `gathering dm ${evil}`)
    await slack.say('U0EVIL', 'DM', 'hearth export')
    await teams.deliver({
      ...teams.line('ben', 'me', `plan dm ${evil}`, { tenant: hill }),
      from: { ...(teams.line('ben', 'me', 'x', { tenant: hill }).from as object), name: evil },
    })
    const sent = () =>
      slack
        .callsTo('chat.postMessage')
        .map(one => String(one.args.text))
        .join('\n')
    await slack.until(() => sent().includes('drop table'))
    expect(sent()).not.toMatch(/<!channel>|\0/)
    expect((await fetch(`${origin}/readyz`)).status).toBe(200)
  })

  it('breaks nothing', () => {
    expect(hearth.err).not.toMatch(/TypeError|RangeError|SyntaxError|unhandled/i)
    expect(slack.violations).toEqual([])
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
