import type { IncomingMessage, ServerResponse } from 'node:http'
import { webApi } from '@slack/bolt'
import type { Dedupe } from '../../../src/core/delivery/dedupe.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { createBoundedLog } from '../../http/bounded-log.ts'
import { end } from '../../http/endpoint.ts'
import { slackPlace } from '../address.ts'
import { errorSummary } from '../log.ts'
import { type Access, type Grant, Ungranted } from './access.ts'
import type { ManyInstallations } from './installations.ts'
import { installedPage, installPage, type Permission, refusedPage, show } from './pages.ts'
import { type States, stateMs } from './state.ts'

/** Where people begin, and where Slack sends them back to. */
export const paths = {
  page: '/slack/install',
  begin: '/slack/install/begin',
  redirect: '/slack/oauth_redirect',
} as const

interface FlowDeps {
  clientId: string
  /** Where people reach Hearth: `https://hearth.example.org`. */
  publicUrl: string
  /** What Hearth asks for, and why. */
  permissions: readonly Permission[]
  apiUrl: string | undefined
  access: Pick<Access, 'byCode'>
  installations: Pick<ManyInstallations, 'keep'>
  states: States
  /** Each state is used once, whichever Hearth it comes back to. */
  once: Dedupe
  options(): webApi.WebClientOptions
  log: Logger
}

/** An address of the shared HTTP server. */
export interface FlowRoute {
  path: string
  handler(request: IncomingMessage, response: ServerResponse): void
}

/** “Add to Slack”: the page, the way to Slack, and back. Nothing is kept before Slack granted it and its token was tried. */
export function createFlow(deps: FlowDeps): { routes: readonly FlowRoute[]; stop(): Promise<void> } {
  const { clientId, publicUrl, permissions, apiUrl, access, installations, states, once, options, log } = deps
  const scopes = permissions.flatMap(one => one.scopes).sort()
  const pending = new Set<Promise<void>>()
  const noted = createBoundedLog(message => log.error(message))
  const beginAt = `${publicUrl}${paths.page}`
  const isEncrypted = publicUrl.startsWith('https:')
  // By this name no other host under the same domain can set it; browsers take it over an encrypted line alone.
  const cookieName = isEncrypted ? '__Host-hearth-install' : 'hearth-install'

  return {
    routes: [
      { path: paths.page, handler: serving(async (_, response) => page(response)) },
      { path: paths.begin, handler: serving(async (request, response) => begin(request, response)) },
      { path: paths.redirect, handler: serving(finish) },
    ],
    async stop() {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }

  function serving(serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
    return (request: IncomingMessage, response: ServerResponse): void => {
      request.resume()
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return void end(response, 405, undefined, { allow: 'GET' })
      const served = serve(request, response)
        .catch(error => refuse(response, error))
        .then(() => void pending.delete(served))
      pending.add(served)
    }
  }

  function page(response: ServerResponse): void {
    show(response, installPage(`${publicUrl}${paths.begin}`, permissions))
  }

  function begin(request: IncomingMessage, response: ServerResponse): void {
    const { cookie, state } = states.begin(cookieOf(request, cookieName))
    const url = slackPlace('oauth/v2/authorize', apiUrl)
    const redirect_uri = `${publicUrl}${paths.redirect}`
    for (const [name, value] of Object.entries({
      client_id: clientId,
      scope: scopes.join(','),
      redirect_uri,
      state,
    }))
      url.searchParams.set(name, value)
    const secure = isEncrypted ? '; Secure' : ''
    response
      .writeHead(302, {
        location: url.href,
        'set-cookie': `${cookieName}=${cookie}; Path=/; Max-Age=${stateMs / 1_000}; HttpOnly; SameSite=Lax${secure}`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      .end()
  }

  async function finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost')
    const [code = '', state = '', refused = ''] = ['code', 'state', 'error'].map(
      name => searchParams.get(name) ?? '',
    )
    const looked = states.look(state, cookieOf(request, cookieName))
    if (looked === 'foreign') throw new Refused(403, foreign)
    if (looked === 'expired') throw new Refused(400, expired)
    if (refused) throw new Refused(200, refused === 'access_denied' ? declined : notAllowed)
    if (code === '') throw new Refused(400, foreign)
    let done: { grant: Grant; outcome: 'new' | 'again' | 'back' } | undefined
    const isFirst = await once(state, async () => {
      done = await install(code)
    })
    if (!isFirst || !done) throw new Refused(400, usedUp)
    const { grant, outcome } = done
    const leftOut = permissions
      .map(one => ({ ...one, scopes: one.scopes.filter(scope => !grant.scopes.includes(scope)) }))
      .filter(one => one.scopes.length > 0)
    log.info(`slack ${grant.team}: Hearth was installed (${outcome}).`)
    if (leftOut.length > 0)
      log.warn(`slack ${grant.team}: Slack did not grant ${leftOut.flatMap(one => one.scopes).join(', ')}.`)
    const open = slackPlace('app_redirect', apiUrl)
    open.searchParams.set('app', grant.app)
    open.searchParams.set('team', grant.team)
    show(response, installedPage(outcome, open.href, leftOut))
  }

  async function install(
    code: string,
  ): Promise<NonNullable<{ grant: Grant; outcome: 'new' | 'again' | 'back' }>> {
    const grant = await access.byCode(code)
    const who = await new webApi.WebClient(grant.token, options()).auth.test().catch(error => {
      throw new Ungranted(untried, { cause: error })
    })
    const home = who.is_enterprise_install ? who.enterprise_id : who.team_id
    if (home !== grant.team || who.user_id !== grant.botUser) throw new Ungranted(ofAnother)
    return { grant, outcome: await installations.keep(grant, who.bot_id) }
  }

  function refuse(response: ServerResponse, error: unknown): void {
    if (error instanceof Refused) {
      show(response, refusedPage(error.status, error.message, beginAt))
      return
    }
    const why = error instanceof Ungranted ? error.cause : error
    const advice = error instanceof Ungranted ? error.advice : undefined
    noted(`slack: an installation failed. ${advice ?? errorSummary(why ?? error)}`)
    show(response, refusedPage(502, error instanceof Ungranted ? error.message : notKept, beginAt))
  }
}

/** It ends here, by no fault of Hearth's or Slack's. */
class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.name = 'Refused'
    this.status = status
  }
}

const foreign =
  'This link does not belong to an installation that was begun in this browser. Please begin again, and stay in one browser.'
const expired = 'More than ten minutes went by between “Add to Slack” and “Allow”. Please begin again.'
const declined =
  'You did not allow it, so Hearth has no way into your Slack. You can begin again at any time.'
const notAllowed =
  'Slack did not let you add it. Ask somebody who may add apps to your workspace, or ask them to approve Hearth.'
const usedUp =
  'This link was used already. If Hearth is in your Slack, all is well; otherwise please begin again.'
const untried =
  'Slack gave a key that could not be tried out, so it was not saved. Please begin again in a few minutes.'
const ofAnother =
  'Slack gave a key that belongs to another workspace or another app, so it was not saved. Please begin again.'
const notKept =
  'Hearth could not save what Slack gave it, so it was not installed. Whoever runs it finds the reason in its log.'

const cookieOf = ({ headers }: IncomingMessage, cookieName: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(headers.cookie ?? '')?.[1]
