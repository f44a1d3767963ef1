import { describe, expect, test } from "vitest";
import { modes, startHarness } from "./testing/harness";
import type { MakeFunctions } from "./testing/test-app";

const mebibyte = 1024 * 1024;

const makeFunctions: MakeFunctions = (inngest) => [
  inngest.createFunction({ id: "large-step", triggers: [{ event: "t/large-step" }] }, async ({ event, step }) => {
    // The quotes, and what says that it is a step's data, count as well.
    await step.run("large", () => "x".repeat(event.data.size));
    return "went on";
  }),
  inngest.createFunction({ id: "large-result", triggers: [{ event: "t/large-result" }] }, async ({ event, step }) => {
    await step.run("small", () => 1);
    return "x".repeat(event.data.size);
  }),
  inngest.createFunction({ id: "wide", triggers: [{ event: "t/wide" }] }, async ({ event, step }) => {
    const count: number = event.data.count;
    const sleeps = Array.from({ length: count }, (_, index) => step.sleep(`sleep ${index}`, "1h"));
    await Promise.all(sleeps);
  }),
  inngest.createFunction({ id: "many", triggers: [{ event: "t/many" }] }, async ({ event, step }) => {
    await step.waitForEvent("go", { event: "t/go", timeout: "1h", if: "event.data.id == async.data.id" });
    for (let index = 0; index < event.data.count; index++) await step.run("step", () => 1);
    return "went on";
  }),
  inngest.createFunction({ id: "sleeper", triggers: [{ event: "t/sleeper" }] }, async ({ event, step }) => {
    await step.sleep("long", event.data.for);
  }),
  inngest.createFunction({ id: "waiter", triggers: [{ event: "t/waiter" }] }, async ({ event, step }) => {
    await step.waitForEvent("long", { event: "t/never", timeout: event.data.for });
  }),
  inngest.createFunction({ id: "garbled", triggers: [{ event: "t/garbled" }] }, async ({ step }) => {
    await step.waitForEvent("never", { event: "t/reply", timeout: "1h", if: "async.data.id ==" });
  }),
  inngest.createFunction({ id: "signal", triggers: [{ event: "t/signal" }] }, async ({ step }) => {
    await step.waitForSignal("signal", { signal: "approved", timeout: "1h" });
  }),
  inngest.createFunction({ id: "group-race", triggers: [{ event: "t/group-race" }] }, async ({ step, group }) =>
    group.parallel(() => Promise.race([step.run("left", () => 1), step.run("right", () => 2)])),
  ),
];

describe.concurrent.each(modes)("limits, $mode", async ({ isCheckpointing }) => {
  const { runs, send } = await startHarness(makeFunctions, { isCheckpointing });

  async function fail(name: string, data: Record<string, unknown> = {}): Promise<string> {
    const run = await runs.end(await send(name, data));
    expect(run.status).toBe("failed");
    return `${run.error?.name}: ${run.error?.message}`;
  }

  test("a step may return almost 4 MiB, and no more", async () => {
    const size = 4 * mebibyte;
    expect(await runs.end(await send("t/large-step", { size: size - 100 }))).toMatchObject({ output: "went on" });
    expect(await fail("t/large-step", { size })).toBe("StepOutputTooLarge: A step returned more than 4 MiB.");
  });

  test("a function may return almost 4 MiB, and no more", async () => {
    const size = 4 * mebibyte;
    expect(await runs.end(await send("t/large-result", { size: size - 100 }))).toMatchObject({ status: "completed" });
    expect(await fail("t/large-result", { size })).toBe("OutputTooLarge: The function returned more than 4 MiB.");
  });

  test("a function may plan a thousand steps at once, and no more", async () => {
    const { id } = await runs.idle(await send("t/wide", { count: 1_000 }));
    expect(await runs.query("select from executor.job where run_id = $1 and kind = 'sleep'", [id])).toHaveLength(1_000);
    expect(await fail("t/wide", { count: 1_001 })).toBe("TooManySteps: A run may have 1000 steps at most.");
  });

  test("a run has a thousand steps, and 32 MiB of what they return, and no more", async () => {
    const start = async (stepCount: number, stateBytes: number, data: Record<string, unknown>) => {
      const eventId = await send("t/many", data);
      const { id } = await runs.idle(eventId);
      await runs.query("update executor.run set step_count = $2, state_bytes = $3 where id = $1", [
        id,
        stepCount,
        stateBytes,
      ]);
      await send("t/go", { id: data.id });
      return runs.end(eventId);
    };
    // The wait is the first step.
    expect(await start(997, 0, { id: 1, count: 2 })).toMatchObject({ output: "went on" });
    expect((await start(998, 0, { id: 2, count: 2 })).error?.name).toBe("TooManySteps");
    expect(await start(0, 32 * mebibyte - 1_000, { id: 3, count: 2 })).toMatchObject({ output: "went on" });
    expect((await start(0, 32 * mebibyte - 10, { id: 4, count: 2 })).error?.name).toBe("StateTooLarge");
  });

  test("a sleep and a wait last a year, and no more", async () => {
    await runs.idle(await send("t/sleeper", { for: "365d" }));
    await runs.idle(await send("t/waiter", { for: "365d" }));
    expect(await fail("t/sleeper", { for: "366d" })).toContain("BadDuration: ");
    expect(await fail("t/waiter", { for: "366d" })).toContain("is no wait of at most a year");
  });

  test("a wait with an expression that can't be read fails its run, rather than waiting for ever", async () => {
    expect(await fail("t/garbled")).toContain('BadExpression: "async.data.id ==" is no CEL expression');
  });

  test("what the executor doesn't have fails a run by name", async () => {
    expect(await fail("t/signal")).toMatch(/^NotSupported: .*WaitForSignal/s);
    expect(await fail("t/group-race")).toMatch(/^NotSupported: .*group\.parallel/s);
  });
});
