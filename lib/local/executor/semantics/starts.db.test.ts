import { describe, expect, test } from "vitest";
import { type MakeFunctions, modes, startSemantics, withinMs } from "../testing/semantics";
import { until } from "../testing/until";

const makeFunctions: MakeFunctions = ({ define, journal, on }) => [
  define(
    {
      id: "throttled",
      triggers: [{ event: on("throttled") }],
      throttle: { limit: 4, period: "2s", key: "event.data.key" },
    },
    ({ event }) => journal.note(event.data.key, event.data.name),
  ),
  define(
    {
      id: "bursting",
      triggers: [{ event: on("bursting") }],
      throttle: { limit: 1, period: "1h", burst: 2 },
      timeouts: { start: "2s" },
    },
    () => "ran",
  ),
  define(
    {
      id: "hourly",
      triggers: [{ event: on("hourly") }],
      rateLimit: { limit: 1, period: "1h", key: "event.data.key" },
    },
    ({ event }) => event.data.name,
  ),
  define(
    { id: "secondly", triggers: [{ event: on("secondly") }], rateLimit: { limit: 1, period: "1s" } },
    ({ event }) => event.data.name,
  ),
  define(
    { id: "debounced", triggers: [{ event: on("debounced") }], debounce: { period: "1s", key: "event.data.key" } },
    ({ event, events }) => ({ name: event.data.name, count: events.length }),
  ),
  define(
    { id: "impatient", triggers: [{ event: on("impatient") }], debounce: { period: "2s", timeout: "3s" } },
    ({ event }) => event.data.number,
  ),
  define(
    {
      id: "batched",
      triggers: [{ event: on("batched") }],
      batchEvents: { maxSize: 3, timeout: "2s", key: "event.data.key", if: "event.data.isPatient" },
    },
    async ({ event, events, step }) => {
      const numbers = await step.run("read", () => events.map(({ data }) => data.number));
      return { first: event.data.number, numbers };
    },
  ),
  define(
    {
      id: "doomed-batch",
      retries: 0,
      triggers: [{ event: on("doomed-batch") }],
      batchEvents: { maxSize: 2, timeout: "30s" },
      onFailure: ({ event }) => {
        journal.note(
          "doomed batch",
          event.data.events.map(({ data }: { data: { number: number } }) => data.number).join(" and "),
        );
      },
    },
    () => {
      throw new Error("no");
    },
  ),
];

