import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Offers, OfferTerms } from '../core/delivery/offers.ts'
import { prepared } from './rows.ts'

/** What waits in the database until somebody takes it at one of several Hearths. */
export function offersBy(pool: pg.Pool, { now, forMs, mostOfOne }: OfferTerms): Offers {
  return {
    async put(id, owner, what) {
      await pool.query(prepared(put, [id, digestOf(owner), what, now(), now() + forMs, mostOfOne]))
    },
    async take(id, owner) {
      const { rows } = await pool.query<{ what: string }>(prepared(take, [id, digestOf(owner), now()]))
      return rows[0]?.what
    },
    async forget(owner) {
      await pool.query(prepared(forget, [digestOf(owner)]))
    },
  }
}

const digestOf = (owner: string): string => createHash('sha256').update(owner).digest('base64url')

const put = `with over as (delete from offers where until < $4::bigint),
  oldest as (delete from offers where id in
    (select id from offers where owner = $2 order by position desc offset $6::int - 1))
  insert into offers (id, owner, what, until) values ($1, $2, $3, $5)
  on conflict (id) do nothing`
const take = 'delete from offers where id = $1 and owner = $2 and until >= $3 returning what'
const forget = 'delete from offers where owner = $1'
