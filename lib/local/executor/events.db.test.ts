import { NonRetriableError } from "inngest";
import { describe, expect, test } from "vitest";
import { modes, startHarness } from "./testing/harness";
import type { MakeFunctions } from "./testing/test-app";
import { until } from "./testing/until";

const makeFunctions: MakeFunctions = (inngest, journal) => {
  const child = inngest.createFunction(
    { id: "child", retries: 0, triggers: [{ event: "t/child" }] },
    async ({ event, step }) => {
      if (event.data.shouldFail) throw new NonRetriableError("child is bad");
      if (event.data.shouldHang) await step.sleep("long", "1h");
      return step.run("double", () => event.data.number * 2);
    },
  );
  return [
    child,
    inngest.createFunction(
      { id: "filtered", triggers: [{ event: "t/filtered", if: "event.data.kind == 'a'" }] },
      () => 1,
    ),
    inngest.createFunction({ id: "twice", triggers: [{ event: "t/x" }, { event: "t/y" }] }, ({ event }) => event.name),
    inngest.createFunction({ id: "waits", triggers: [{ event: "t/waits" }] }, async ({ event, step }) => {
      const reply = await step.waitForEvent("reply", {
        event: "t/reply",
        timeout: event.data.timeout ?? "1h",
        if: "async.data.id == event.data.id && async.data.kind == 'good'",
      });
      return reply?.data.answer ?? "nobody";
    }),
    inngest.createFunction({ id: "garbled", triggers: [{ event: "t/garbled" }] }, async ({ step }) => {
      await step.waitForEvent("never", { event: "t/reply", timeout: "1h", if: "async.data.id ==" });
    }),
    inngest.createFunction(
      { id: "invokes", retries: 0, triggers: [{ event: "t/invokes" }] },
      async ({ event, step }) => {
        try {
          return await step.invoke("child", { function: child, data: event.data, timeout: event.data.timeout ?? "1h" });
        } catch (thrown) {
          return thrown instanceof Error ? `caught ${thrown.message}` : "nothing";
        }
      },
    ),
    inngest.createFunction({ id: "sends", triggers: [{ event: "t/sends" }] }, async ({ event, step }) => {
      const { ids } = await step.sendEvent("send", [
        { name: "t/noted", data: { for: event.id } },
        { name: "t/noted", data: { for: event.id } },
      ]);
      return ids;
    }),
    inngest.createFunction({ id: "noted", triggers: [{ event: "t/noted" }] }, ({ event }) =>
      journal.note(event.data.for, "noted"),
    ),
    inngest.createFunction(
      {
        id: "cancellable",
        triggers: [{ event: "t/cancellable" }],
        cancelOn: [{ event: "t/stop", match: "data.id" }],
      },
      async ({ step, runId }) => {
        await step.run("begin", () => journal.note(runId, "began"));
        await step.sleep("long", "1h");
      },
    ),
    inngest.createFunction(
      { id: "busy", triggers: [{ event: "t/busy" }], cancelOn: [{ event: "t/stop", match: "data.id" }] },
      async ({ step, runId, event }) => {
        await step.run("hold", async () => {
          journal.note(runId, "holding");
          await journal.pass(`busy ${event.data.id}`);
        });
        await step.run("after", () => journal.note(runId, "went on"));
      },
    ),
    inngest.createFunction({ id: "obituary", triggers: [{ event: "inngest/function.cancelled" }] }, ({ event }) =>
      journal.note(event.data.run_id, `cancelled ${event.data.function_id}`),
    ),
    inngest.createFunction({ id: "closing", triggers: [{ event: "inngest/function.finished" }] }, ({ event }) =>
      journal.note(event.data.run_id, `finished with ${JSON.stringify(event.data.result)}`),
    ),
    inngest.createFunction({ id: "clock", triggers: [{ cron: "TZ=Europe/Berlin 0 9 * * 1-5" }] }, ({ event, runId }) =>
      journal.note(runId, `cron ${event.data.cron}`),
    ),
  ];
};

