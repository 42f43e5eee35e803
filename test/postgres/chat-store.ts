import { createHash } from 'node:crypto'
import pg from 'pg'
import { indexTable } from '../../src/app/indexes.ts'
import type { Store } from '../../src/core/store.ts'
import { openPostgresStore } from '../../src/postgres/postgres.ts'
import { url } from './schema.ts'

/** Whether the product's tests are to run on a database: `npm run test:postgres` says so. */
export const isOnDatabase = process.env.TEST_STORE === 'postgres'

const schemaOf = (folder: string) => `c${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`

/** The store of a chat on a database: what would be its folder names its schema. */
export async function openOnDatabase(
  folder: string,
  log: { warn(message: string): void; error(message: string): void },
): Promise<Store> {
  await asAdmin(`create schema if not exists ${schemaOf(folder)}`)
  return openPostgresStore({ url, schema: schemaOf(folder), connections: 3, indexes: indexTable, log })
}

export const dropFromDatabase = (folder: string): Promise<void> =>
  asAdmin(`drop schema if exists ${schemaOf(folder)} cascade`)

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`set client_min_messages = warning; ${statement}`)
  await client.end()
}
