import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { teamsScene } from './scene.ts'
import { claimsFor, token } from './tokens.ts'
import { APP } from './world.ts'

/** Who may speak to Hearth as Teams, and what Hearth makes of what cannot be read. */
describe('the door of Teams', () => {
  let scene: Awaited<ReturnType<typeof teamsScene>>
  let received = 0

  beforeEach(async () => {
    received = 0
    scene = await teamsScene()
    await scene.adapter.start({
      handle: async (_, acknowledge) => {
        received += 1
        acknowledge?.()
      },
      listensTo: async () => false,
    })
  })
  afterEach(() => scene.close())

  const now = Math.floor(Date.now() / 1000)
  const forged: [string, (url: string) => string | null][] = [
    ['no token', () => null],
    ['what is no token', () => 'Bearer nonsense'],
    ['an expired token', url => `Bearer ${token({ ...claimsFor(url), exp: now - 3600 })}`],
    ['a token without an end', url => `Bearer ${token({ ...claimsFor(url), exp: undefined })}`],
    ['a token of tomorrow', url => `Bearer ${token({ ...claimsFor(url), nbf: now + 3600 })}`],
    ['a token for another app', url => `Bearer ${token({ ...claimsFor(url), aud: 'another' })}`],
    [
      'a token of another issuer',
      url => `Bearer ${token({ ...claimsFor(url), iss: 'https://evil.example' })}`,
    ],
    ['a token signed by a stranger', url => `Bearer ${token(claimsFor(url), { by: 'a stranger' })}`],
    ['a token of an unknown key', url => `Bearer ${token(claimsFor(url), { kid: 'k9' })}`],
    ['an unsigned token', url => `Bearer ${token(claimsFor(url), { alg: 'none' })}`],
    ['a token for no app', url => `Bearer ${token({ ...claimsFor(url), aud: undefined })}`],
    ['a token for several apps', url => `Bearer ${token({ ...claimsFor(url), aud: [APP, 'another'] })}`],
    ['a token for no service', url => `Bearer ${token({ ...claimsFor(url), serviceurl: undefined })}`],
    ['a token whose time is no number', url => `Bearer ${token({ ...claimsFor(url), exp: '9999999999' })}`],
    ['a token of a key for other chats', url => `Bearer ${token(claimsFor(url), { kid: 'elsewhere' })}`],
    ['the public key taken for a secret', url => `Bearer ${token(claimsFor(url), { alg: 'HS256' })}`],
    ['a token whose claims were changed', url => `Bearer ${changed(token(claimsFor(url)), url)}`],
    ['a token with something behind it', url => `Bearer ${token(claimsFor(url))} x`],
    ['a token by another scheme', url => `Basic ${token(claimsFor(url))}`],
    ['a token for another service', () => `Bearer ${token(claimsFor('https://smba.trafficmanager.net/x/'))}`],
  ]
  it.each(forged)('refuses %s with a bare 401', async (_, authorization) => {
    const { teams } = scene
    const line = teams.line('ana', 'me', 'hello')
    expect(await teams.deliver(line, authorization(teams.serviceUrl))).toEqual({
      status: 401,
      body: undefined,
    })
    expect(received).toBe(0)
  })

  it.each(forged)('refuses %s also right after it let Teams itself in', async (_, authorization) => {
    const { teams } = scene
    const genuine = `Bearer ${token(claimsFor(teams.serviceUrl))}`
    expect((await teams.deliver(teams.line('ana', 'me', 'hello'), genuine)).status).toBe(200)
    expect((await teams.deliver(teams.line('ana', 'me', 'and?'), genuine)).status).toBe(200)
    const line = teams.line('ana', 'me', 'hello')
    expect((await teams.deliver(line, authorization(teams.serviceUrl))).status).toBe(401)
    expect(received).toBe(2)
  })

  it('refuses a token that it took for one service, where the activity names another', async () => {
    const { teams } = scene
    const genuine = `Bearer ${token(claimsFor(teams.serviceUrl))}`
    const line = teams.line('ana', 'me', 'hello')
    expect((await teams.deliver(line, genuine)).status).toBe(200)
    const elsewhere = { ...teams.line('ana', 'me', 'hello'), serviceUrl: `${teams.serviceUrl}other/` }
    expect((await teams.deliver(elsewhere, genuine)).status).toBe(401)
    expect(received).toBe(1)
  })

  it('takes a token whose end has just passed, as clocks differ', async () => {
    const { teams } = scene
    const late = token({ ...claimsFor(teams.serviceUrl), exp: now - 200 })
    expect((await teams.deliver(teams.line('ana', 'me', 'hello'), `Bearer ${late}`)).status).toBe(200)
    expect(received).toBe(1)
  })

  it('refuses what cannot be read, and lives on', async () => {
    const { teams } = scene
    const right = `Bearer ${token(claimsFor(teams.serviceUrl))}`
    expect((await teams.deliver('not JSON', right)).status).toBe(400)
    expect((await teams.deliver([], right)).status).toBe(400)
    expect([400, 401]).toContain((await teams.deliver({}, right)).status)
    expect((await teams.deliver('x'.repeat(300_000), right)).status).toBe(413)
    expect((await teams.say('ana', 'me', 'hello')).status).toBe(200)
    expect(received).toBe(1)
  })

  it('refuses ids that no document can be kept under, and names that are no words', async () => {
    const { teams } = scene
    const line = teams.line('ana', 'me', 'hello')
    for (const odd of [{ toString: 1 }, null, 7, [], undefined])
      for (const field of ['channelId', 'serviceUrl'])
        expect((await teams.deliver(JSON.stringify({ ...line, [field]: odd }))).status, field).toBe(400)
    for (const id of ['a\0b', '\ud800', 'x'.repeat(300), ''])
      expect((await teams.deliver({ ...line, from: { id } })).status).toBe(400)
    expect(received).toBe(0)
  })

  it('takes a line without an id, with a value nested deeper than can be written down again', async () => {
    const { teams } = scene
    const { id: _, ...line } = teams.line('ana', 'me', 'hello')
    const json = JSON.stringify({ ...line, value: 'deep' })
    const deep = `${'[{"a":'.repeat(15_000)}0${'}]'.repeat(15_000)}`
    const right = `Bearer ${token(claimsFor(teams.serviceUrl))}`
    expect((await teams.deliver(json.replace('"deep"', deep), right)).status).toBe(200)
    expect(received).toBe(1)
  })

  it('does not let a text grow by naming people in it', async () => {
    const { teams } = scene
    const mention = { type: 'mention', mentioned: { id: '29:x' }, text: '@' }
    const entities = Array.from({ length: 60 }, () => mention)
    expect((await teams.deliver({ ...teams.line('ana', 'me', '@'), entities })).status).toBe(200)
    expect(received).toBe(1)
  })

  it('takes no notice of kinds of activity that mean nothing to it', async () => {
    const { teams } = scene
    const line = teams.line('ana', 'me', 'hello')
    for (const type of ['messageReaction', 'typing', 'endOfConversation', 'something new'])
      expect((await teams.deliver({ ...line, type })).status).toBe(200)
    expect((await teams.deliver({ ...line, type: 'invoke', name: 'task/fetch' })).status).toBe(404)
    expect((await teams.deliver({ ...line, type: 'invoke', name: 'adaptiveCard/action' })).status).toBe(400)
    expect(received).toBe(0)
  })

  it('refuses an activity that tells two tenants', async () => {
    const { teams } = scene
    const line = teams.line('ana', 'me', 'hello')
    const other = { tenant: { id: '22222222-2222-4222-8222-222222222222' } }
    expect((await teams.deliver({ ...line, channelData: other })).status).toBe(400)
    expect(received).toBe(0)
  })

  it('hears a line once, however often it is delivered', async () => {
    const { teams } = scene
    const line = teams.line('ana', 'me', 'hello')
    await teams.deliver(line)
    await teams.deliver(line)
    expect(received).toBe(1)
  })
})

/** The signature of one token behind the claims of another. */
function changed(signed: string, url: string): string {
  const [head, , signature] = signed.split('.')
  const [, claims] = token({ ...claimsFor(url), exp: 9_999_999_999 }).split('.')
  return [head, claims, signature].join('.')
}
