import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openPostgresStore, type PostgresStoreOptions } from '../../src/postgres/postgres.ts'

/** The database that these tests run on: `npm run test:postgres` names one. */
export const url = process.env.TEST_DATABASE_URL ?? ''

/** A schema of its own, empty at first, and someone who may do anything there. */
export async function newSchema(options: Partial<PostgresStoreOptions> = {}) {
  const schema = `t${randomBytes(6).toString('hex')}`
  // By its name a connection is known to be of this test.
  const named = new URL(url)
  named.searchParams.set('application_name', schema)
  const admin = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` })
  admin.on('error', () => {})
  await admin.connect()
  await admin.query(`create schema ${schema}`)
  return {
    schema,
    admin,
    open: (more: Partial<PostgresStoreOptions> = {}) =>
      openPostgresStore({ url: named.href, schema, log: { warn() {}, error() {} }, ...options, ...more }),
    async remove() {
      await admin.query(`drop schema ${schema} cascade`)
      await admin.end()
    },
  }
}
