import { describe, expect, test } from "vitest";
import { modes, startHarness } from "./testing/harness";
import type { MakeFunctions } from "./testing/test-app";
import { until } from "./testing/until";

const makeFunctions: MakeFunctions = (inngest, journal) => {
  const shared = [{ scope: "account", key: `"portal"`, limit: 1 }] as const;
  const holdPortal = (name: string) => async () =>
    journal.work("portal", async () => {
      journal.note("portal", name);
      await journal.pass("portal");
    });
  return [
    inngest.createFunction(
      { id: "limited", triggers: [{ event: "t/limited" }], concurrency: { limit: 2, key: "event.data.key" } },
      async ({ event, step }) => {
        await step.run("work", () =>
          journal.work(event.data.key, async () => {
            journal.note(event.data.key, "in");
            await journal.pass(event.data.key);
          }),
        );
      },
    ),
    inngest.createFunction(
      { id: "left", triggers: [{ event: "t/portal" }], concurrency: [...shared] },
      async ({ step }) => step.run("hold", holdPortal("left")),
    ),
    inngest.createFunction(
      { id: "right", triggers: [{ event: "t/portal" }], concurrency: [...shared] },
      async ({ step }) => step.run("hold", holdPortal("right")),
    ),
    inngest.createFunction(
      { id: "sleeper", triggers: [{ event: "t/sleeper" }], concurrency: 1 },
      async ({ event, step }) => {
        if (event.data.isLong) await step.sleep("long", "1h");
        return "done";
      },
    ),
    inngest.createFunction(
      {
        id: "ranked",
        triggers: [{ event: "t/ranked" }],
        concurrency: 1,
        priority: { run: "event.data.isUrgent ? 120 : 0" },
      },
      async ({ event, step }) => {
        await step.run("work", async () => {
          journal.note("ranked", event.data.name);
          if (event.data.name === "first") await journal.pass("ranked");
        });
      },
    ),
    inngest.createFunction(
      { id: "only", triggers: [{ event: "t/only" }], singleton: { key: "event.data.key", mode: "skip" } },
      async ({ event, step }) => {
        await step.run("hold", () => journal.pass(event.data.key));
      },
    ),
    inngest.createFunction(
      { id: "latest", triggers: [{ event: "t/latest" }], singleton: { key: "event.data.key", mode: "cancel" } },
      async ({ step }) => {
        await step.sleep("long", "1h");
      },
    ),
    inngest.createFunction({ id: "once", triggers: [{ event: "t/once" }], idempotency: "event.data.key" }, () => "ran"),
    inngest.createFunction(
      { id: "held", triggers: [{ event: "t/held" }], concurrency: 1, timeouts: { start: "1s" } },
      async ({ event, step }) => {
        await step.run("hold", () => journal.pass(event.data.gate));
      },
    ),
    inngest.createFunction(
      { id: "endless", triggers: [{ event: "t/endless" }], timeouts: { finish: "1s" } },
      async ({ step }) => {
        await step.sleep("long", "1h");
      },
    ),
    inngest.createFunction({ id: "plain", triggers: [{ event: "t/plain" }] }, () => "ran"),
  ];
};

describe.concurrent.each(modes)("flow control, $mode", async ({ isCheckpointing }) => {
  const { journal, runs, send } = await startHarness(makeFunctions, { isCheckpointing });

  /** A run from its event to its end shows that the executor has been through its queue since. */
  async function passThroughQueue(): Promise<void> {
    await runs.end(await send("t/plain"));
  }

  test("no more steps of a key run at once than its limit says, and all of them run", async () => {
    const sent = [];
    for (let index = 0; index < 6; index++) {
      sent.push(await send("t/limited", { key: "a" }), await send("t/limited", { key: "b" }));
    }
    await until("both keys to be full", () => journal.count("in") === 4);
    await passThroughQueue();
    expect([journal.mostAtOnce("a"), journal.mostAtOnce("b")]).toEqual([2, 2]);
    journal.open("a");
    journal.open("b");
    const ended = await Promise.all(sent.map((id) => runs.end(id)));
    expect(ended.every(({ status }) => status === "completed")).toBe(true);
    expect([journal.mostAtOnce("a"), journal.mostAtOnce("b")]).toEqual([2, 2]);
  });

  test("functions share a limit of the account", async () => {
    const id = await send("t/portal");
    await until("one of them to begin", () => journal.of("portal").length === 1);
    await passThroughQueue();
    expect(journal.of("portal")).toHaveLength(1);
    journal.open("portal");
    await until("both to end", async () => (await runs.list(id)).every(({ status }) => status === "completed"));
    expect(journal.mostAtOnce("portal")).toBe(1);
    expect(journal.of("portal").sort()).toEqual(["left", "right"]);
  });

  test("a run that sleeps takes no place", async () => {
    await runs.idle(await send("t/sleeper", { isLong: true }));
    expect(await runs.end(await send("t/sleeper"))).toMatchObject({ output: "done" });
  });

  test("of those that wait, the one with priority goes first", async () => {
    const sent = [await send("t/ranked", { name: "first" })];
    await until("the first to begin", () => journal.of("ranked").length === 1);
    sent.push(await send("t/ranked", { name: "second" }));
    sent.push(await send("t/ranked", { name: "urgent", isUrgent: true }));
    journal.open("ranked");
    await Promise.all(sent.map((id) => runs.end(id)));
    expect(journal.of("ranked")).toEqual(["first", "urgent", "second"]);
  });

  test("a singleton is run once at a time, and again when it has ended", async () => {
    const data = { key: "single" };
    const sent = await Promise.all([send("t/only", data), send("t/only", data), send("t/only", data)]);
    const listAll = async () => (await Promise.all(sent.map((id) => runs.list(id)))).flat();
    expect(await listAll()).toMatchObject([{ status: "running" }]);
    expect(await runs.list(await send("t/only", { key: "other" }))).toHaveLength(1);
    journal.open("single");
    await until("the first to end", async () => (await listAll())[0]?.status === "completed");
    expect(await runs.end(await send("t/only", data))).toMatchObject({ status: "completed" });
    journal.open("other");
  });

  test("a singleton that cancels keeps the latest run", async () => {
    const sent = [
      await send("t/latest", { key: "x" }),
      await send("t/latest", { key: "x" }),
      await send("t/latest", { key: "y" }),
    ];
    expect((await Promise.all(sent.map((id) => runs.find(id)))).map(({ status }) => status)).toEqual([
      "cancelled",
      "running",
      "running",
    ]);
  });

  test("an idempotency key starts one run, and no key starts one each", async () => {
    const sent = [
      await send("t/once", { key: "k" }),
      await send("t/once", { key: "k" }),
      await send("t/once"),
      await send("t/once"),
    ];
    await runs.end(sent[0] ?? "");
    expect((await Promise.all(sent.map((id) => runs.list(id)))).map((list) => list.length)).toEqual([1, 0, 1, 1]);
  });

  test("a run that doesn't start in time is cancelled, one that has started is not", async () => {
    const first = await send("t/held", { gate: "held" });
    await until(
      "the first to begin",
      async () =>
        (await runs.query("select from executor.run where event_id = $1 and started_at is not null", [first]))
          .length === 1,
    );
    const second = await send("t/held", { gate: "held" });
    expect(await runs.end(second)).toMatchObject({ status: "cancelled" });
    journal.open("held");
    expect(await runs.end(first)).toMatchObject({ status: "completed" });
  });

  test("a run that doesn't finish in time is cancelled", async () => {
    expect(await runs.end(await send("t/endless"))).toMatchObject({ status: "cancelled" });
  });
});
