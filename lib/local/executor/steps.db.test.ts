import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, test } from "vitest";
import { type Harness, modes, startHarness } from "./testing/harness";
import type { MakeFunctions } from "./testing/test-app";
import { until } from "./testing/until";

const oddOutput = { data: "looks like a memo", text: "nul \u0000 and \ud83d", z: 1, a: [null, 0.1, 1e21] };

const makeFunctions: MakeFunctions = (inngest, journal) => [
  inngest.createFunction({ id: "sequence", triggers: [{ event: "t/sequence" }] }, async ({ step, runId }) => {
    let sum = 0;
    for (let index = 0; index < 5; index++) {
      sum += await step.run("add", () => {
        journal.note(runId, `add ${index}`);
        return index;
      });
    }
    return sum;
  }),
  inngest.createFunction({ id: "parallel", triggers: [{ event: "t/parallel" }] }, async ({ step, runId }) => {
    const branch = async (index: number) => {
      const first = await step.run(`first ${index}`, () => {
        journal.note(runId, `first ${index}`);
        return index;
      });
      return step.run(`second ${index}`, () => first * 10);
    };
    const numbers = await Promise.all([branch(1), branch(2), branch(3), step.sleep("short", "1s").then(() => 4)]);
    return step.run("sum", () => numbers.reduce((sum, number) => sum + number, 0));
  }),
  inngest.createFunction({ id: "race", triggers: [{ event: "t/race" }] }, async ({ step }) =>
    Promise.race([step.run("fast", () => "fast"), step.sleep("slow", "1s").then(() => "slow")]),
  ),
  inngest.createFunction({ id: "group-race", triggers: [{ event: "t/group-race" }] }, async ({ step, group }) =>
    group.parallel(() => Promise.race([step.run("left", () => 1), step.run("right", () => 2)])),
  ),
  inngest.createFunction({ id: "flaky", retries: 3, triggers: [{ event: "t/flaky" }] }, async ({ step, runId }) => {
    await step.run("steady", () => journal.note(runId, "steady"));
    return step.run("flaky", () => {
      journal.note(runId, "flaky");
      const tries = journal.of(runId).filter((what) => what === "flaky").length;
      if (tries < 3) throw new Error("not yet");
      return tries;
    });
  }),
  inngest.createFunction(
    {
      id: "doomed",
      retries: 1,
      triggers: [{ event: "t/doomed" }],
      onFailure: async ({ event, error, step }) => {
        await step.run("note", () => journal.note(event.data.run_id, `handled ${error.message}`));
      },
    },
    async ({ step, runId }) => {
      await step.run("fail", () => {
        journal.note(runId, "tried");
        throw new Error("always");
      });
    },
  ),
  inngest.createFunction({ id: "caught", retries: 0, triggers: [{ event: "t/caught" }] }, async ({ step }) => {
    try {
      await step.run("fail", () => {
        throw new TypeError("boom");
      });
    } catch (thrown) {
      return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : "nothing";
    }
  }),
  inngest.createFunction(
    { id: "hopeless", retries: 5, triggers: [{ event: "t/hopeless" }] },
    async ({ step, runId }) => {
      await step.run("stop", () => {
        journal.note(runId, "tried");
        throw new NonRetriableError("stop it");
      });
    },
  ),
  inngest.createFunction({ id: "outside", retries: 1, triggers: [{ event: "t/outside" }] }, async ({ runId }) => {
    journal.note(runId, "tried");
    throw new Error("between the steps");
  }),
  inngest.createFunction({ id: "later", retries: 1, triggers: [{ event: "t/later" }] }, async ({ step, runId }) =>
    step.run("ask", () => {
      journal.note(runId, "asked");
      if (journal.of(runId).length === 1) throw new RetryAfterError("busy", "1s");
      return "now";
    }),
  ),
  inngest.createFunction({ id: "nap", triggers: [{ event: "t/nap" }] }, async ({ step }) => {
    const start = await step.run("start", () => Date.now());
    await step.sleep("nap", "1s");
    await step.sleepUntil("until", new Date(start + 1_200));
    return step.run("end", () => Date.now() - start);
  }),
  inngest.createFunction({ id: "odd", triggers: [{ event: "t/odd" }] }, async ({ step }) => {
    const kept = await step.run("odd", () => oddOutput);
    const nothing = await step.run("nothing", () => undefined);
    return step.run("both", () => ({ kept, nothing }));
  }),
  inngest.createFunction({ id: "huge", triggers: [{ event: "t/huge" }] }, async ({ step }) => {
    await step.run("huge", () => "x".repeat(4 * 1024 * 1024));
  }),
  inngest.createFunction({ id: "many", triggers: [{ event: "t/many" }] }, async ({ step }) => {
    await step.waitForEvent("go", { event: "t/go", timeout: "1h" });
    await step.run("one too many", () => 1);
    return "went on";
  }),
  inngest.createFunction({ id: "signal", triggers: [{ event: "t/signal" }] }, async ({ step }) => {
    await step.waitForSignal("signal", { signal: "approved", timeout: "1h" });
  }),
];

