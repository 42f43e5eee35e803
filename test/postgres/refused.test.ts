import { describe, expect, it } from 'vitest'
import { OperatorError } from '../../src/core/operator-error.ts'
import { refused } from '../../src/postgres/refused.ts'

const fromServer = (code: string, message: string) =>
  Object.assign(new Error(message), { code, severity: 'ERROR' })
const fromSystem = (code: string) => Object.assign(new Error(''), { code })

describe('What the database refuses', () => {
  it.each([
    [
      fromServer('28P01', 'password authentication failed for user "hearth"'),
      'EACCESS',
      /password.*Correct it/,
    ],
    [fromServer('3D000', 'database "x" does not exist'), 'EMISSING', /no database.*createdb/],
    [fromServer('42501', 'permission denied for schema public'), 'EACCESS', /create schema hearth/],
    [
      fromServer('25006', 'cannot execute INSERT in a read-only transaction'),
      'EREADONLY',
      /standby.*primary/,
    ],
    [fromServer('53100', 'could not extend file: No space left on device'), 'EFULL', /disk is full.*room/],
    [fromServer('53300', 'sorry, too many clients already'), 'EBUSY', /DATABASE_CONNECTIONS/],
    [fromServer('57014', 'canceling statement due to statement timeout'), 'EBUSY', /took too long/],
    [
      fromServer('57P01', 'terminating connection due to administrator command'),
      'EAWAY',
      /cannot be reached/,
    ],
    [fromServer('57P03', 'the database system is starting up'), 'EAWAY', /tries again by itself/],
    [fromServer('XX001', 'invalid page in block 7'), 'ECORRUPT', /damaged.*backup/],
    [fromServer('42P01', 'relation "documents" does not exist'), 'ESCHEMA', /tables/],
    [fromServer('0A000', 'whatever else'), '0A000', /whatever else.*own log/],
    [fromSystem('ECONNREFUSED'), 'EAWAY', /ECONNREFUSED.*DATABASE_URL/],
    [fromSystem('ENOTFOUND'), 'EAWAY', /cannot be reached/],
    [new Error('Connection terminated unexpectedly'), 'EAWAY', /cannot be reached/],
    [new Error('Query read timeout'), 'EAWAY', /cannot be reached/],
    [new Error('timeout exceeded when trying to connect'), 'EAWAY', /cannot be reached/],
    [new Error('The server does not support SSL connections'), 'ETLS', /sslmode=disable/],
    [fromSystem('SELF_SIGNED_CERT_IN_CHAIN'), 'ETLS', /sslrootcert/],
  ])('%s is told in a sentence with the cure', (error, code, words) => {
    const told = refused(error)
    expect(told).toBeInstanceOf(OperatorError)
    expect(told).toMatchObject({ code, message: expect.stringMatching(words), cause: error })
  })

  it('leaves what is not of the database as it is', () => {
    const fault = new TypeError('undefined is not a function')
    expect(refused(fault)).toBe(fault)
    expect(refused('thrown')).toBe('thrown')
  })
})
