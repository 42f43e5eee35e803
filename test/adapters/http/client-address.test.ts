import { describe, expect, it } from 'vitest'
import { createClientAddress } from '../../../adapters/http/client-address.ts'

/** Whom a request comes from that this address sends, with what stands in X-Forwarded-For. */
const from = (proxies: readonly string[] | undefined, remoteAddress: string, told?: string): string =>
  createClientAddress(proxies)({
    socket: { remoteAddress } as never,
    headers: told === undefined ? {} : { 'x-forwarded-for': told },
  })

describe('Whom a request comes from', () => {
  it('is what a proxy that is near wrote down last, where none is named, and nothing that stands before it', () => {
    expect(from(undefined, '127.0.0.1', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
    expect(from(undefined, '::ffff:10.1.2.3', '203.0.113.7')).toBe('203.0.113.7')
    expect(from(undefined, '10.1.2.3', '203.0.113.7, 192.168.0.9')).toBe('192.168.0.9')
    expect(from(undefined, '198.51.100.1', '203.0.113.7')).toBe('198.51.100.1')
  })

  it('is what the proxies that are named wrote down, and nobody else who is near is believed', () => {
    const named = ['10.0.0.5', '172.18.0.0/16', '2001:db8::/32']
    expect(from(named, '10.0.0.5', '203.0.113.7')).toBe('203.0.113.7')
    expect(from(named, '10.0.0.6', '203.0.113.7')).toBe('10.0.0.6')
    expect(from(named, '127.0.0.1', '203.0.113.7')).toBe('127.0.0.1')
    expect(from(named, '10.0.0.5', '198.51.100.1, 203.0.113.7, 172.18.0.2')).toBe('203.0.113.7')
    expect(from(named, '2001:db8::1', '203.0.113.7')).toBe('203.0.113.7')
  })

  it('is whoever sends it, where nobody is believed, or what was written down is no address', () => {
    expect(from([], '127.0.0.1', '203.0.113.7')).toBe('127.0.0.1')
    expect(from(undefined, '127.0.0.1', 'unknown')).toBe('127.0.0.1')
    expect(from(undefined, '127.0.0.1')).toBe('127.0.0.1')
  })

  it('is the network of an address of IPv6, all of which one person has', () => {
    expect(from(undefined, '2001:db8:1:2:3::4')).toBe(from(undefined, '2001:db8:1:2:ffff::1'))
  })
})
