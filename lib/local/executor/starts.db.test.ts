import { once } from "node:events";
import { Inngest, referenceFunction } from "inngest";
import { afterAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { startHarness } from "./testing/harness";
import { openRunReader } from "./testing/run-reader";
import { spawnExecutor } from "./testing/spawn-executor";
import { type MakeFunctions, startTestApp, startTestExecutor, testKeys } from "./testing/test-app";
import { until } from "./testing/until";

const makeFunctions: MakeFunctions = (inngest, journal) => [
  inngest.createFunction(
    { id: "throttled", triggers: [{ event: "t/throttled" }], throttle: { limit: 1, period: "1h", burst: 2 } },
    () => journal.note("throttled", "ran"),
  ),
  inngest.createFunction(
    { id: "backlog", triggers: [{ event: "t/backlog" }], throttle: { limit: 2, period: "1s" } },
    () => journal.note("backlog", "ran"),
  ),
  inngest.createFunction(
    { id: "patient", triggers: [{ event: "t/patient" }], throttle: { limit: 1, period: "1h", burst: 1 } },
    () => journal.note("patient", "ran"),
  ),
  inngest.createFunction(
    {
      id: "rate-limited",
      triggers: [{ event: "t/rate-limited" }],
      rateLimit: { limit: 1, period: "1h", key: "event.data.key" },
    },
    ({ event }) => journal.note("rate limited", event.data.key),
  ),
  inngest.createFunction(
    { id: "batched", triggers: [{ event: "t/batched" }], batchEvents: { maxSize: 5, timeout: "60s" } },
    ({ events, runId }) => {
      for (const { data } of events) journal.note(runId, data.number);
      journal.note("batches", runId);
    },
  ),
  inngest.createFunction(
    { id: "part-batch", triggers: [{ event: "t/part-batch" }], batchEvents: { maxSize: 5, timeout: "1s" } },
    ({ events }) => events.map(({ data }: { data: { number: number } }) => data.number),
  ),
  inngest.createFunction(
    { id: "debounced", triggers: [{ event: "t/debounced" }], debounce: { period: "3s" } },
    ({ event }) => journal.note("debounced", event.data.number),
  ),
  inngest.createFunction({ id: "invokes", retries: 0, triggers: [{ event: "t/invokes" }] }, async ({ event, step }) =>
    step.invoke("child", { function: referenceFunction({ functionId: event.data.function }), data: {} }),
  ),
  inngest.createFunction({ id: "plain", triggers: [{ event: "t/plain" }] }, () => "ran"),
];

describe("two executors on one database", async () => {
  const { app, databaseUrl, executor, journal, inngest, runs, send } = await startHarness(makeFunctions);
  const second = await startTestExecutor({ databaseUrl, appUrl: app.url });
  const other = new Inngest({ id: "app", ...testKeys, baseUrl: second.url, isDev: false });
  afterAll(() => second.stop());

  /** Sends by both doors at once. */
  async function sendByBoth(name: string, makeData: (index: number) => Record<string, unknown>): Promise<string[]> {
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? inngest : other).send({ name, data: makeData(index) }),
      ),
    );
    return sent.flatMap(({ ids }) => ids);
  }

  test("let as many throttled runs start as one would, and keep the others", async () => {
    const ids = await sendByBoth("t/throttled", () => ({}));
    await until("three runs", () => journal.of("throttled").length === 3);
    await runs.end(await send("t/plain"));
    expect(journal.of("throttled")).toHaveLength(3);
    const statuses = (await Promise.all(ids.map((id) => runs.find(id)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === "running")).toHaveLength(37);
  });

  test("let one event of a rate limited key through", async () => {
    const ids = await sendByBoth("t/rate-limited", (index) => ({ key: `key ${index % 3}` }));
    const started = (await Promise.all(ids.map((id) => runs.list(id)))).flat();
    expect(started).toHaveLength(3);
    await until("the runs", () => journal.of("rate limited").length === 3);
    expect(journal.of("rate limited").sort()).toEqual(["key 0", "key 1", "key 2"]);
  });

  test("put every event into one batch, and fill each batch", async () => {
    await sendByBoth("t/batched", (index) => ({ number: index }));
    await until("eight batches", () => journal.of("batches").length === 8);
    const batches = journal.of("batches").map((runId) => journal.of(runId));
    expect(batches.map(({ length }) => length)).toEqual(Array(8).fill(5));
    expect(new Set(batches.flat()).size).toBe(40);
  });

  test("run a debounced burst once", async () => {
    const ids = await sendByBoth("t/debounced", (index) => ({ number: index }));
    await until("the run", () => journal.of("debounced").length > 0);
    await runs.end(await send("t/plain"));
    expect(journal.of("debounced")).toHaveLength(1);
    expect((await Promise.all(ids.map((id) => runs.list(id)))).flat()).toHaveLength(1);
    expect(await runs.query("select from executor.gathering where key like 'debounce:%'")).toEqual([]);
  });

  test("tell a function that invokes one that gathers events or is at its limit, rather than letting it wait", async () => {
    const invoke = async (id: string) => runs.end(await send("t/invokes", { function: id }));
    expect((await invoke("batched")).error?.message).toContain("batchEvents");
    expect((await invoke("debounced")).error?.message).toContain("debounce");
    expect(await invoke("rate-limited")).toMatchObject({ status: "completed" });
    expect((await invoke("rate-limited")).error?.message).toContain("rate limited");
  });

  test("don't spend throttled starts on an app that is away", async () => {
    await app.goDown();
    const ids = [await send("t/patient"), await send("t/patient"), await send("t/patient")];
    await until("calls in vain", async () => {
      const tried = await runs.query("select from executor.job where unreachable_count > 1");
      return tried.length >= 2;
    });
    await app.comeUp();
    await until("two runs", () => journal.of("patient").length === 2);
    await runs.end(await send("t/plain"));
    const statuses = (await Promise.all(ids.map((id) => runs.find(id)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === "completed")).toHaveLength(2);
  });

  test("keep running when one of them stops", async () => {
    await executor.stop();
    const { ids } = await other.send({ name: "t/plain" });
    expect(await runs.end(ids[0] ?? "")).toMatchObject({ status: "completed" });
  });
});

