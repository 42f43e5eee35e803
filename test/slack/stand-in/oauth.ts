import type { Json, Person, Team, World } from '../world.ts'
import { Refused } from './methods/call.ts'

/** What the app is known by when it wants a token. */
export const app = { clientId: '1234567890.1234567890', clientSecret: 'c0ffee00c0ffee00c0ffee00c0ffee00' }

/** How somebody agrees. */
export interface Agreement {
  /** What is left out of what the app asks for. */
  without?: readonly string[]
  /** For all workspaces of an organization: its id. */
  organization?: string
}

interface Granted extends Agreement {
  team: Team
  by: Person
  redirect: string
  scopes: string[]
}

/** Slack's side of OAuth: codes are good once; where tokens end, each refresh token is, too. */
export class OAuth {
  /** For how many seconds tokens are good; left out: for ever. */
  expiresIn: number | undefined
  readonly #world: World
  readonly #codes = new Map<string, Granted | 'used'>()
  readonly #refreshes = new Map<string, Granted>()
  /** Tokens beside those that the workspaces have: of organizations, and those that end. */
  readonly #tokens = new Map<string, { team: Team; until: number; organization?: string }>()

  constructor(world: World) {
    this.#world = world
  }

  /** Somebody presses “Allow” on Slack's page; resolves with where Slack sends their browser. */
  agree(location: string, team: Team, by: Person, agreement: Agreement = {}): string {
    const { searchParams } = new URL(location)
    const redirect = searchParams.get('redirect_uri') ?? ''
    if (searchParams.get('client_id') !== app.clientId) throw new Error('Slack: invalid_client_id')
    const asked = (searchParams.get('scope') ?? '').split(',').filter(Boolean)
    const unknown = asked.filter(one => team.scopes && !team.scopes.includes(one))
    if (unknown.length > 0) this.#world.violations.push(`the manifest does not ask for ${unknown.join(', ')}`)
    const code = this.#world.id('code-')
    const scopes = asked.filter(one => !agreement.without?.includes(one))
    this.#codes.set(code, { ...agreement, team, by, redirect, scopes })
    const back = new URL(redirect)
    back.searchParams.set('code', code)
    back.searchParams.set('state', searchParams.get('state') ?? '')
    return back.href
  }

  /** The workspace of a token, or `expired`. An organization's says in `team_id` which it means. */
  teamOf(token: unknown, args: Json): { team?: Team; expired?: true; organization?: string } {
    const known = typeof token === 'string' ? this.#tokens.get(token) : undefined
    if (!known) return {}
    if (known.until < this.#world.now()) return { expired: true }
    const { organization } = known
    const team = this.#world.teams.find(one => organization && one.id === args.team_id) ?? known.team
    return { team, ...(organization && { organization }) }
  }

  /** `oauth.v2.access`. */
  access(args: Json): Json {
    if (args.client_id !== app.clientId) throw new Refused('invalid_client_id')
    if (args.client_secret !== app.clientSecret) throw new Refused('bad_client_secret')
    if (args.grant_type === 'refresh_token') {
      const granted = this.#refreshes.get(String(args.refresh_token))
      if (!granted) throw new Refused('invalid_refresh_token')
      this.#refreshes.delete(String(args.refresh_token))
      return this.#grant(granted)
    }
    const granted = this.#codes.get(String(args.code))
    if (!granted) throw new Refused('invalid_code')
    if (granted === 'used') throw new Refused('code_already_used')
    if (args.redirect_uri !== granted.redirect) throw new Refused('bad_redirect_uri')
    this.#codes.set(String(args.code), 'used')
    return this.#grant(granted)
  }

  #grant(granted: Granted): Json {
    const { team, by, scopes, organization } = granted
    // Who removed the app and adds it again gets another token; the old one stays dead.
    if (!team.installed) team.token = `${team.token}-again`
    for (const one of organization ? this.#world.teams : [team]) {
      one.installed = true
      one.scopes = scopes
      if (organization) one.enterprise = organization
    }
    const ends = this.expiresIn !== undefined
    const token = ends
      ? this.#world.id(`xoxe.xoxb-${team.id}-`)
      : organization
        ? `xoxb-${organization}`
        : team.token
    const until = ends ? this.#world.now() + (this.expiresIn ?? 0) * 1_000 : Number.POSITIVE_INFINITY
    if (ends || organization) this.#tokens.set(token, { team, until, ...(organization && { organization }) })
    const refresh = this.#world.id('xoxe-1-')
    if (ends) this.#refreshes.set(refresh, granted)
    return {
      app_id: this.#world.appId,
      authed_user: { id: by.id },
      scope: scopes.join(','),
      token_type: 'bot',
      access_token: token,
      bot_user_id: team.bot.id,
      team: organization ? null : { id: team.id, name: team.name },
      enterprise: organization ? { id: organization, name: 'Organization' } : null,
      is_enterprise_install: organization !== undefined,
      ...(ends && { refresh_token: refresh, expires_in: this.expiresIn }),
    }
  }
}
