import type pg from 'pg'
import { OperatorError } from '../core/operator-error.ts'

/** One step in the shape of the tables. */
interface SchemaStep {
  what: string
  sql: string
  /** An earlier Hearth cannot go on beside it: so first a release expands, and a later one takes away. */
  breaksEarlier?: true
}

/** Each is carried out once, in order. Only ever added to. */
const schemaSteps: readonly SchemaStep[] = [
  {
    what: 'workspaces, documents, schedules',
    sql: `
      -- One row a workspace: it is locked while something changes there.
      create table workspaces (
        workspace      text collate "C" primary key,
        format         int not null,
        version        bigint not null default 0,
        sent_pruned_at bigint not null default 0,
        -- Marks of the last changes: whoever lost the connection at a commit finds out here what became of it.
        recent_changes text[] not null default '{}'
      ) with (fillfactor = 50);
      -- json, and not jsonb: a document is read back as it was put, its fields in the same order.
      create table documents (
        workspace text collate "C" not null,
        kind      text collate "C" not null,
        id        text collate "C" not null,
        body      json not null,
        keys      text[] collate "C",
        position  bigint generated always as identity,
        primary key (workspace, kind, id)
      ) with (fillfactor = 80);
      create index documents_by_key on documents using gin (keys) where keys is not null;
      -- What a claim writes stands in columns; the rest of a schedule is its body.
      create table schedules (
        workspace   text collate "C" not null,
        id          text collate "C" not null,
        body        json not null,
        keys        text[] collate "C",
        position    bigint generated always as identity,
        next_run_at bigint not null,
        attempts    int not null,
        paused      boolean,
        lease_token text collate "C",
        lease_until bigint,
        last_key    text collate "C",
        due_at      bigint generated always as
          (case when paused then null else greatest(next_run_at, coalesce(lease_until, next_run_at)) end) stored,
        primary key (workspace, id)
      ) with (fillfactor = 70);
      create index schedules_due on schedules (due_at) where due_at is not null;
      create index schedules_by_key on schedules using gin (keys) where keys is not null;
      -- What was erased, by its name alone: after an older backup was put back, it is erased again.
      create table erasures (
        workspace  text collate "C" not null,
        kind       text collate "C" not null,
        id         text collate "C" not null,
        erased_at  timestamptz not null default clock_timestamp(),
        cleared_at timestamptz,
        primary key (workspace, kind, id)
      );
      create index erasures_to_clear on erasures (erased_at) where cleared_at is null;
      create table facts (name text primary key, value text not null);`,
  },
  {
    what: 'what several Hearths settle among them',
    sql: `
      -- Deliveries that were taken, and those that are done: the same may come to two.
      create table deliveries (
        id      text collate "C" primary key,
        is_done boolean not null default false,
        until   timestamptz not null,
        at      timestamptz not null default now()
      );
      create index deliveries_by_age on deliveries (at);
      -- What people typed and was not answered yet; people and places as numbers. A crash of the database ends it all.
      create unlogged table in_flight (
        ticket     bigint generated always as identity primary key,
        person     bigint not null,
        room       bigint,
        asked      text,
        delivery   text not null,
        is_decided boolean not null default false,
        until      timestamptz not null
      );
      create index in_flight_of_person on in_flight (person);
      create index in_flight_in_room on in_flight (room);
      -- What is looked for is found at once, also right after much was written.
      alter index documents_by_key set (fastupdate = off);
      alter index schedules_by_key set (fastupdate = off);
      -- When something may be posted to a place next.
      create unlogged table post_times (place text collate "C" primary key, free_at timestamptz not null) with (fillfactor = 50);`,
  },
  {
    what: 'what one person may ask, whichever Hearth they ask',
    sql: `
      -- People as numbers. A crash of the database gives everybody their allowance back.
      create unlogged table allowances (
        person bigint primary key,
        had    float8 not null,
        tokens float8 not null,
        at     bigint not null
      ) with (fillfactor = 50);`,
  },
  {
    what: 'what waits until somebody takes it, such as a file on offer in Teams',
    sql: `
      -- For a day; it can be made anew, and a crash of the database ends it all. Owners as digests.
      create unlogged table offers (
        id       text collate "C" primary key,
        owner    text collate "C" not null,
        what     text not null,
        until    bigint not null,
        position bigint generated always as identity
      );
      create index offers_of_owner on offers (owner, position);`,
  },
  {
    what: 'which library something waits in, so that it goes with what is erased there',
    sql: `
      -- Libraries as digests. What waits now has none, and is gone in a day.
      alter table offers add column library text collate "C" not null default '';
      create index offers_of_library on offers (library);`,
  },
]

/** The one lock of all that change the shape of what a Hearth keeps in a schema. */
export const oneAtATime = `(7264511, hashtext(current_schema()))`

/** Brings the tables to the newest shape, in one transaction. To be called by whoever holds the lock. */
export async function bringSchemaForward(client: pg.ClientBase, steps = schemaSteps): Promise<void> {
  await client.query('begin')
  try {
    await client.query(
      `create table if not exists schema_steps (
        number int primary key, what text not null, breaks_earlier boolean not null, at timestamptz not null default now())`,
    )
    const { rows } = await client.query<{ number: number; breaks_earlier: boolean }>(
      'select number, breaks_earlier from schema_steps',
    )
    if (rows.some(row => row.number > steps.length && row.breaks_earlier)) throw tooNew()
    for (const [at, { what, sql, breaksEarlier = false }] of steps.entries()) {
      if (rows.some(row => row.number === at + 1)) continue
      await client.query(sql)
      await client.query('insert into schema_steps (number, what, breaks_earlier) values ($1, $2, $3)', [
        at + 1,
        what,
        breaksEarlier,
      ])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** A newer Hearth has been here, and an older one could not read what it left. */
export const tooNew = (): OperatorError =>
  new OperatorError(
    'ENEWER',
    'The database was brought forward by a newer version of Hearth, which this one cannot read. Start that version, or put back a backup from before. Nothing was changed.',
  )
