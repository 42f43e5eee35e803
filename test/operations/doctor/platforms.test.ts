import { describe, expect, it } from 'vitest'
import { slackCheck } from '../../../adapters/slack/doctor-check.ts'
import { teamsCheck } from '../../../adapters/teams/doctor-check.ts'
import { scopes } from '../../../manifest/slack.ts'
import { startSlack } from '../../slack/stand-in.ts'
import { look, serving } from './looking.ts'

const patienceMs = 20_000

describe('The doctor, about Slack', () => {
  async function slackWith(over: { granted?: readonly string[]; installed?: boolean } = {}) {
    const { granted = scopes, installed = true } = over
    const slack = await startSlack({ teams: [{ scopes: granted, installed }] })
    const good = {
      botToken: slack.token,
      signingSecret: slack.signingSecret,
      apiUrl: slack.apiUrl,
      scopes,
      patienceMs,
    }
    const see = async (changed: Partial<Parameters<typeof slackCheck>[0]> = {}) => {
      const lines = await look(slackCheck({ ...good, ...changed }))
      await slack.close()
      return lines
    }
    return { slack, see }
  }

  it('is content with good tokens and every permission', async () => {
    const { see, slack } = await slackWith()
    expect(await see({ appToken: slack.appToken })).toEqual([
      expect.stringMatching(/^fine: the bot token is good: @hearth in /),
      `fine: all ${scopes.length} permissions are granted`,
      'fine: the app token is good: Socket Mode can connect',
    ])
  })

  it('names the permissions that Slack has not granted, and the clicks that grant them', async () => {
    const { see } = await slackWith({ granted: scopes.filter(one => !/^(im|users)/.test(one)) })
    expect(await see()).toEqual([
      expect.stringMatching(/^fine: the bot token/),
      expect.stringMatching(
        /^broken: Slack has not granted Hearth: im:history, im:write, users:read\. → .*“App Manifest”.*“Reinstall to …”/,
      ),
      'fine: the signing secret has the right shape',
    ])
  })

  it('tells a token that Slack does not know from one that was revoked', async () => {
    expect((await (await slackWith()).see({ botToken: 'xoxb-wrong' }))[0]).toMatch(
      /^broken: Slack refuses the bot token \(invalid_auth\)\. → .*“OAuth & Permissions”, copy “Bot User OAuth Token”/,
    )
    expect((await (await slackWith({ installed: false })).see())[0]).toMatch(
      /^broken: Slack refuses the bot token \(account_inactive\)\. → .*“Install App”, “Install to …”, “Allow”/,
    )
  })

  it('names an app token that cannot open Socket Mode', async () => {
    expect((await (await slackWith()).see({ appToken: 'xapp-wrong' })).at(-1)).toMatch(
      /^broken: Slack refuses the app token \(invalid_auth\)\. → .*“App-Level Tokens”.*connections:write/,
    )
  })

  it('doubts a signing secret of another shape', async () => {
    expect((await (await slackWith()).see({ signingSecret: 'not-a-secret-of-slack' })).at(-1)).toMatch(
      /^advice: SLACK_SIGNING_SECRET does not look like one.* → .*“Basic Information”, “Signing Secret”, “Show”/,
    )
  })

  it('says where Slack cannot be reached, does not answer, or something else does', async () => {
    const { see } = await slackWith()
    expect((await see({ apiUrl: 'http://127.0.0.1:1/api/' }))[0]).toMatch(
      /^broken: Slack could not be reached \(.+\)\. → .*firewall or proxy/,
    )
    const proxy = await serving({ body: '<html>Log in to the library’s network' })
    expect((await see({ apiUrl: proxy.url }))[0]).toMatch(/something else answered in its place/)
    const mute = await serving({ hang: true })
    expect((await see({ apiUrl: mute.url, patienceMs: 50 }))[0]).toMatch(/no answer in time/)
  })

  it('asks Slack whose app it is, where workspaces add Hearth themselves', async () => {
    const publicUrl = 'https://hearth.example.org'
    const { see, slack } = await slackWith()
    expect(await see({ oauth: { ...slack.app, publicUrl } })).toEqual([
      'fine: Slack knows the app by its client id and secret',
      'fine: the signing secret has the right shape',
      'fine: libraries add Hearth to their Slack at https://hearth.example.org/slack/install',
    ])
    const other = await slackWith()
    const oauth = { ...other.slack.app, clientSecret: 'sekrit', publicUrl }
    const said = await other.see({ oauth })
    expect(said[0]).toMatch(
      /^broken: Slack refuses the app \(bad_client_secret\)\. → .*“App Credentials”.*SLACK_CLIENT_SECRET/,
    )
    expect(said.join()).not.toContain('sekrit')
  })

  it('never repeats a secret', async () => {
    const { see } = await slackWith()
    const said = await see({
      botToken: 'xoxb-sekrit',
      signingSecret: 'sekrit-sekrit-sekrit',
      appToken: 'xapp-sekrit',
    })
    expect(said.join()).not.toContain('sekrit')
  })
})

