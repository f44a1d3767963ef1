import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { rowsPerSweep, sweepOldRows } from "./sweep";
import { startHarness } from "./testing/harness";
import { startTestExecutor } from "./testing/test-app";
import { until } from "./testing/until";
import { createTransact } from "./transact";

const { app, databaseUrl, executor, runs, send } = await startHarness((inngest) => [
  inngest.createFunction({ id: "plain", triggers: [{ event: "t/plain" }] }, ({ step }) => step.run("one", () => 1)),
  inngest.createFunction({ id: "sleeper", triggers: [{ event: "t/sleeper" }] }, ({ step }) =>
    step.sleep("long", "30d"),
  ),
]);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
const transact = createTransact(pool);
afterAll(() => pool.end());

/** Runs that ended eight days ago, as copies of the one that is given. */
async function makeOldRuns(runId: string, count: number): Promise<void> {
  await runs.query(
    `insert into executor.run (id, function_id, event_id, event, status, concurrency_keys, concurrency_limits, rank,
       state_bytes, created_at, ended_at)
     select 'old ' || number, function_id, event_id, event, status, concurrency_keys, concurrency_limits, rank,
       state_bytes, now() - interval '9 days', now() - interval '8 days'
     from executor.run, generate_series(1, $2) as number where id = $1`,
    [runId, count],
  );
  await runs.query(
    "insert into executor.memo (run_id, step_id, value) select id, 'one', '{}' from executor.run where id like 'old %'",
  );
}

async function count(table: string, where = "true"): Promise<number> {
  const [row] = await runs.query<{ rows: number }>(
    `select count(*)::int as rows from executor.${table} where ${where}`,
  );
  return row?.rows ?? Number.NaN;
}

test("runs that ended more than a week ago are forgotten with their steps, the others kept", async () => {
  const ended = await runs.end(await send("t/plain"));
  const waiting = await runs.idle(await send("t/sleeper"));
  await runs.query("update executor.run set created_at = now() - interval '20 days' where id = $1", [waiting.id]);
  await runs.query("update executor.run set ended_at = now() - interval '6 days' where id = $1", [ended.id]);
  await makeOldRuns(ended.id, 1);
  await transact(sweepOldRows);
  const left = await runs.query("select id from executor.run order by id");
  expect(left).toEqual([{ id: ended.id }, { id: waiting.id }].sort((one, other) => (one.id < other.id ? -1 : 1)));
  expect(await runs.query("select run_id as id from executor.memo")).toEqual([{ id: ended.id }]);
});

test("a sweep deletes only so many rows, and says that there are more", async () => {
  const ended = await runs.end(await send("t/plain"));
  await makeOldRuns(ended.id, rowsPerSweep + 1);
  expect(await transact(sweepOldRows)).toBe(true);
  expect(await count("run", "id like 'old %'")).toBe(1);
  expect(await transact(sweepOldRows)).toBe(false);
  expect(await count("run", "id like 'old %'")).toBe(0);
});

test("keys are forgotten when their time is over, and so are paces that hold nothing up", async () => {
  await runs.query("delete from executor.once");
  await runs.query(
    `insert into executor.once values ('over', now() - interval '1 second'), ('event:known', now() + interval '1 hour')`,
  );
  await runs.query(
    `insert into executor.pace values ('over', now() - interval '1 second'), ('ahead', now() + interval '1 hour')`,
  );
  expect(await transact(sweepOldRows)).toBe(false);
  expect(await runs.query("select key from executor.once")).toEqual([{ key: "event:known" }]);
  expect(await runs.query("select key from executor.pace")).toEqual([{ key: "ahead" }]);
});

test("two executors that start sweep everything between them, and go on working meanwhile", async () => {
  const ended = await runs.end(await send("t/plain"));
  await executor.stop();
  await makeOldRuns(ended.id, 5 * rowsPerSweep);
  const port = Number(new URL(executor.url).port);
  const others = [
    await startTestExecutor({ databaseUrl, appUrl: app.url, port }),
    await startTestExecutor({ databaseUrl, appUrl: app.url }),
  ];
  try {
    expect(await runs.end(await send("t/plain"))).toMatchObject({ status: "completed" });
    await until("the sweep", async () => (await count("run", "id like 'old %'")) === 0);
    expect(await count("memo", "run_id like 'old %'")).toBe(0);
  } finally {
    for (const other of others) await other.stop();
  }
});
