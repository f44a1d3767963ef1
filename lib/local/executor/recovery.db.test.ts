import { once } from "node:events";
import { afterAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { modes, startHarness } from "./testing/harness";
import { openRunReader } from "./testing/run-reader";
import { spawnExecutor } from "./testing/spawn-executor";
import { type MakeFunctions, startTestApp, startTestExecutor } from "./testing/test-app";
import { until } from "./testing/until";

const makeFunctions: MakeFunctions = (inngest, journal) => [
  inngest.createFunction(
    { id: "held", retries: 0, triggers: [{ event: "t/held" }] },
    async ({ step, attempt, runId }) => {
      await step.run("before", () => journal.note(runId, "before"));
      const tries = await step.run("hold", async () => {
        journal.note(runId, "holding");
        const count = journal.of(runId).filter((what) => what === "holding").length;
        if (count === 1) await journal.pass(runId);
        return count;
      });
      await step.run("after", () => journal.note(runId, "after"));
      return { tries, attempt };
    },
  ),
  inngest.createFunction({ id: "plain", retries: 0, triggers: [{ event: "t/plain" }] }, async ({ step, attempt }) =>
    step.run("attempt", () => attempt),
  ),
  inngest.createFunction(
    { id: "limited", triggers: [{ event: "t/limited" }], concurrency: { limit: 2, key: "event.data.key" } },
    async ({ event, step, runId }) => {
      await step.run("work", () =>
        journal.work(event.data.key, async () => {
          journal.note(runId, "worked");
          // The first waits for a second, so that the limit is reached; then each stays long enough to be joined by
          // one too many.
          await until("a second step", () => journal.mostAtOnce(event.data.key) > 1);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }),
      );
    },
  ),
  inngest.createFunction({ id: "clock", triggers: [{ cron: "0 9 * * *" }] }, () => journal.note("clock", "fired")),
];

describe.each(modes)("an app that goes away, $mode", async ({ isCheckpointing }) => {
  const { app, journal, runs, send } = await startHarness(makeFunctions, { isCheckpointing });

  test("calls that nobody answers cost no attempt, and are made when the app is back", async () => {
    app.intercept((request) => {
      request.socket.resetAndDestroy();
      return true;
    });
    const broken = await send("t/plain");
    const readCounts = () =>
      runs.query<{ attempt: number; broken: number; unreachable: number }>(
        "select attempt, broken_count as broken, unreachable_count as unreachable from executor.job",
      );
    await until("two broken calls", async () => ((await readCounts())[0]?.broken ?? 0) >= 2);
    await app.goDown();
    await until("an unreachable app", async () => ((await readCounts())[0]?.unreachable ?? 0) >= 1);
    expect((await readCounts())[0]?.attempt).toBe(0);
    app.intercept(null);
    await app.comeUp();
    expect(await runs.end(broken)).toMatchObject({ status: "completed", output: 0 });
  });

  test("an app that dies in the middle of a step does that step again, and no other", async () => {
    const id = await send("t/held");
    const { id: runId } = await runs.find(id);
    await until("the step to begin", () => journal.of(runId).includes("holding"));
    await app.goDown();
    await app.comeUp();
    expect(await runs.end(id)).toMatchObject({ status: "completed", output: { tries: 2, attempt: 0 } });
    journal.open(runId);
    expect(journal.of(runId)).toEqual(["before", "holding", "holding", "after"]);
  });

  test("a call whose lease somebody else has taken counts for nothing", async () => {
    let answers = 0;
    app.intercept((_request, response) => {
      response.once("close", () => answers++);
      return false;
    });
    const id = await send("t/held");
    const { id: runId } = await runs.find(id);
    await until("the step to begin", () => journal.of(runId).includes("holding"));
    await runs.query("update executor.job set token = 'other', lease_until = now() + interval '1 hour'");
    const answersBefore = answers;
    journal.open(runId);
    await until("the late answer", () => answers > answersBefore);
    await runs.end(await send("t/plain"));
    expect(await runs.query("select from executor.memo where run_id = $1", [runId])).toHaveLength(1);
    await runs.query("update executor.job set lease_until = now()");
    await runs.query("notify executor_news");
    expect(await runs.end(id)).toMatchObject({ status: "completed", output: { tries: 2, attempt: 0 } });
    expect(journal.of(runId)).toEqual(["before", "holding", "holding", "after"]);
    app.intercept(null);
  });

  test("a step that ends the app every time is given up at last", async () => {
    app.intercept((request) => {
      request.socket.resetAndDestroy();
      return true;
    });
    const id = await send("t/plain");
    await runs.find(id);
    await runs.query("update executor.job set broken_count = 50, lease_until = null");
    expect(await runs.end(id)).toMatchObject({ status: "failed", error: { name: "AppKeepsDying" } });
    app.intercept(null);
  });
});

describe.concurrent.each(modes)("an executor that is killed, $mode", async ({ isCheckpointing }) => {
  const databaseUrl = await testDatabase();
  const app = await startTestApp();
  const runs = openRunReader(databaseUrl);
  const options = { databaseUrl, appUrl: app.url, isCheckpointing, leaseMs: 1_000 };
  const [child, childUrl] = await spawnExecutor(options);
  const inngest = app.serveFunctions(childUrl, makeFunctions);
  // The heir registers nothing: the functions are in the database.
  await fetch(app.url, { method: "PUT" });
  afterAll(async () => {
    child.kill("SIGKILL");
    await app.goDown();
    await runs.close();
  });

  test("its work is picked up when its lease has run out, and what it had done stays done", async () => {
    const { ids } = await inngest.send({ name: "t/held" });
    const { id: runId } = await runs.find(ids[0] ?? "");
    await until("the step to begin", () => app.journal.of(runId).includes("holding"));
    child.kill("SIGKILL");
    await once(child, "exit");
    const heir = await startTestExecutor({ ...options, port: Number(new URL(childUrl).port) });
    try {
      expect(await runs.end(ids[0] ?? "")).toMatchObject({ status: "completed", output: { tries: 2, attempt: 0 } });
      // The first call goes on in the app, and whatever it says comes too late.
      app.journal.open(runId);
      expect(app.journal.of(runId)).toEqual(["before", "holding", "holding", "after"]);
    } finally {
      await heir.stop();
    }
  });
});

describe("leases", async () => {
  const { app, databaseUrl, executor, journal, runs, send } = await startHarness(makeFunctions, { leaseMs: 300 });

  test("a step longer than its lease runs once: the lease is kept while it runs", async () => {
    const id = await send("t/held");
    const { id: runId } = await runs.find(id);
    await until("the step to begin", () => journal.of(runId).includes("holding"));
    const isPast = (ms: number) =>
      runs.query("select from executor.run where id = $1 and now() > created_at + make_interval(secs => $2)", [
        runId,
        ms / 1_000,
      ]);
    await until("three leases to go by", async () => (await isPast(900)).length === 1);
    journal.open(runId);
    expect(await runs.end(id)).toMatchObject({ status: "completed", output: { tries: 1 } });
    expect(journal.of(runId)).toEqual(["before", "holding", "after"]);
  });

  test("an executor whose connections to the database are cut goes on", async () => {
    await runs.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    expect(await runs.end(await send("t/plain"))).toMatchObject({ status: "completed" });
  });

  test("an executor that stops hands back what it has under way, without an attempt lost", async () => {
    const id = await send("t/held");
    const { id: runId } = await runs.find(id);
    await until("the step to begin", () => journal.of(runId).includes("holding"));
    await executor.stop();
    expect(await runs.query("select attempt, token from executor.job where run_id = $1", [runId])).toEqual([
      { attempt: 0, token: null },
    ]);
    const next = await startTestExecutor({ databaseUrl, appUrl: app.url, port: Number(new URL(executor.url).port) });
    try {
      expect(await runs.end(id)).toMatchObject({ status: "completed", output: { tries: 2, attempt: 0 } });
    } finally {
      journal.open(runId);
      await next.stop();
    }
  });
});

describe("two executors on one database", async () => {
  const { app, databaseUrl, journal, inngest, runs } = await startHarness(makeFunctions, { concurrentCalls: 6 });

  test("make every run once, within the limits of both together, and fire a cron once", async () => {
    const second = await startTestExecutor({ databaseUrl, appUrl: app.url, concurrentCalls: 6 });
    try {
      await runs.query("update executor.cron set next_at = now()");
      const events = Array.from({ length: 40 }, (_, index) => ({
        name: "t/limited",
        data: { key: `key ${index % 4}` },
      }));
      const { ids } = await inngest.send(events);
      const ended = await Promise.all(ids.map((id) => runs.end(id)));
      expect(ended.every(({ status }) => status === "completed")).toBe(true);
      expect(ended.every(({ id }) => journal.of(id).length === 1)).toBe(true);
      for (const key of [0, 1, 2, 3]) expect(journal.mostAtOnce(`key ${key}`)).toBe(2);
      await until("the cron", () => journal.of("clock").length > 0);
      expect(journal.of("clock")).toEqual(["fired"]);
    } finally {
      await second.stop();
    }
  });
});
