import type { IncomingMessage } from 'node:http'
import { BadRequest } from '../../http/body.ts'

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
 * Where nobody is checked, only a program on this computer is heard that asks for itself: no web page open on it, and nobody whom a
 * tunnel or a proxy asks for, by whatever name the request goes. @throws {BadRequest}
 */
export function refuseStrangers({ headers, rawHeaders }: IncomingMessage): void {
  const named = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [name.toLowerCase()] : []))
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && named[(at - 1) / 2] === 'host')
  if (hosts.length !== 1 || !here.test(hosts[0] ?? '')) throw new BadRequest(403)
  if (named.some(name => forwarding.some(kind => kind.test(name)))) throw new BadRequest(403)
  if (headers.origin !== undefined && !isHere(headers.origin)) throw new BadRequest(403)
  if (/^cross-site$/i.test(String(headers['sec-fetch-site'] ?? ''))) throw new BadRequest(403)
  // A web page can make its reader's browser send a request here, but not with this type.
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw new BadRequest(415)
}

function isHere(origin: string): boolean {
  const [scheme, host, ...more] = origin.split('://')
  return /^https?$/i.test(scheme ?? '') && more.length === 0 && here.test(host ?? '')
}
