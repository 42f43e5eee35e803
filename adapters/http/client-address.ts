import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Tells whom a request comes from, to count what they try. */
export type ClientAddress = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string

/** Where a proxy of one's own stands: on this computer, or in a network that nobody reaches from outside. */
const near = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1', 'fc00::/7']

/**
 * Believes what proxies write down of whom they ask for. `proxies`: by name, as addresses or networks, also one behind the other. Left
 * out: whatever is near, and what it wrote down last alone, for what stands before that anybody near may have sent.
 */
export function createClientAddress(proxies?: readonly string[]): ClientAddress {
  const believed = networksOf(proxies ?? near)
  return ({ socket, headers }) => {
    const told = String(headers['x-forwarded-for'] ?? '').split(',')
    let who = plain(socket.remoteAddress ?? '')
    for (let at = told.length - 1; at >= 0 && isIn(believed, who); at--) {
      const before = plain(told[at]?.trim() ?? '')
      if (!isIP(before)) break
      who = before
      if (!proxies) break
    }
    return networkOf(who)
  }
}

function networksOf(names: readonly string[]): BlockList {
  const list = new BlockList()
  for (const name of names) {
    const [address = '', bits] = name.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** An IPv4 address may be written as one of IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const isIn = (networks: BlockList, address: string): boolean =>
  isIP(address) !== 0 && networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Whoever has one address of IPv6 has all of its network. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const parts = head.split(':').filter(Boolean)
  const behind = address.includes('::') ? tail.split(':').filter(Boolean) : []
  const whole = [...parts, ...Array(Math.max(0, 8 - parts.length - behind.length)).fill('0'), ...behind]
  return whole.slice(0, 4).join(':')
}
