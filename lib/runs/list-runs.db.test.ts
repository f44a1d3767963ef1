import { beforeAll, expect, test } from "vitest";
import type { RunFilter } from "@/lib/api/run-filter";
import { RunStatus } from "@/lib/api/run-status-schema";
import type { Actor } from "@/lib/auth/actor";
import { getDb, getPool } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { listRuns } from "./list-runs";
import { deriveRunStatus, runFactsSelect } from "./run-status";

prepareEnvironment({ databaseUrl: await testDatabase() });

/** Every fact that a status is derived from, there and not there. */
const facts = [
  '"startedAt"',
  '"preparedAt"',
  '"plannedAt"',
  '"heldAt"',
  '"approvedAt"',
  '"deliveredAt"',
  '"finishedAt"',
  '"cancelRequestedAt"',
  '"pausedUntil"',
];
const RUNS = 10_000;

let actor: Actor;
let others: Actor;

// A sync has one unfinished run at the most: each run has a sync of its own.
async function seed(workspaceId: string, runs: number): Promise<void> {
  const db = getDb();
  const source = await db.source.create({
    data: { workspaceId, name: "Warehouse", kind: "postgres", facts: {}, sealedConfig: "" },
    select: { id: true },
  });
  const portal = await db.portal.create({
    data: {
      ...{ workspaceId, hubId: 1, domain: "a.example", uiDomain: "app.example", accountType: "STANDARD" },
      ...{ timeZone: "UTC", currency: "EUR", authKind: "token", grantedScopes: [] },
    },
    select: { id: true },
  });
  await getPool().query(
    `with made as (
       insert into "Sync" (id, "workspaceId", "sourceId", "portalId", name, query, "objectTypeId", "objectLabel", mapping,
         mode, schedule, "timeZone", "updatedAt")
       select gen_random_uuid(), $1, $2, $3, 'Sync ' || n, '{}', '0-1', 'Contacts', '{}', 'upsert', '{}', 'UTC', now()
       from generate_series(1, $4::int) n
       returning id, substring(name from 6)::int as n
     )
     insert into "Run" (id, "workspaceId", "syncId", trigger, snapshot, "syncVersion", "requestedAt", "isDryRun",
       "errorCode", "errorMessage", "rowsRead", "rowsRejected", ${facts.join(", ")})
     select gen_random_uuid(), $1, id, case n % 3 when 0 then 'schedule' when 1 then 'manual' else 'api' end, '{}', 1,
       timestamptz '2026-11-01T00:00:00Z' + n * interval '1 minute', n & 512 > 0,
       case when n & 1024 > 0 and n & 64 > 0 then 'source_failed' end,
       case when n & 1024 > 0 and n & 64 > 0 then 'Row ' || n || ' took 50%_ of O''Brien''s time' end,
       n >> 11 & 1, n >> 11 & 1,
       ${facts.map((_, bit) => `case when n & ${1 << bit} > 0 then now() end`).join(", ")}
     from made`,
    [workspaceId, source.id, portal.id, runs],
  );
}

beforeAll(async () => {
  [actor, others] = [await makeWorkspace(), await makeWorkspace()];
  await Promise.all([seed(actor.workspaceId, RUNS), seed(others.workspaceId, 60)]);
});

async function listAll(filter: RunFilter) {
  const runs = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listRuns(actor, { ...filter, ...(cursor ? { cursor } : {}) });
    runs.push(...page.runs);
    cursor = page.nextCursor;
  }
  return runs;
}

test("every status as a filter gives exactly the runs that have it, whatever the facts, each once and in order", async () => {
  const all = await getDb().run.findMany({
    where: { workspaceId: actor.workspaceId },
    orderBy: { id: "desc" },
    select: runFactsSelect,
  });
  expect(all).toHaveLength(RUNS);
  const seen = new Map<string, number>();
  for (const status of RunStatus.options) {
    const expected = all.filter((run) => deriveRunStatus(run) === status).map(({ id }) => id);
    const listed = await listAll({ status });
    expect([status, listed.map(({ id }) => id)]).toEqual([status, expected]);
    seen.set(status, listed.length);
  }
  expect([...seen.values()].every((runs) => runs > 0)).toBe(true);
  expect([...seen.values()].reduce((sum, runs) => sum + runs, 0)).toBe(RUNS);
});

test("filters hold together", async () => {
  const filter = {
    status: "failed",
    trigger: "schedule",
    kind: "real",
    rejects: "some",
    from: "2026-11-03T00:00:00Z",
    before: "2026-11-05T02:00:00+02:00",
  } as const;
  const runs = await listAll(filter);
  expect(runs.length).toBeGreaterThan(10);
  for (const run of runs) {
    expect(run).toMatchObject({ status: "failed", trigger: "schedule", dryRun: null });
    expect(run.ledger.rejected).toBeGreaterThan(0);
    expect(run.requestedAt >= "2026-11-03" && run.requestedAt < "2026-11-05").toBe(true);
  }
  const [first] = runs;
  expect(await listAll({ ...filter, syncId: first?.syncId })).toEqual([first]);
});

test("runs are found by how long ago they ended at most, and those under way never are", async () => {
  const over = await listAll({ ended: "1h" });
  expect(over.length).toBeGreaterThan(1_000);
  expect(over.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  const [first, second] = over;
  const move = (id = "", ago = "") =>
    getPool().query(`update "Run" set "finishedAt" = now() - $2::interval where id = $1`, [id, ago]);
  await Promise.all([move(first?.id, "61 minutes"), move(second?.id, "8 days")]);
  const [hour, day, week, month] = await Promise.all(
    (["1h", "24h", "7d", "30d"] as const).map(async (ended) => (await listAll({ ended })).length),
  );
  expect([hour, day, week, month]).toEqual([over.length - 2, over.length - 1, over.length - 1, over.length]);
});

test("a search finds errors by all of its words, and signs stand for themselves", async () => {
  const failed = await listAll({ status: "failed" });
  expect(await listAll({ search: "o'brien 50%_ SOURCE_failed" })).toEqual(failed);
  const [one] = failed;
  const number = /\d+/.exec(one?.errorMessage ?? "")?.[0] ?? "";
  const found = await listAll({ search: `row ${number} took` });
  expect(found.map(({ id }) => id)).toContain(one?.id);
  expect(found.length).toBeLessThan(20);
  for (const nothing of ["50%O", "o_brien", "\\", "🙂"]) expect(await listAll({ search: nothing })).toEqual([]);
});

test("a page of 10,000 runs is read by an index, not by sorting them", async () => {
  await getPool().query('analyze "Run"');
  const explain = async (condition: string) => {
    const { rows } = await getPool().query<{ "QUERY PLAN": string }>(
      `explain select id from "Run" where "workspaceId" = $1 and ${condition} order by id desc limit 51`,
      [actor.workspaceId],
    );
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  for (const condition of ["true", '"rowsRejected" > 0', '"errorCode" is not null', '"finishedAt" is null']) {
    const plan = await explain(condition);
    expect([condition, plan]).toEqual([condition, expect.stringContaining("Index")]);
    expect([condition, plan.includes("Sort")]).toEqual([condition, false]);
  }
});