describe("an executor that is killed", async () => {
  const databaseUrl = await testDatabase();
  const app = await startTestApp();
  const runs = openRunReader(databaseUrl);
  const options = { databaseUrl, appUrl: app.url, leaseMs: 1_000 };
  const [child, childUrl] = await spawnExecutor(options);
  const inngest = app.serveFunctions(childUrl, makeFunctions);
  await fetch(app.url, { method: "PUT" });
  afterAll(async () => {
    child.kill("SIGKILL");
    await app.goDown();
    await runs.close();
  });

  test("loses no batch, no debounce and no throttled run, and its backlog doesn't burst when it is back", async () => {
    const { ids } = await inngest.send([
      { name: "t/part-batch", data: { number: 1 } },
      { name: "t/part-batch", data: { number: 2 } },
      { name: "t/debounced", data: { number: 3 } },
      { name: "t/debounced", data: { number: 4 } },
      ...Array.from({ length: 6 }, () => ({ name: "t/backlog" })),
    ]);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await runs.query("select from executor.gathered_event")).toHaveLength(3);
    // As if it had been away for an hour.
    await runs.query("update executor.job set due_at = due_at - interval '1 hour'");
    await runs.query("update executor.pace set booked_until = booked_until - interval '1 hour'");
    const waiting = await runs.query<{ id: string }>("select id from executor.run where started_at is null");
    expect(waiting.length).toBeGreaterThan(2);
    const [back] = await runs.query<{ at: Date }>("select clock_timestamp() as at");
    const heir = await startTestExecutor({ ...options, port: Number(new URL(childUrl).port) });
    try {
      const [batch, , , debounced, ...backlog] = ids;
      expect(await runs.end(batch ?? "")).toMatchObject({ status: "completed", output: [1, 2] });
      expect(await runs.end(debounced ?? "")).toMatchObject({ status: "completed" });
      await Promise.all(backlog.map((id) => runs.end(id)));
      expect(await runs.query("select from executor.gathering")).toEqual([]);
      const [spread] = await runs.query<{ ms: number }>(
        "select extract(epoch from max(started_at) - $2::timestamptz)::float8 * 1000 as ms from executor.run where id = any($1)",
        [waiting.map(({ id }) => id), back?.at],
      );
      // Two at once, then one every half second; a busy machine may start the first ones late, and none too early.
      expect(spread?.ms).toBeGreaterThan((waiting.length - 2) * 500 - 250);
    } finally {
      await heir.stop();
    }
  });
});
