import { describe, expect, it } from 'vitest'
import { clientSettings, openPools } from '../../src/postgres/connect.ts'

const tlsTo = (url: string) => clientSettings({ url }).ssl

describe('The way to the database', () => {
  it('is TLS with the certificate checked to another computer, and none on this one, unless the address says otherwise', () => {
    expect(tlsTo('postgres://hearth@db.example.org/hearth')).toEqual({ rejectUnauthorized: true })
    expect(tlsTo('postgres://hearth@localhost/hearth')).toBe(false)
    expect(tlsTo('postgres://hearth@127.0.0.1:5433/hearth')).toBe(false)
    expect(tlsTo('postgres:///hearth?host=/run/postgresql')).toBe(false)
    expect(tlsTo('postgres://hearth@localhost/hearth?sslmode=require')).toEqual({ rejectUnauthorized: true })
    expect(tlsTo('postgres://hearth@db/hearth?sslmode=disable')).toBe(false)
    expect(tlsTo('postgres://hearth@db/hearth?sslmode=no-verify')).toEqual({ rejectUnauthorized: false })
  })

  it('refuses what cannot be meant, and names it with what can', () => {
    expect(() => tlsTo('postgres://db/hearth?sslmode=prefer')).toThrow(/sslmode=prefer.*require.*no-verify/)
    expect(() => tlsTo('postgres://db/hearth?sslrootcert=/nowhere/ca.pem')).toThrow(/\/nowhere\/ca\.pem/)
    expect(() => tlsTo('not an address')).toThrow(/such as postgres:/)
  })

  it('keeps what the address sets for the session, and bounds every wait', () => {
    const { options, connectionString } = clientSettings({
      url: 'postgres://db/hearth?options=-c%20work_mem%3D8MB&sslmode=disable',
      schema: 'mine',
    })
    expect(options).toMatch(/^-c work_mem=8MB /)
    for (const limit of ['idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout'])
      expect(options).toContain(limit)
    expect(options).toContain('-c search_path=mine')
    expect(connectionString).toBe('postgres://db/hearth')
  })

  it('opens no more connections than it is allowed', async () => {
    for (const connections of [2, 5, 8]) {
      const { writes, reads } = openPools({ url: 'postgres://localhost/hearth', connections })
      expect((writes.options.max ?? 0) + (reads.options.max ?? 0)).toBe(connections)
      await Promise.all([writes.end(), reads.end()])
    }
  })
})
