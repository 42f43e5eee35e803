import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, secretsOf } from '../../src/config/config.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { OperatorError } from '../../src/core/operator-error.ts'

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof OperatorError) return error.message
    throw error
  }
  return 'accepted'
}

describe('the configuration', () => {
  it('is the terminal, port 3000 and ./data when nothing is set', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, dataDir: './data', slack: undefined, admins: [] })
  })

  it('takes an empty variable, as a copied .env.example has it, for one that is not set', () => {
    const example = readFileSync(join(packageRoot(), '.env.example'), 'utf8')
    const lines = example
      .split('\n')
      .filter(line => /^[A-Za-z_]+=/.test(line))
      .map(line => line.split(/=(.*)/).slice(0, 2))
    expect(readConfig(Object.fromEntries(lines))).toMatchObject({
      port: 3000,
      dataDir: './data',
      slack: undefined,
      teams: undefined,
    })
  })

  it('knows the proxies that are believed by address or network, none of them, or none by name', () => {
    const page = { WEB_SECRET: 'x'.repeat(40), PUBLIC_URL: 'https://hearth.example.org' }
    const proxies = (named: string) => readConfig({ ...page, TRUSTED_PROXIES: named }).web?.proxies
    expect(proxies('10.0.0.5, 172.18.0.0/16 2001:db8::/32')).toEqual([
      '10.0.0.5',
      '172.18.0.0/16',
      '2001:db8::/32',
    ])
    expect([proxies('none'), proxies('')]).toEqual([[], undefined])
    for (const wrong of ['proxy.local', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.5, none'])
      expect(refusal({ ...page, TRUSTED_PROXIES: wrong })).toMatch(
        /TRUSTED_PROXIES must be addresses or networks/,
      )
  })

  it('names every wrong and missing variable at once, each with the cure', () => {
    const said = refusal({
      PORT: 'http',
      SLACK_BOT_TOKEN: 'xoxp-wrong',
      SLACK_API_URL: 'nowhere',
      LOG_LEVEL: 'loud',
    })
    expect(said).toMatch(/PORT must be a port number/)
    expect(said).toMatch(/SLACK_BOT_TOKEN must begin with xoxb-/)
    expect(said).toMatch(/SLACK_APP_TOKEN is missing/)
    expect(said).toMatch(/SLACK_API_URL must be an address/)
    expect(said).toMatch(/LOG_LEVEL must be one of/)
  })

  it('wants a way in beside the bot’s token, and the token beside a way in', () => {
    expect(refusal({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatch(/SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET/)
    expect(refusal({ SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' })).toMatch(
      /SLACK_BOT_TOKEN is missing/,
    )
  })

  const many = {
    SLACK_CLIENT_ID: '1234567890.1234567890',
    SLACK_CLIENT_SECRET: 'c0ffee00c0ffee00',
    SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
    HEARTH_SECRET: 'a-secret-of-thirty-two-characters-or-more',
    PUBLIC_URL: 'https://hearth.example.org/',
  }

  it('is for many workspaces where they add Hearth themselves, and for one where its token is set', () => {
    expect(readConfig(many).slack).toEqual({
      oauth: {
        clientId: many.SLACK_CLIENT_ID,
        clientSecret: many.SLACK_CLIENT_SECRET,
        secrets: [many.HEARTH_SECRET],
        publicUrl: 'https://hearth.example.org',
      },
      signingSecret: many.SLACK_SIGNING_SECRET,
    })
    expect(readConfig({ ...many, SLACK_BOT_TOKEN: 'xoxb-1' }).slack).toEqual({
      botToken: 'xoxb-1',
      signingSecret: many.SLACK_SIGNING_SECRET,
    })
  })

  it.each(Object.keys(many))('names %s where it is missing for many workspaces, with the cure', name => {
    const said = refusal({ ...many, [name]: '' })
    expect(said.match(/is missing/g)).toHaveLength(1)
    expect(said).toMatch(
      new RegExp(`${name} is missing: many workspaces need it.*(Copy it from|openssl rand|https://hearth)`),
    )
  })

  it('takes no short secret, no address that Slack would not send to, and no Socket Mode for many', () => {
    expect(refusal({ ...many, HEARTH_SECRET: `${many.HEARTH_SECRET} short-sekrit` })).toMatch(
      /HEARTH_SECRET must be 32 characters or more.*openssl rand -hex 32/,
    )
    for (const PUBLIC_URL of [
      'http://hearth.example.org',
      'hearth.example.org',
      'https://x.org/?a=b',
      'ftp://x',
    ])
      expect(refusal({ ...many, PUBLIC_URL })).toMatch(/PUBLIC_URL must be the https address/)
    expect(refusal({ ...many, PUBLIC_URL: 'http://localhost:3000' })).toBe('accepted')
    expect(refusal({ ...many, SLACK_CLIENT_ID: 'A012ABC' })).toMatch(
      /SLACK_CLIENT_ID must look like 1234567890/,
    )
    expect(refusal({ ...many, SLACK_APP_TOKEN: 'xapp-1' })).toMatch(/SLACK_APP_TOKEN is for one workspace/)
  })

  it('knows an admin of one workspace by its id before theirs, and wants it where there are many', () => {
    const HEARTH_ADMINS =
      'T012ABC/U012ABCDEF 12345678-90AB-CDEF-1234-567890ABCDEF/22345678-90AB-CDEF-1234-567890ABCDEF'
    const named = [
      'slack-t012abc/U012ABCDEF',
      'teams-12345678-90ab-cdef-1234-567890abcdef/22345678-90ab-cdef-1234-567890abcdef',
    ]
    expect(readConfig({ ...many, HEARTH_ADMINS }).admins).toEqual(named)
    expect(refusal({ ...many, HEARTH_ADMINS: 'U012ABCDEF' })).toMatch(
      /HEARTH_ADMINS names U012ABCDEF without a workspace\. Write T012ABCDEF\/U012ABCDEF/,
    )
    expect(readConfig({ HEARTH_ADMINS: 'U012ABCDEF' }).admins).toEqual(['U012ABCDEF'])
  })

  it('knows an admin of Teams by an object id in either case, and one of Slack as Slack writes it', () => {
    const HEARTH_ADMINS = 'U012ABCDEF, 12345678-90AB-CDEF-1234-567890ABCDEF'
    expect(readConfig({ HEARTH_ADMINS }).admins).toEqual([
      'U012ABCDEF',
      '12345678-90ab-cdef-1234-567890abcdef',
    ])
  })

  it('takes Teams by its app registration, or on this computer alone', () => {
    const id = '12345678-90ab-cdef-1234-567890abcdef'
    const app = { MicrosoftAppId: id, MicrosoftAppPassword: 'sekrit' }
    expect(readConfig({ ...app, MicrosoftAppTenantId: id }).teams).toEqual({
      app: { id, password: 'sekrit', type: 'SingleTenant', tenantId: id },
      local: false,
    })
    expect(readConfig({ ...app, MicrosoftAppType: 'MultiTenant' }).teams?.app).toMatchObject({
      type: 'MultiTenant',
    })
    expect(readConfig({ TEAMS_LOCAL: '1' }).teams).toEqual({ local: true })
    expect(readConfig({ TEAMS_LOCAL: '0' }).teams).toBeUndefined()
  })

  it('wants all of Teams’ app registration, each part with where it is found', () => {
    const id = '12345678-90ab-cdef-1234-567890abcdef'
    expect(refusal({ MicrosoftAppPassword: 'sekrit' })).toMatch(/MicrosoftAppId is missing/)
    expect(refusal({ MicrosoftAppId: id })).toMatch(
      /MicrosoftAppPassword is missing[\s\S]*MicrosoftAppTenantId is missing/,
    )
    const wrong = refusal({ MicrosoftAppId: 'hearth', TEAMS_LOCAL: 'perhaps', MicrosoftAppType: 'Other' })
    expect(wrong).toMatch(/MicrosoftAppId must look like/)
    expect(wrong).toMatch(/TEAMS_LOCAL must be 1/)
    expect(wrong).toMatch(/MicrosoftAppType must be SingleTenant or MultiTenant/)
    // Nothing is open to everyone because a variable was forgotten.
    expect(refusal({ TEAMS_LOCAL: '1', MicrosoftAppId: id })).toMatch(/MicrosoftAppPassword is missing/)
  })

  it('never repeats a secret in its complaint', () => {
    expect(refusal({ SLACK_BOT_TOKEN: 'sekrit-token', SLACK_SIGNING_SECRET: 'short-sekrit' })).not.toMatch(
      /sekrit/,
    )
  })

  it('explains every variable it reads in .env.example', () => {
    const example = readFileSync(join(packageRoot(), '.env.example'), 'utf8')
    const sources = ['src/config/config.ts', 'src/config/slack.ts', 'src/config/teams.ts'].map(file =>
      readFileSync(join(packageRoot(), file), 'utf8'),
    )
    const names = [...sources.join('\n').matchAll(/^ {2}([A-Z_]+|Microsoft\w+):/gm)].map(
      match => match[1] ?? '',
    )
    expect(names.length).toBeGreaterThan(13)
    for (const name of names) expect(example).toMatch(new RegExp(`^#.*\\n${name}=`, 'm'))
  })
})

describe('the page behind an address', () => {
  const secret = 'thirty-two characters and a few more'

  it('is off without a secret, and is where its address says', () => {
    expect(readConfig({}).web).toBeUndefined()
    expect(readConfig({ PUBLIC_URL: 'https://hearth.example.org' }).web).toBeUndefined()
    expect(readConfig({ WEB_SECRET: secret, PUBLIC_URL: 'https://Hearth.Example.org:443/' }).web).toEqual({
      secret,
      publicUrl: 'https://hearth.example.org',
    })
  })

  it('is never shown in the log: its secret is one of those that are blotted out', () => {
    const config = readConfig({ WEB_SECRET: secret, PUBLIC_URL: 'http://localhost:3000' })
    expect(secretsOf(config)).toContain(secret)
  })

  it.each([
    [{ WEB_SECRET: secret }, /PUBLIC_URL is missing/],
    [{ WEB_SECRET: 'short', PUBLIC_URL: 'https://a.org' }, /WEB_SECRET is too short: it has to be 32/],
    [{ WEB_SECRET: secret, PUBLIC_URL: 'http://hearth.org' }, /PUBLIC_URL must be the https address/],
    [{ WEB_SECRET: secret, PUBLIC_URL: 'hearth.org' }, /PUBLIC_URL must be the https address/],
    [{ WEB_SECRET: secret, PUBLIC_URL: 'https://a.org/hearth' }, /with nothing behind the name/],
  ])('%j is refused, with the cure', (environment, words) => {
    expect(refusal(environment)).toMatch(words)
  })
})
