import { describe, expect, test } from "vitest";
import { type MakeFunctions, modes, startSemantics, withinMs } from "../testing/semantics";
import { until } from "../testing/until";

const makeFunctions: MakeFunctions = ({ define, journal, on }) => {
  const shared = [{ scope: "account", key: `"${on("portal")}"`, limit: 1 }] as const;
  const holdPortal = (name: string) => async () =>
    journal.work("portal", async () => {
      journal.note("portal", name);
      await journal.pass("portal");
    });
  return [
    define(
      { id: "limited", triggers: [{ event: on("limited") }], concurrency: { limit: 2, key: "event.data.key" } },
      async ({ event, step }) => {
        await step.run("work", () =>
          journal.work(event.data.key, async () => {
            journal.note(event.data.key, "in");
            await journal.pass(event.data.key);
          }),
        );
      },
    ),
    define({ id: "left", triggers: [{ event: on("portal") }], concurrency: [...shared] }, async ({ step }) =>
      step.run("hold", holdPortal("left")),
    ),
    define({ id: "right", triggers: [{ event: on("portal") }], concurrency: [...shared] }, async ({ step }) =>
      step.run("hold", holdPortal("right")),
    ),
    define({ id: "sleeper", triggers: [{ event: on("sleeper") }], concurrency: 1 }, async ({ event, step }) => {
      if (event.data.isLong) await step.sleep("long", "1h");
      return "done";
    }),
    define(
      {
        id: "ranked",
        triggers: [{ event: on("ranked") }],
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
    define(
      { id: "only", triggers: [{ event: on("only") }], singleton: { key: "event.data.key", mode: "skip" } },
      async ({ event, step }) => {
        await step.run("hold", () => journal.pass(event.data.key));
      },
    ),
    define(
      { id: "latest", triggers: [{ event: on("latest") }], singleton: { key: "event.data.key", mode: "cancel" } },
      async ({ step }) => {
        await step.sleep("long", "1h");
      },
    ),
    define({ id: "once", triggers: [{ event: on("once") }], idempotency: "event.data.key" }, () => "ran"),
    define(
      { id: "held", triggers: [{ event: on("held") }], concurrency: 1, timeouts: { start: "1s" } },
      async ({ event, step }) => {
        await step.run("hold", () => {
          journal.note("held", event.data.gate);
          return journal.pass(event.data.gate);
        });
      },
    ),
    define({ id: "endless", triggers: [{ event: on("endless") }], timeouts: { finish: "1s" } }, async ({ step }) => {
      await step.sleep("long", "1h");
    }),
  ];
};

describe.concurrent.each(modes)("flow control, $mode", async ({ isCheckpointing }) => {
  const { asked, begun, end, journal, passThrough, seen, send, sendAll } = await startSemantics(makeFunctions, {
    isCheckpointing,
  });

  test("no more steps of a key run at once than its limit says, and all of them run", async () => {
    const sent = await sendAll(
      Array.from({ length: 12 }, (_, index) => ({ name: "limited", data: { key: index % 2 === 0 ? "a" : "b" } })),
    );
    await until("both keys to be full", () => journal.count("in") === 4, withinMs);
    await passThrough();
    expect([journal.mostAtOnce("a"), journal.mostAtOnce("b")]).toEqual([2, 2]);
    journal.open("a");
    journal.open("b");
    const ended = await Promise.all(sent.map(end));
    expect(ended.every(({ status }) => status === "completed")).toBe(true);
    expect([journal.mostAtOnce("a"), journal.mostAtOnce("b")]).toEqual([2, 2]);
  });

  test("functions share a limit of the account", async () => {
    const id = await send("portal");
    await until("one of them to begin", () => journal.of("portal").length === 1, withinMs);
    await passThrough();
    expect(journal.of("portal")).toHaveLength(1);
    journal.open("portal");
    await until("both to end", () => seen(id).filter(({ ending }) => ending !== null).length === 2, withinMs);
    expect(journal.mostAtOnce("portal")).toBe(1);
    expect(journal.of("portal").sort()).toEqual(["left", "right"]);
  });

  test("a run that sleeps takes no place", async () => {
    await asked(await send("sleeper", { isLong: true }), "Sleep");
    expect(await end(await send("sleeper"))).toMatchObject({ output: "done" });
  });

  test("of those that wait, the one with priority goes first", async () => {
    const sent = [await send("ranked", { name: "first" })];
    await until("the first to begin", () => journal.of("ranked").length === 1, withinMs);
    sent.push(await send("ranked", { name: "second" }), await send("ranked", { name: "urgent", isUrgent: true }));
    await passThrough();
    journal.open("ranked");
    await Promise.all(sent.map(end));
    expect(journal.of("ranked")).toEqual(["first", "urgent", "second"]);
  });

  test("a singleton is run once at a time, and again when it has ended", async () => {
    const data = { key: "single" };
    const first = await send("only", data);
    await begun(first);
    const skipped = await Promise.all([send("only", data), send("only", data)]);
    await begun(await send("only", { key: "other" }));
    await passThrough();
    expect(skipped.flatMap(seen)).toEqual([]);
    journal.open("single");
    await end(first);
    const later: string[] = [];
    await until(
      "a run after the first",
      async () => {
        later.push(await send("only", data));
        await passThrough();
        return later.flatMap(seen).length > 0;
      },
      withinMs,
    );
    expect(skipped.flatMap(seen)).toEqual([]);
    journal.open("other");
  });

  test("a singleton that cancels keeps the latest run", async () => {
    const first = await send("latest", { key: "x" });
    await asked(first, "Sleep");
    const others = [await send("latest", { key: "x" }), await send("latest", { key: "y" })];
    expect(await end(first)).toMatchObject({ status: "cancelled" });
    for (const id of others) await asked(id, "Sleep");
    await passThrough();
    expect(others.flatMap(seen).map(({ ending }) => ending)).toEqual([null, null]);
  });

  test("an idempotency key starts one run, and no key starts one each", async () => {
    const first = await send("once", { key: "k" });
    await end(first);
    const again = await send("once", { key: "k" });
    await Promise.all([await send("once"), await send("once")].map(end));
    await passThrough();
    expect(seen(again)).toEqual([]);
    expect(seen(first)).toHaveLength(1);
  });

  test("a run that doesn't start in time is cancelled, one that has started is not", async () => {
    const first = await send("held", { gate: "held" });
    await until("the first to begin", () => journal.of("held").length === 1, withinMs);
    const second = await send("held", { gate: "held" });
    expect(await end(second)).toMatchObject({ status: "cancelled" });
    journal.open("held");
    expect(await end(first)).toMatchObject({ status: "completed" });
  });

  test("a run that doesn't finish in time is cancelled", async () => {
    expect(await end(await send("endless"))).toMatchObject({ status: "cancelled" });
  });
});
