import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { OfferOwner, Offers, OfferTerms } from '../core/delivery/offers.ts'
import type { Workspace } from '../core/incoming.ts'
import { prepared } from './rows.ts'

/** What waits in the database until somebody takes it at one of several Hearths. */
export function offersBy(pool: pg.Pool, { now, forMs, mostOfOne }: OfferTerms): Offers {
  return {
    async put(id, owner, what) {
      await pool.query(
        prepared(put, [id, ownerOf(owner), what, now(), now() + forMs, mostOfOne, digestOf(owner.library)]),
      )
    },
    async take(id, owner) {
      const { rows } = await pool.query<{ what: string }>(prepared(take, [id, ownerOf(owner), now()]))
      return rows[0]?.what
    },
    forget: library => forgetOffers(pool, library),
  }
}

/** Drops all that waits in a library. */
export async function forgetOffers(client: Pick<pg.Pool, 'query'>, library: Workspace): Promise<void> {
  await client.query(prepared(forget, [digestOf(library)]))
}

const digestOf = (name: string): string => createHash('sha256').update(name).digest('base64url')
const ownerOf = ({ library, person }: OfferOwner): string => digestOf(`${library}/${person}`)

const put = `with over as (delete from offers where until < $4::bigint),
  oldest as (delete from offers where id in
    (select id from offers where owner = $2 order by position desc offset $6::int - 1))
  insert into offers (id, owner, what, until, library) values ($1, $2, $3, $5, $7)
  on conflict (id) do nothing`
const take = 'delete from offers where id = $1 and owner = $2 and until >= $3 returning what'
const forget = 'delete from offers where library = $1'