describe('The doctor, about Teams', () => {
  const id = '12345678-90ab-cdef-1234-567890abcdef'
  const app = { id, password: 'a~secret~value', type: 'SingleTenant' as const, tenantId: id }

  it('is content where Microsoft lets the app in, and asks in the app’s own tenant', async () => {
    const login = await serving({ body: { access_token: 'sekrit', expires_in: 3599 } })
    expect(await look(teamsCheck({ app, loginUrl: login.url, patienceMs }))).toEqual([
      'fine: Microsoft lets the app in',
    ])
    expect(login.asked[0]?.path).toBe(`/${id}/oauth2/v2.0/token`)
    expect(new URLSearchParams(login.asked[0]?.body).get('scope')).toBe(
      'https://api.botframework.com/.default',
    )
    await look(teamsCheck({ app: { ...app, type: 'MultiTenant' as const }, loginUrl: login.url, patienceMs }))
    expect(login.asked[1]?.path).toBe('/botframework.com/oauth2/v2.0/token')
  })

  it.each([
    [
      'invalid_client',
      'AADSTS7000215: Invalid client secret provided.',
      /password\. → .*“Certificates & secrets”.*copy its Value/,
    ],
    [
      'invalid_client',
      'AADSTS7000222: The provided client secret keys are expired.',
      /has expired\. → .*“New client secret”/,
    ],
    [
      'unauthorized_client',
      'AADSTS700016: Application with identifier was not found.',
      /no app by this id.* → .*“Application \(client\) ID”/,
    ],
    [
      'invalid_request',
      "AADSTS90002: Tenant 'x' not found.",
      /no tenant by this id\. → .*“Directory \(tenant\) ID”/,
    ],
    [
      'access_denied',
      'AADSTS53003: Access has been blocked by Conditional Access policies.',
      /keeps the app out\. → Ask/,
    ],
    ['invalid_client', 'AADSTS99999: Something new.', /refuses the app \(AADSTS99999\)\. → /],
  ])('puts %s “%s” into words, with the clicks', async (error, error_description, said) => {
    const login = await serving({ status: 401, body: { error, error_description } })
    const [found] = await look(teamsCheck({ app, loginUrl: login.url, patienceMs }))
    expect(found).toMatch(/^broken: /)
    expect(found).toMatch(said)
    expect(found).not.toContain(app.password)
  })

  it('knows a secret’s ID from its Value, and asks nobody', async () => {
    const login = await serving({})
    expect(
      await look(teamsCheck({ app: { ...app, password: id }, loginUrl: login.url, patienceMs })),
    ).toEqual([
      expect.stringMatching(/^broken: MicrosoftAppPassword holds the ID of a secret, not its Value\. → /),
    ])
    expect(login.asked).toEqual([])
  })

  it('asks nobody where only this computer gets in', async () => {
    expect(await look(teamsCheck({ patienceMs }))).toEqual([
      expect.stringMatching(/^fine: TEAMS_LOCAL is on/),
    ])
  })

  it('says where Microsoft cannot be reached', async () => {
    expect(await look(teamsCheck({ app, loginUrl: 'http://127.0.0.1:1/', patienceMs }))).toEqual([
      expect.stringMatching(/^broken: Microsoft’s login could not be reached/),
    ])
  })
})