describe.concurrent.each(modes)("steps, $mode", async ({ isCheckpointing }) => {
  const harness: Harness = await startHarness(makeFunctions, { isCheckpointing });
  const { journal, runs, send } = harness;

  test("steps run once each, in their order, even under one name", async () => {
    const run = await runs.end(await send("t/sequence"));
    expect(run).toMatchObject({ status: "completed", output: 10 });
    expect(journal.of(run.id)).toEqual(["add 0", "add 1", "add 2", "add 3", "add 4"]);
  });

  test("parallel branches of several steps all come to their end, each step once", async () => {
    const run = await runs.end(await send("t/parallel"));
    expect(run).toMatchObject({ status: "completed", output: 64 });
    expect(journal.of(run.id).sort()).toEqual(["first 1", "first 2", "first 3"]);
  });

  test("a plain race ends with its group", async () => {
    expect(await runs.end(await send("t/race"))).toMatchObject({ status: "completed", output: "fast" });
  });

  test("a racing group is refused by name, not run wrongly", async () => {
    const run = await runs.end(await send("t/group-race"));
    expect(run.error?.message).toContain("group.parallel");
  });

  test("a failed step is repeated alone", async () => {
    const run = await runs.end(await send("t/flaky"));
    expect(run).toMatchObject({ status: "completed", output: 3 });
    expect(journal.of(run.id)).toEqual(["steady", "flaky", "flaky", "flaky"]);
  });

  test("a run that has used up its attempts fails, and its failure handler hears why", async () => {
    const run = await runs.end(await send("t/doomed"));
    expect(run).toMatchObject({ status: "failed", error: { message: "always" } });
    await until("the notes", () => journal.of(run.id).length >= 3);
    expect(journal.of(run.id)).toEqual(["tried", "tried", "handled always"]);
  });

  test("a function may catch the error of its step", async () => {
    expect(await runs.end(await send("t/caught"))).toMatchObject({ status: "completed", output: "TypeError: boom" });
  });

  test("a NonRetriableError ends the run at once", async () => {
    const run = await runs.end(await send("t/hopeless"));
    expect(run).toMatchObject({ status: "failed", error: { message: "stop it" } });
    expect(journal.of(run.id)).toEqual(["tried"]);
  });

  test("an error between the steps is retried as well", async () => {
    const run = await runs.end(await send("t/outside"));
    expect(run).toMatchObject({ status: "failed", error: { message: "between the steps" } });
    expect(journal.of(run.id)).toEqual(["tried", "tried"]);
  });

  test("a RetryAfterError says when", async () => {
    const run = await runs.end(await send("t/later"));
    expect(run).toMatchObject({ status: "completed", output: "now" });
    expect(run.seconds).toBeGreaterThan(0.95);
  });

  test("a sleep lasts as long as it says, and until when", async () => {
    const run = await runs.end(await send("t/nap"));
    expect(run.output).toBeGreaterThan(1_150);
  });

  test("what a step returned comes back to the letter", async () => {
    const run = await runs.end(await send("t/odd"));
    expect(run.output).toEqual({ kept: oddOutput, nothing: null });
  });

  test("a step that returns more than 4 MiB fails its run", async () => {
    expect(await runs.end(await send("t/huge"))).toMatchObject({
      status: "failed",
      error: { name: "StepOutputTooLarge" },
    });
  });

  test("the step after the thousandth fails its run, and so does too much state", async () => {
    const [tooMany, tooLarge] = [await send("t/many"), await send("t/many")];
    const [counted, weighed] = [await runs.idle(tooMany), await runs.idle(tooLarge)];
    await runs.query("update executor.run set step_count = 999 where id = $1", [counted.id]);
    await runs.query("update executor.run set state_bytes = 32 * 1024 * 1024 where id = $1", [weighed.id]);
    await send("t/go");
    expect(await runs.end(tooMany)).toMatchObject({ status: "failed", error: { name: "TooManySteps" } });
    expect(await runs.end(tooLarge)).toMatchObject({ status: "failed", error: { name: "StateTooLarge" } });
  });

  test("a step that the executor doesn't have fails its run by name", async () => {
    const run = await runs.end(await send("t/signal"));
    expect(run).toMatchObject({ status: "failed", error: { name: "NotSupported" } });
    expect(run.error?.message).toContain("WaitForSignal");
  });
});
