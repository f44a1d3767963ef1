import { NonRetriableError } from "inngest";
import { describe, expect, test } from "vitest";
import { inngestUrl, type MakeFunctions, modes, startSemantics, withinMs } from "../testing/semantics";
import { until } from "../testing/until";

const makeFunctions: MakeFunctions = ({ define, journal, on }) => {
  const child = define({ id: "child", retries: 0, triggers: [{ event: on("child") }] }, async ({ event, step }) => {
    if (event.data.shouldFail) throw new NonRetriableError("child is bad");
    if (event.data.shouldHang) await step.sleep("long", "1h");
    return step.run("double", () => event.data.number * 2);
  });
  return [
    child,
    define({ id: "filtered", triggers: [{ event: on("filtered"), if: "event.data.kind == 'a'" }] }, () => 1),
    define(
      { id: "twice", triggers: [{ event: on("x") }, { event: on("y") }] },
      ({ event }) => event.name.split("/")[1],
    ),
    define({ id: "waits", triggers: [{ event: on("waits") }] }, async ({ event, step }) => {
      const reply = await step.waitForEvent("reply", {
        event: on("reply"),
        timeout: event.data.timeout ?? "1h",
        if: "async.data.id == event.data.id && async.data.kind == 'good'",
      });
      return reply?.data.answer ?? "nobody";
    }),
    define({ id: "invokes", retries: 0, triggers: [{ event: on("invokes") }] }, async ({ event, step }) => {
      try {
        return await step.invoke("child", { function: child, data: event.data, timeout: event.data.timeout ?? "1h" });
      } catch (thrown) {
        return thrown instanceof Error ? `caught ${thrown.message}` : "nothing";
      }
    }),
    define({ id: "sends", triggers: [{ event: on("sends") }] }, async ({ event, step }) => {
      const { ids } = await step.sendEvent("send", [
        { name: on("noted"), data: { for: event.id } },
        { name: on("noted"), data: { for: event.id } },
      ]);
      return ids;
    }),
    define({ id: "clock", triggers: [{ cron: "TZ=Europe/Berlin * * * * *" }] }, () =>
      journal.note("clock", `${Date.now()}`),
    ),
    define({ id: "noted", triggers: [{ event: on("noted") }] }, ({ event }) => journal.note(event.data.for, "noted")),
    define(
      {
        id: "cancellable",
        triggers: [{ event: on("cancellable") }],
        cancelOn: [{ event: on("stop"), match: "data.id" }],
      },
      async ({ step, runId }) => {
        await step.run("begin", () => journal.note(runId, "began"));
        await step.sleep("long", "1h");
      },
    ),
    define(
      { id: "busy", triggers: [{ event: on("busy") }], cancelOn: [{ event: on("stop"), match: "data.id" }] },
      async ({ step, runId, event }) => {
        await step.run("hold", async () => {
          journal.note(runId, "holding");
          await journal.pass(`busy ${event.data.id}`);
        });
        await step.run("after", () => journal.note(runId, "went on"));
      },
    ),
  ];
};

describe.concurrent.each(modes)("events, $mode", async ({ isCheckpointing }) => {
  const { asked, begun, end, journal, on, passThrough, seen, send, sendAll } = await startSemantics(makeFunctions, {
    isCheckpointing,
  });

  test("an expression decides, and a key that isn't there means no", async () => {
    const others = [await send("filtered", { kind: "b" }), await send("filtered")];
    expect(await end(await send("filtered", { kind: "a" }))).toMatchObject({ status: "completed" });
    await passThrough();
    expect(others.flatMap(seen)).toEqual([]);
  });

  test("a list of events starts a run each, by any of a function's triggers", async () => {
    const ids = await sendAll([{ name: "x" }, { name: "y" }, { name: "nobody" }]);
    const ended = await Promise.all(ids.slice(0, 2).map(end));
    expect(ended.map(({ output }) => output)).toEqual(["x", "y"]);
    expect(new Set(ids).size).toBe(3);
  });

  test("an id counts once, however often it is sent", async () => {
    const id = on("same");
    await Promise.all([sendAll([{ id, name: "x" }]), sendAll([{ id, name: "x" }])]);
    await end(id);
    await sendAll([{ id, name: "x" }]);
    await passThrough();
    expect(seen(id)).toHaveLength(1);
  });

  test("an event from the future starts its run then", async () => {
    const ts = Date.now() + 600;
    const [id = ""] = await sendAll([{ name: "x", ts }]);
    expect((await end(id)).beganAt).toBeGreaterThanOrEqual(ts - 10);
  });

  test("a wait takes the event that fits, not the one that doesn't", async () => {
    const id = await send("waits", { id: 9 });
    await asked(id, "WaitForEvent");
    const sendOthers = async () => {
      await send("reply", { id: 8, kind: "good", answer: "other" });
      await send("reply", { id: 9, answer: "no kind" });
    };
    // That the answer has been sent doesn't say that the server has dealt with it: both kinds come more than once.
    for (let round = 0; round < 3; round++) await sendOthers();
    await until(
      "the wait to be over",
      async () => {
        await sendOthers();
        await send("reply", { id: 9, kind: "good", answer: "right" });
        return seen(id).some(({ ending }) => ending !== null);
      },
      withinMs,
    );
    expect(await end(id)).toMatchObject({ status: "completed", output: "right" });
  });

  test("a wait that is over comes to nothing", async () => {
    expect(await end(await send("waits", { timeout: "1s" }))).toMatchObject({ output: "nobody" });
  });

  test("an invoked function gives its result, its error, or none in time", async () => {
    const good = await send("invokes", { number: 21 });
    const bad = await send("invokes", { shouldFail: true });
    const slow = await send("invokes", { shouldHang: true, timeout: "1s" });
    expect(await end(good)).toMatchObject({ status: "completed", output: 42 });
    expect(await end(bad)).toMatchObject({ output: "caught child is bad" });
    expect(await end(slow)).toMatchObject({ output: expect.stringMatching(/^caught /) });
  });

  test("a step sends events, once", async () => {
    const id = await send("sends");
    expect((await end(id)).output).toHaveLength(2);
    await until("the notes", () => journal.of(id).length >= 2, withinMs);
    await passThrough();
    expect(journal.of(id)).toEqual(["noted", "noted"]);
  });

  test("a run is cancelled by the event that fits, and by no other", async () => {
    const data = { id: "sleeper" };
    const id = await send("cancellable", data);
    const run = await asked(id, "Sleep");
    await send("stop", { id: "somebody else" });
    await passThrough();
    expect(run.ending).toBeNull();
    await send("stop", data);
    expect(await end(id)).toMatchObject({ status: "cancelled" });
    expect(journal.of(run.id)).toEqual(["began"]);
  });

  // Locally the executor's clock is moved instead: events.db.test.ts.
  test.runIf(inngestUrl !== null)("a cron fires at its minute", async () => {
    const [firedAt] = await until("the cron", () => journal.of("clock").length > 0 && journal.of("clock"), withinMs);
    expect(Number(firedAt) % 60_000).toBeLessThan(30_000);
  });

  test("a step that is under way when its run is cancelled is the last one", async () => {
    const data = { id: "busy" };
    const id = await send("busy", data);
    const run = await begun(id);
    await until("the step to begin", () => journal.of(run.id).includes("holding"), withinMs);
    await send("stop", data);
    expect(await end(id)).toMatchObject({ status: "cancelled" });
    journal.open("busy busy");
    await passThrough();
    expect(journal.of(run.id)).toEqual(["holding"]);
  });
});
