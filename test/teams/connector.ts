import type { IncomingMessage, ServerResponse } from 'node:http'
import { judge } from './rules.ts'
import { jwks } from './tokens.ts'
import { chatOf, type Json, type Person, type Room, type World } from './world.ts'

/** Something that goes wrong with a call; `accepted`: it is carried out first, and only its answer is lost. */
export interface Fault {
  status?: number
  code?: string
  retryAfter?: number
  accepted?: true
  /** Breaks the connection, or never answers. */
  how?: 'reset' | 'hang'
}

/** One call that the bot made. */
export interface Call {
  what: 'send' | 'update' | 'remove' | 'open' | 'members' | 'channels' | 'upload' | 'token' | 'other'
  conversation?: string
  body: Json
  /** What was sent as a form. */
  form: Readonly<Record<string, string>>
  authorization: string | undefined
}

/** What the HTTP side needs of the rest. */
export interface Api {
  world: World
  calls: Call[]
  faults: { what: Call['what']; fault: Fault }[]
  origin: string
  /** Whether calls need the bot's token. */
  checked: boolean
  /** The newest token's number: it alone is good. */
  tokens: number
}

interface Result {
  status: number
  body?: Json
}

const refused = (status: number, code: string): Result => ({
  status,
  body: { error: { code, message: code } },
})

/** As the sign-in says no: its numbers are in the description. */
const notLetIn = (status: number, code: string): Result => ({
  status,
  body: { error: 'invalid_client', error_description: `${code}: not let in.` },
})

/** The Bot Connector, the sign-in and the key service, on one port. */
export async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const sent = Buffer.concat(chunks)
  const text = sent.toString()
  const path = decodeURIComponent(new URL(request.url ?? '/', api.origin).pathname)
  const asked = request.method === 'GET' && api.world.uploadedBytes.get(path.replace(/^\/upload\//, ''))
  if (asked) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(asked)
  const call = callOf(request, path, text)
  api.calls.push(call)
  const at = api.faults.findIndex(one => one.what === call.what)
  const fault = at < 0 ? undefined : api.faults.splice(at, 1)[0]?.fault
  const result = !fault || fault.accepted ? carryOut(api, request, path, call, sent) : undefined
  if (fault?.how === 'hang') return
  if (fault?.how === 'reset') return void request.socket.destroy()
  const { status, body } = fault?.status
    ? (call.what === 'token' ? notLetIn : refused)(fault.status, fault.code ?? 'Fault')
    : (result ?? { status: 404, body: {} })
  const wait = fault?.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  response.writeHead(status, { 'content-type': 'application/json', ...wait }).end(JSON.stringify(body ?? {}))
}

function callOf(request: IncomingMessage, path: string, text: string): Call {
  const conversation = /\/v3\/conversations\/([^/]+)/.exec(path)?.[1]
  const json = request.headers['content-type']?.includes('json') && text !== ''
  return {
    what: whatIs(request.method ?? '', path),
    ...(conversation && { conversation }),
    body: json ? JSON.parse(text) : {},
    form: json ? {} : Object.fromEntries(new URLSearchParams(text)),
    authorization: request.headers.authorization,
  }
}

function whatIs(method: string, path: string): Call['what'] {
  if (/oauth2\/v2\.0\/token$/.test(path)) return 'token'
  if (/^\/upload\//.test(path)) return 'upload'
  if (/\/v3\/teams\//.test(path)) return 'channels'
  if (/members$/.test(path)) return 'members'
  if (/\/v3\/conversations\/?$/.test(path)) return 'open'
  if (!/\/activities/.test(path)) return 'other'
  return method === 'POST' ? 'send' : method === 'PUT' ? 'update' : 'remove'
}

function carryOut(api: Api, request: IncomingMessage, path: string, call: Call, sent: Buffer): Result {
  const { world } = api
  if (call.what === 'token') {
    api.tokens += 1
    return { status: 200, body: { access_token: `the-bot-${api.tokens}`, expires_in: 3600 } }
  }
  if (call.what === 'upload') return { status: upload(world, path, sent) }
  if (path.endsWith('openidconfiguration'))
    return {
      status: 200,
      body: { issuer: 'https://api.botframework.com', jwks_uri: `${api.origin}/v1/.well-known/keys` },
    }
  if (path.endsWith('keys')) return { status: 200, body: jwks }
  if (api.checked && call.authorization !== `Bearer the-bot-${api.tokens}`)
    return refused(401, 'Unauthorized')
  if (call.what === 'open') return open(world, call.body)
  if (call.what === 'channels') return channels(world, path)
  return inRoom(api, request, path, call)
}

function upload(world: World, path: string, sent: Buffer): number {
  world.uploads.set(path.slice('/upload/'.length), sent.toString())
  world.uploadedBytes.set(path.slice('/upload/'.length), sent)
  return 201
}

function open(world: World, { members, tenantId }: Json): Result {
  const tenant = world.tenants.find(one => one.id === tenantId)
  const [wanted] = members as { id: string }[]
  const person = tenant?.people.find(one => one.id === wanted?.id || one.aadObjectId === wanted?.id)
  if (!tenant || !person) return refused(403, 'BotNotInConversationRoster')
  const room = chatOf(tenant, person)
  return room.closed ? refused(403, 'ConversationBlockedByUser') : { status: 201, body: { id: room.id } }
}

function channels(world: World, path: string): Result {
  const team = /teams\/([^/]+)/.exec(path)?.[1]
  const tenant = world.tenants.find(one => one.team.id === team)
  const all = tenant?.rooms.filter(one => one.kind === 'channel') ?? []
  return { status: 200, body: { conversations: all.map(({ id, name }) => ({ id, name })) } }
}

function inRoom(api: Api, _request: IncomingMessage, path: string, call: Call): Result {
  const { world } = api
  const [id, root] = (call.conversation ?? '').split(';messageid=')
  const tenant = world.tenants.find(one => one.rooms.some(room => room.id === id))
  const room = tenant?.rooms.find(one => one.id === id)
  if (!tenant || !room) return refused(404, 'ConversationNotFound')
  if (room.closed) return refused(403, 'BotNotInConversationRoster')
  if (call.what === 'members') {
    const isIn = ({ id, name }: Person) => (room.person ?? id) === id && !room.without?.has(name)
    return { status: 200, body: { members: tenant.people.filter(isIn) } }
  }
  const message = /activities\/([^/]+)$/.exec(path)?.[1]
  if (call.what === 'send') return send(world, room, root, call.body)
  const posted = world.posted.find(one => one.room === room.id && one.id === message && !one.deleted)
  if (!posted) return refused(404, 'ActivityNotFoundInConversation')
  if (call.what === 'remove') posted.deleted = true
  else {
    posted.first ??= posted.activity
    posted.activity = call.body
    world.violations.push(...judge(call.body))
  }
  return { status: 200, body: { id: posted.id } }
}

function send(world: World, room: Room, root: string | undefined, activity: Json): Result {
  world.violations.push(...judge(activity))
  const id = world.stamp()
  world.posted.push({ id, room: room.id, ...(root && { root }), activity })
  return { status: 201, body: { id } }
}
