import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Where a proxy of one's own stands: on this computer, or in a network that nobody reaches from outside. */
const near = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  near.addSubnet(network, bits, 'ipv4')
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/**
 * Whom a request comes from, to count what they try. Of a proxy that is near, what it wrote down last is believed: what stands before
 * that anybody may have sent.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const peer = plain(socket.remoteAddress ?? '')
  const told = plain(
    String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? '',
  )
  return networkOf(isNear(peer) && isIP(told) ? told : peer)
}

/** An IPv4 address may be written as one of IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const isNear = (address: string): boolean =>
  isIP(address) !== 0 && near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Whoever has one address of IPv6 has all of its network. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const parts = head.split(':').filter(Boolean)
  const behind = address.includes('::') ? tail.split(':').filter(Boolean) : []
  const whole = [...parts, ...Array(Math.max(0, 8 - parts.length - behind.length)).fill('0'), ...behind]
  return whole.slice(0, 4).join(':')
}
