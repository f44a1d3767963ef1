import { createHash } from "node:crypto";
import type { Transact } from "./transaction";

/** Two executors may start on one database at the same moment, and `if not exists` alone would let them collide. */
const schemaLock = 7_170_100;

/** JSON is kept as text (`json`, not `jsonb`), so that what a step returned comes back to the letter. */
const tables = `
  create schema if not exists executor;

  create table if not exists executor.function (
    id text primary key,
    app text not null,
    config json not null
  );

  create table if not exists executor.cron (
    function_id text not null references executor.function on delete cascade,
    expression text not null,
    next_at timestamptz not null,
    primary key (function_id, expression)
  );

  create table if not exists executor.once (
    key text primary key,
    expires_at timestamptz not null
  );
  create index if not exists once_expires on executor.once (expires_at);

  create table if not exists executor.run (
    id text primary key,
    function_id text not null,
    event_id text not null,
    event json not null,
    batch json,
    status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
    output json,
    error json,
    parent_run_id text,
    parent_step_id text,
    singleton_key text,
    concurrency_keys text[] not null,
    concurrency_limits int[] not null,
    rank timestamptz not null,
    step_count int not null default 0,
    state_bytes int not null,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at timestamptz
  );
  create unique index if not exists run_singleton on executor.run (singleton_key) where status = 'running';
  create index if not exists run_event on executor.run (event_id);
  create index if not exists run_ended on executor.run (ended_at) where ended_at is not null;

  alter table executor.run add column if not exists batch json;

  create table if not exists executor.memo (
    run_id text not null references executor.run on delete cascade,
    step_id text not null,
    position bigint not null generated always as identity,
    value json not null,
    primary key (run_id, step_id)
  );

  create table if not exists executor.wait (
    run_id text not null references executor.run on delete cascade,
    step_id text not null,
    event_name text,
    expression text,
    primary key (run_id, step_id)
  );
  create index if not exists wait_event on executor.wait (event_name);

  create table if not exists executor.cancellation (
    run_id text not null references executor.run on delete cascade,
    event_name text not null,
    expression text,
    expires_at timestamptz
  );
  create index if not exists cancellation_event on executor.cancellation (event_name);
  create index if not exists cancellation_run on executor.cancellation (run_id);

  create table if not exists executor.job (
    id bigint primary key generated always as identity,
    run_id text not null references executor.run on delete cascade,
    kind text not null,
    step_id text not null,
    attempt int not null default 0,
    due_at timestamptz not null,
    rank timestamptz not null,
    lease_until timestamptz,
    token text,
    unreachable_count int not null default 0,
    broken_count int not null default 0,
    concurrency_keys text[] not null,
    concurrency_limits int[] not null,
    pace_key text,
    pace_every_ms float8,
    pace_ahead int,
    unique (run_id, kind, step_id)
  );
  alter table executor.job add column if not exists pace_key text, add column if not exists pace_every_ms float8,
    add column if not exists pace_ahead int;
  create index if not exists job_due on executor.job (due_at);
  create index if not exists job_lease on executor.job (lease_until) where lease_until is not null;

  create table if not exists executor.pace (
    key text primary key,
    booked_until timestamptz not null
  );

  create table if not exists executor.gathering (
    key text primary key,
    function_id text not null,
    due_at timestamptz not null,
    due_at_most timestamptz,
    last_event_ts float8 not null,
    event_count int not null,
    bytes int not null
  );
  create index if not exists gathering_due on executor.gathering (due_at);

  create table if not exists executor.gathered_event (
    position bigint primary key generated always as identity,
    gathering_key text not null references executor.gathering on delete cascade,
    event json not null
  );
  create index if not exists gathered_event_gathering on executor.gathered_event (gathering_key);
`;

const version = createHash("sha256").update(tables).digest("hex");

/**
 * Makes the tables, or brings them up to date. Where they are as they should be nothing is locked: even what is there
 * already would wait for the transactions of an executor at work, and they for it.
 */
export async function createSchema(transact: Transact): Promise<void> {
  await transact(async ({ client }) => {
    await client.query("select pg_advisory_xact_lock($1)", [schemaLock]);
    const { rows } = await client.query<{ version: string | null }>(
      "select obj_description(to_regnamespace('executor'), 'pg_namespace') as version",
    );
    if (rows[0]?.version === version) return;
    await client.query(tables);
    await client.query(`comment on schema executor is '${version}'`);
  });
}