describe.concurrent.each(modes)("events, $mode", async ({ isCheckpointing }) => {
  const { executor, inngest, journal, runs, send } = await startHarness(makeFunctions, { isCheckpointing });

  test("an expression decides, and a key that isn't there means no", async () => {
    const sent = [
      await send("t/filtered", { kind: "a" }),
      await send("t/filtered", { kind: "b" }),
      await send("t/filtered"),
    ];
    await runs.end(sent[0] ?? "");
    expect(await Promise.all(sent.map(async (id) => (await runs.list(id)).length))).toEqual([1, 0, 0]);
  });

  test("a list of events starts a run each, by any of a function's triggers", async () => {
    const { ids } = await inngest.send([{ name: "t/x" }, { name: "t/y" }, { name: "t/nobody" }]);
    const ended = await Promise.all(ids.slice(0, 2).map((id) => runs.end(id)));
    expect(ended.map(({ output }) => output)).toEqual(["t/x", "t/y"]);
    expect(new Set(ids).size).toBe(3);
  });

  test("an id counts once, however often it is sent", async () => {
    const id = `same-${isCheckpointing}`;
    await Promise.all([inngest.send({ id, name: "t/x" }), inngest.send({ id, name: "t/x" })]);
    await inngest.send({ id, name: "t/x" });
    await runs.end(id);
    expect(await runs.list(id)).toHaveLength(1);
  });

  test("a send that is repeated with its seed is the same send", async () => {
    const post = () =>
      fetch(`${executor.url}/e/test-event-key`, {
        method: "POST",
        headers: { "x-inngest-event-id-seed": "1795422153997,6HEgD0rAX3NwHQ==" },
        body: JSON.stringify([{ name: "t/x" }, { name: "t/x" }]),
      }).then((response) => response.json());
    const [first, second] = [await post(), await post()];
    expect(second).toEqual(first);
    expect(first.ids).toHaveLength(2);
    expect(await runs.list(first.ids[0])).toHaveLength(1);
  });

  test("an event from the future starts its run then", async () => {
    const { ids } = await inngest.send({ name: "t/x", ts: Date.now() + 600 });
    expect((await runs.end(ids[0] ?? "")).seconds).toBeGreaterThan(0.5);
  });

  test("a wait takes the event that fits, not the one that doesn't", async () => {
    const id = await send("t/waits", { id: 9 });
    await runs.idle(id);
    await send("t/reply", { id: 8, kind: "good", answer: "other" });
    await send("t/reply", { id: 9, answer: "no kind" });
    await send("t/reply", { id: 9, kind: "good", answer: "right" });
    expect(await runs.end(id)).toMatchObject({ status: "completed", output: "right" });
  });

  test("a wait that is over comes to nothing", async () => {
    expect(await runs.end(await send("t/waits", { timeout: "1s" }))).toMatchObject({ output: "nobody" });
  });

  test("a wait with an expression that can't be read fails its run, rather than waiting for ever", async () => {
    const run = await runs.end(await send("t/garbled"));
    expect(run).toMatchObject({ status: "failed", error: { name: "BadExpression" } });
  });

  test("an invoked function gives its result, its error, or none in time", async () => {
    const good = await send("t/invokes", { number: 21 });
    const bad = await send("t/invokes", { shouldFail: true });
    const slow = await send("t/invokes", { shouldHang: true, timeout: "1s" });
    expect(await runs.end(good)).toMatchObject({ status: "completed", output: 42 });
    expect(await runs.end(bad)).toMatchObject({ output: "caught child is bad" });
    expect(await runs.end(slow)).toMatchObject({ output: "caught The invoked function didn't finish in time." });
  });

  test("a step sends events, once", async () => {
    const id = await send("t/sends");
    const run = await runs.end(id);
    expect(run.output).toHaveLength(2);
    await until("the notes", () => journal.of(id).length >= 2);
    expect(journal.of(id)).toEqual(["noted", "noted"]);
  });

  test("a run is cancelled by the event that fits, and others hear of it", async () => {
    const data = { id: `sleeper ${isCheckpointing}` };
    const id = await send("t/cancellable", data);
    const { id: runId } = await until("a sleeping run", async () => {
      const run = await runs.idle(id);
      return journal.of(run.id).includes("began") ? run : null;
    });
    await send("t/stop", { id: "somebody else" });
    expect(await runs.find(id)).toMatchObject({ status: "running" });
    await send("t/stop", data);
    expect(await runs.end(id)).toMatchObject({ status: "cancelled" });
    await until("the notes", () => journal.of(runId).length >= 2);
    expect(journal.of(runId)).toEqual(["began", "cancelled app-cancellable"]);
    expect(await runs.query("select from executor.job where run_id = $1", [runId])).toEqual([]);
  });

  test("a step that is under way when its run is cancelled is the last one", async () => {
    const data = { id: `busy ${isCheckpointing}` };
    const id = await send("t/busy", data);
    const { id: runId } = await runs.find(id);
    await until("the step to begin", () => journal.of(runId).includes("holding"));
    await send("t/stop", data);
    await runs.end(id);
    journal.open(`busy ${data.id}`);
    const bystander = await runs.end(await send("t/x"));
    expect(bystander.status).toBe("completed");
    expect(journal.of(runId)).not.toContain("went on");
    expect(await runs.find(id)).toMatchObject({ status: "cancelled", output: null });
  });

  test("the end of a run is an event, once", async () => {
    const run = await runs.end(await send("t/y"));
    await until("the notes", () => journal.of(run.id).length >= 1);
    expect(journal.of(run.id)).toEqual(['finished with "t/y"']);
  });

  test("a cron fires once for all the times that were missed, and registering again leaves its plan alone", async () => {
    const readPlan = () => runs.query<{ nextAt: Date }>(`select next_at as "nextAt" from executor.cron`);
    const cron = "cron TZ=Europe/Berlin 0 9 * * 1-5";
    const planned = await readPlan();
    expect(planned[0]?.nextAt.getTime()).toBeGreaterThan(Date.now());
    await runs.query("update executor.cron set next_at = now() - interval '3 days'");
    await executor.register();
    await until("the cron to run", () => journal.count(cron) > 0);
    await executor.register();
    expect(await readPlan()).toEqual(planned);
    expect(journal.count(cron)).toBe(1);
  });
});
