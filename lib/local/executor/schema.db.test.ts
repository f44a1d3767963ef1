import pg from "pg";
import { expect, test } from "vitest";
import { startHarness } from "./testing/harness";
import { type MakeFunctions, startTestExecutor } from "./testing/test-app";

const makeFunctions: MakeFunctions = (inngest) => [
  inngest.createFunction({ id: "plain", triggers: [{ event: "t/plain" }] }, () => "ran"),
];
const { app, databaseUrl, executor, runs, send } = await startHarness(makeFunctions);

test("an executor starts beside one that is at work, and waits for none of its transactions", async () => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    for (const table of ["function", "run", "job", "memo", "pace", "gathering"]) {
      await client.query(`lock table executor.${table} in row exclusive mode`);
    }
    const second = await startTestExecutor({ databaseUrl, appUrl: app.url });
    await second.stop();
  } finally {
    await client.query("rollback");
    await client.end();
  }
  expect(await runs.end(await send("t/plain"))).toMatchObject({ status: "completed" });
});

test("tables of an earlier version get what they lack, and keep what they hold", async () => {
  const run = await runs.end(await send("t/plain"));
  // One that is at work locks these tables in an order of its own, which would now and then cross this one.
  await executor.stop();
  await runs.query("alter table executor.run drop column batch");
  await runs.query("alter table executor.job drop column pace_key, drop column pace_every_ms, drop column pace_ahead");
  await runs.query("drop table executor.pace, executor.gathering, executor.gathered_event");
  await runs.query("comment on schema executor is null");
  const second = await startTestExecutor({ databaseUrl, appUrl: app.url });
  try {
    const inngest = app.serveFunctions(second.url, makeFunctions);
    await second.register();
    const { ids } = await inngest.send({ name: "t/plain" });
    expect(await runs.end(ids[0] ?? "")).toMatchObject({ status: "completed" });
    expect(await runs.query("select id, batch from executor.run where id = $1", [run.id])).toEqual([
      { id: run.id, batch: null },
    ]);
  } finally {
    await second.stop();
  }
});
