import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Json, Team, World } from '../world.ts'
import type { Answers } from './answers.ts'
import type { Fault, Faults } from './faults.ts'
import { parseArgs, parseJson, readBody, uploaded } from './http.ts'
import { type Call, methods, Refused, scopeFor } from './methods/index.ts'
import { receive } from './methods/views.ts'
import type { OAuth } from './oauth.ts'

/** One call that the bot made. */
export interface Recorded {
  method: string
  team?: string
  args: Json
  at: number
  /** What it was answered with; nothing where the answer was held back. */
  result?: Json
  fault?: Fault
}

/** What the HTTP side needs of the rest. */
export interface Api {
  world: World
  faults: Faults
  calls: Recorded[]
  answers: Answers
  oauth: OAuth
  appToken: string
  origin: string
}

/** Serves the Web API, the upload addresses and the `response_url`s on a port of its own. */
export async function serveApi(api: Api): Promise<Server> {
  const server = createServer((request, response) => {
    answer(api, request, response).catch(error => response.writeHead(500).end(String(error)))
  })
  // As at the real one, a connection that nobody used for seconds is still good: one that is closed while a call is on its way fails it.
  server.keepAliveTimeout = 300_000
  await once(server.listen(0, '127.0.0.1'), 'listening')
  api.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return server
}

async function answer(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  const path = new URL(request.url ?? '/', api.origin).pathname
  const [, area, ...rest] = path.split('/')
  if (area === 'api') return answerCall(api, rest.join('/'), request, body, response)
  if (area === 'upload') {
    const content = await uploaded(request, body)
    const record: Recorded = { method: 'files.upload', args: { id: rest.join('/') }, at: api.world.now() }
    return finish(api, record, response, () => receive(api.world, rest.join('/'), content))
  }
  if (area === 'shared') return giveFile(api, request, rest[0] ?? '', response)
  if (area !== 'answer') return void response.writeHead(404).end()
  const record: Recorded = {
    method: 'response_url',
    args: parseJson(body.toString()) ?? {},
    at: api.world.now(),
  }
  await finish(api, record, response, () => {
    const { status, ...result } = api.answers.use(rest.join('/'), record.args)
    return { status, result }
  })
}

/** A file for whoever has a token; to anybody else, Slack shows its page for signing in. */
function giveFile({ world }: Api, { headers }: IncomingMessage, id: string, response: ServerResponse): void {
  const isIn = world.teams.some(one => headers.authorization === `Bearer ${one.token}`)
  const bytes = world.shared.get(id)
  if (isIn && bytes) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>')
}

async function answerCall(
  api: Api,
  method: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) {
  const { token, ...args } = parseArgs(request, body.toString())
  const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? token
  const known = api.oauth.teamOf(bearer, args)
  const team = known.team ?? api.world.teams.find(one => one.token === bearer)
  const record: Recorded = { method, args, at: api.world.now(), ...(team && { team: team.id }) }
  if (team?.scopes) response.setHeader('x-oauth-scopes', team.scopes.join(','))
  await finish(api, record, response, () => ({
    status: 200,
    result: known.expired
      ? no('token_expired')
      : carryOut(api, method, args, bearer, team, known.organization),
  }))
}

function carryOut(
  api: Api,
  method: string,
  args: Json,
  bearer: unknown,
  team?: Team,
  organization?: string,
): Json {
  const { world, appToken, origin } = api
  const violate = (problem: string) => void world.violations.push(`${method}: ${problem}`)
  if (method === 'apps.connections.open')
    return bearer === appToken
      ? { ok: true, url: `${origin.replace('http', 'ws')}/link/?ticket=${world.id('K')}` }
      : no('invalid_auth')
  if (method === 'oauth.v2.access') return refusing(() => api.oauth.access(args))
  if (!bearer) return no('not_authed')
  if (!team) return no('invalid_auth')
  if (!team.installed) return no('account_inactive')
  const handler = methods[method]
  if (!handler) {
    violate('the stand-in does not know this method')
    return no('unknown_method')
  }
  const needed = scopeFor(world, method, args)
  if (needed && team.scopes && !team.scopes.includes(needed)) {
    violate(`needs the scope ${needed}`)
    return no('missing_scope', { needed, provided: team.scopes.join(',') })
  }
  const call: Call = { world, team, args, origin, violate }
  const ofWhole = method === 'auth.test' && organization
  return refusing(() => ({
    ...handler(call),
    ...(ofWhole && { is_enterprise_install: true, enterprise_id: organization, team_id: organization }),
  }))
}

function refusing(act: () => Json): Json {
  try {
    return { ok: true, ...act() }
  } catch (error) {
    if (error instanceof Refused) return no(error.message, error.more)
    throw error
  }
}

const no = (error: string, more: Json = {}): Json => ({ ok: false, error, ...more })

/** Answers, or lets the fault that is due have its way. */
async function finish(
  api: Api,
  record: Recorded,
  response: ServerResponse,
  act: () => { status: number; result: Json },
) {
  const fault = api.faults.take(record.method, record.args?.channel)
  if (fault) record.fault = fault
  api.calls.push(record)
  const done = !fault || fault.accepted || fault.kind === 'slow' ? act() : undefined
  if (!fault || fault.kind === 'slow') {
    if (fault) await pause(fault.ms)
    if (done) record.result = done.result
    return void send(response, done?.status ?? 200, JSON.stringify(done?.result))
  }
  if (fault.kind === 'hang') return
  if (fault.kind === 'reset') return void response.socket?.resetAndDestroy()
  if (fault.kind === 'badJson') return void send(response, 200, '<html>Slack is having')
  if (fault.kind === 'refused') return void send(response, 200, JSON.stringify(no(fault.error)))
  if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
  send(response, fault.status, fault.status === 429 ? JSON.stringify(no('ratelimited')) : 'server error')
}

const send = (response: ServerResponse, status: number, body: string) =>
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body)