describe.concurrent.each(modes)("what an event comes to, $mode", async ({ isCheckpointing }) => {
  const { begun, end, journal, passThrough, seen, send, sendAll } = await startSemantics(makeFunctions, {
    isCheckpointing,
  });

  test("throttled runs all start, in their order, no more of a key in a period than limit and burst", async () => {
    const names = ["1", "2", "3", "4", "5", "6", "7"];
    const sentAt = Date.now();
    const ids = await sendAll([
      ...names.map((name) => ({ name: "throttled", data: { key: "a", name } })),
      { name: "throttled", data: { key: "b", name: "other" } },
    ]);
    const starts = (await Promise.all(ids.map(end))).map(({ beganAt }) => beganAt - sentAt);
    // Limit and burst are five, so that the sixth has to be in the next period.
    expect(Math.min(...starts.slice(5, 7))).toBeGreaterThan(1_990);
    expect(starts[7]).toBeLessThan(starts[6] ?? 0);
    expect(journal.of("a").slice(5)).toEqual(["6", "7"]);
    expect(journal.of("a").sort()).toEqual(names);
  });

  test("a throttled run that waits too long for its start is cancelled by its start timeout", async () => {
    const ids = await sendAll(Array.from({ length: 5 }, () => ({ name: "bursting" })));
    const statuses = (await Promise.all(ids.map(end))).map(({ status }) => status);
    expect(statuses.slice(0, 2)).toEqual(["completed", "completed"]);
    expect(statuses.slice(3)).toEqual(["cancelled", "cancelled"]);
  });

  test("an event past its key's rate limit starts no run, now or later", async () => {
    const first = await send("hourly", { key: "a", name: "first" });
    const dropped = await send("hourly", { key: "a", name: "second" });
    const other = await send("hourly", { key: "b", name: "other" });
    expect([await end(first), await end(other)].map(({ output }) => output)).toEqual(["first", "other"]);
    await passThrough();
    expect(seen(dropped)).toEqual([]);
  });

  test("a rate limit has room again when its period has gone by", async () => {
    const sentAt = Date.now();
    const first = await send("secondly", { name: "first" });
    const others: string[] = [];
    const [later] = await until(
      "another run",
      async () => {
        others.push(await send("secondly", { name: "later" }));
        const runs = others.flatMap(seen);
        return runs.length > 0 ? runs : null;
      },
      withinMs,
    );
    expect(await end(first)).toMatchObject({ output: "first" });
    expect((later?.beganAt ?? 0) - sentAt).toBeGreaterThan(990);
  });

  test("of a burst only the last event of each key has a run, when the burst is over", async () => {
    const sentAt = Date.now();
    const [first = "", second = "", last = "", other = ""] = await sendAll(
      [
        ["a", "first"],
        ["a", "second"],
        ["a", "last"],
        ["b", "other"],
      ].map(([key, name]) => ({ name: "debounced", data: { key, name } })),
    );
    const run = await end(last);
    expect(run.output).toEqual({ name: "last", count: 1 });
    expect(run.beganAt - sentAt).toBeGreaterThan(990);
    expect((await end(other)).output).toEqual({ name: "other", count: 1 });
    await passThrough();
    expect([first, second].flatMap(seen)).toEqual([]);
  });

  test("each event puts a debounced run off, but never past its timeout", async () => {
    const sentAt = Date.now();
    const sent: string[] = [];
    const runs = await until(
      "a run in the midst of the events",
      async () => {
        sent.push(await send("impatient", { number: sent.length }));
        const started = sent.flatMap(seen);
        return started.length > 0 ? started : null;
      },
      withinMs,
    );
    expect((runs[0]?.beganAt ?? 0) - sentAt).toBeGreaterThan(2_500);
    expect(runs).toHaveLength(1);
  });

  test("a full batch of a key runs at once, the rest when its time is over, and what isn't to be batched alone", async () => {
    const sentAt = Date.now();
    const ids = await sendAll([
      ...[1, 2, 3, 4].map((number) => ({ name: "batched", data: { key: "a", number, isPatient: true } })),
      { name: "batched", data: { key: "b", number: 5, isPatient: true } },
      { name: "batched", data: { key: "a", number: 6 } },
    ]);
    const [full, , same, rest, other, urgent] = await Promise.all(ids.map(end));
    expect(full?.output).toEqual({ first: 1, numbers: [1, 2, 3] });
    expect(same?.id).toBe(full?.id);
    expect(rest?.output).toEqual({ first: 4, numbers: [4] });
    expect(other?.output).toEqual({ first: 5, numbers: [5] });
    expect(urgent?.output).toEqual({ first: 6, numbers: [6] });
    expect((rest?.beganAt ?? 0) - sentAt).toBeGreaterThan(1_990);
    expect(full?.beganAt).toBeLessThan(rest?.beganAt ?? 0);
  });

  test("a batch is filled by one send after the other", async () => {
    const ids = [];
    for (const number of [1, 2, 3]) ids.push(await send("batched", { key: "c", number, isPatient: true }));
    expect((await end(ids[2] ?? "")).output).toEqual({ first: 1, numbers: [1, 2, 3] });
    expect(new Set(await Promise.all(ids.map(async (id) => (await begun(id)).id))).size).toBe(1);
  });

  test("the failure handler of a batch hears of all its events", async () => {
    const [, second = ""] = await sendAll([1, 2].map((number) => ({ name: "doomed-batch", data: { number } })));
    expect(await end(second)).toMatchObject({ status: "failed", error: { message: "no" } });
    await until("the note", () => journal.of("doomed batch").length > 0, withinMs);
    expect(journal.of("doomed batch")).toEqual(["1 and 2"]);
  });
});
