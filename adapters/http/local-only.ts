import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { BadRequest } from './body.ts'

/** What this computer calls itself. */
const here = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/**
 * What proxies, tunnels and clouds write down of whom they ask for. It is told by its kind: each of them has names of its own, and a
 * program on this computer that speaks to Hearth by itself sends none of these.
 */
const forwarding = [
  /forward/,
  /^via$/,
  /(^|-)ip(-|$)/,
  /proxy/,
  /(^|-)(remote|peer|origin(al|ating)?)-/,
  /client-(cert|dn|verify|principal)/,
  /-(host|scheme|proto|tls|ssl|server|port)$/,
  /^(cf|cdn|fastly|fly|tailscale|ngrok|cloudfront|akamai|x-akamai|x-(amz|amzn|envoy|azure|arr|vercel|appengine|real|rewrite|b3))(-|$)/,
  /^x-cloud-trace/,
]

/**
 * Where nobody is checked, only what asks on this computer by itself is heard: nobody whom a tunnel or a proxy asks for, by whatever
 * name the request goes. @throws {BadRequest}
 */
export function refuseForwarded(request: Pick<IncomingMessage, 'rawHeaders'>): void {
  if (isForwarded(request)) throw new BadRequest(403)
}

/** Whether a request goes by the name of another computer, or somebody wrote down for whom it is asked. */
function isForwarded({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): boolean {
  const named = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [name.toLowerCase()] : []))
  return !isHost(oneHost({ rawHeaders })) || named.some(name => forwarding.some(kind => kind.test(name)))
}

/**
 * Of these, a program that speaks to Hearth in JSON, and no web page that is open on this computer. @throws {BadRequest}
 */
export function refuseStrangers(request: IncomingMessage): void {
  const { headers } = request
  refuseForwarded(request)
  if (headers.origin !== undefined && !isHere(headers.origin)) throw new BadRequest(403)
  if (/^cross-site$/i.test(String(headers['sec-fetch-site'] ?? ''))) throw new BadRequest(403)
  // A web page can make its reader's browser send a request here, but not with this type.
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw new BadRequest(415)
}

/** The one host that a request names; undefined: it names none, or several. */
export function oneHost({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): string | undefined {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  return hosts.length === 1 ? hosts[0] : undefined
}

/** Names that nobody outside of a network can have. */
const ownNames = /^([\w-]+|([\w-]+\.)+(localhost|local|lan|internal|intranet|svc|home\.arpa))$/

/**
 * Whether a request names a host that a stranger's web page cannot make its reader's browser name: an address, a name that only a network
 * of one's own gives, or one of these.
 */
export function isInnerHost(request: Pick<IncomingMessage, 'rawHeaders'>, names: readonly string[]): boolean {
  const host = oneHost(request)?.toLowerCase() ?? ''
  const name = host.replace(/:\d{1,5}$/, '')
  return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || ownNames.test(name) || names.includes(name)
}

/** Whether this computer asks by itself, and nobody whom a proxy or a tunnel asks for. */
export function isFromHere(request: Pick<IncomingMessage, 'rawHeaders' | 'socket'>): boolean {
  const { remoteAddress = '' } = request.socket
  return /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.test(remoteAddress) && !isForwarded(request)
}

const isHost = (host: string | undefined): boolean => here.test(host ?? '')

/** Whether an origin is this computer's own. */
function isHere(origin: string): boolean {
  const [scheme, host, ...more] = origin.split('://')
  return /^https?$/i.test(scheme ?? '') && more.length === 0 && isHost(host)
}
