import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, test } from "vitest";
import { type MakeFunctions, modes, startSemantics, withinMs } from "../testing/semantics";
import { until } from "../testing/until";

const oddOutput = { data: "looks like a memo", text: "nul \u0000 and \ud83d", z: 1, a: [null, 0.1, 1e21] };

const makeFunctions: MakeFunctions = ({ define, journal, on }) => [
  define({ id: "sequence", triggers: [{ event: on("sequence") }] }, async ({ step, runId }) => {
    let sum = 0;
    for (let index = 0; index < 5; index++) {
      sum += await step.run("add", () => {
        journal.note(runId, `add ${index}`);
        return index;
      });
    }
    return sum;
  }),
  define({ id: "parallel", triggers: [{ event: on("parallel") }] }, async ({ step, runId }) => {
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
  define({ id: "race", triggers: [{ event: on("race") }] }, async ({ step }) =>
    Promise.race([step.run("fast", () => "fast"), step.sleep("slow", "1s").then(() => "slow")]),
  ),
  define({ id: "flaky", retries: 3, triggers: [{ event: on("flaky") }] }, async ({ step, runId }) => {
    await step.run("steady", () => journal.note(runId, "steady"));
    return step.run("flaky", () => {
      journal.note(runId, "flaky");
      const tries = journal.of(runId).filter((what) => what === "flaky").length;
      if (tries < 3) throw new Error("not yet");
      return tries;
    });
  }),
  define(
    {
      id: "doomed",
      retries: 1,
      triggers: [{ event: on("doomed") }],
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
  define({ id: "caught", retries: 0, triggers: [{ event: on("caught") }] }, async ({ step }) => {
    try {
      await step.run("fail", () => {
        throw new TypeError("boom");
      });
    } catch (thrown) {
      return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : "nothing";
    }
  }),
  define({ id: "hopeless", retries: 5, triggers: [{ event: on("hopeless") }] }, async ({ step, runId }) => {
    await step.run("stop", () => {
      journal.note(runId, "tried");
      throw new NonRetriableError("stop it");
    });
  }),
  define({ id: "outside", retries: 1, triggers: [{ event: on("outside") }] }, async ({ runId }) => {
    journal.note(runId, "tried");
    throw new Error("between the steps");
  }),
  define({ id: "later", retries: 1, triggers: [{ event: on("later") }] }, async ({ step, runId }) =>
    step.run("ask", () => {
      journal.note(runId, "asked");
      if (journal.of(runId).length === 1) throw new RetryAfterError("busy", "1s");
      return "now";
    }),
  ),
  define({ id: "nap", triggers: [{ event: on("nap") }] }, async ({ step }) => {
    const start = await step.run("start", () => Date.now());
    await step.sleep("nap", "1s");
    await step.sleepUntil("until", new Date(start + 1_200));
    return step.run("end", () => Date.now() - start);
  }),
  define({ id: "odd", triggers: [{ event: on("odd") }] }, async ({ step }) => {
    const kept = await step.run("odd", () => oddOutput);
    const nothing = await step.run("nothing", () => undefined);
    return step.run("both", () => ({ kept, nothing }));
  }),
  define({ id: "huge", triggers: [{ event: on("huge") }] }, async ({ step }) => {
    await step.run("huge", () => "x".repeat(4 * 1024 * 1024));
  }),
  define({ id: "wide", retries: 0, triggers: [{ event: on("wide") }] }, async ({ step }) => {
    await Promise.all(Array.from({ length: 1_001 }, (_, index) => step.run(`step ${index}`, () => index)));
  }),
];

describe.concurrent.each(modes)("steps, $mode", async ({ isCheckpointing }) => {
  const { end, journal, send } = await startSemantics(makeFunctions, { isCheckpointing });

  test("steps run once each, in their order, even under one name", async () => {
    const run = await end(await send("sequence"));
    expect(run).toMatchObject({ status: "completed", output: 10 });
    expect(journal.of(run.id)).toEqual(["add 0", "add 1", "add 2", "add 3", "add 4"]);
  });

  test("parallel branches of several steps all come to their end, each step once", async () => {
    const run = await end(await send("parallel"));
    expect(run).toMatchObject({ status: "completed", output: 64 });
    expect(journal.of(run.id).sort()).toEqual(["first 1", "first 2", "first 3"]);
  });

  test("a plain race ends with its group", async () => {
    expect(await end(await send("race"))).toMatchObject({ status: "completed", output: "fast" });
  });

  test("a failed step is repeated alone", async () => {
    const run = await end(await send("flaky"));
    expect(run).toMatchObject({ status: "completed", output: 3 });
    expect(journal.of(run.id)).toEqual(["steady", "flaky", "flaky", "flaky"]);
  });

  test("a run that has used up its attempts fails, and its failure handler hears why", async () => {
    const run = await end(await send("doomed"));
    expect(run).toMatchObject({ status: "failed", error: { message: "always" } });
    await until("the notes", () => journal.of(run.id).length >= 3, withinMs);
    expect(journal.of(run.id)).toEqual(["tried", "tried", "handled always"]);
  });

  test("a function may catch the error of its step", async () => {
    expect(await end(await send("caught"))).toMatchObject({ status: "completed", output: "TypeError: boom" });
  });

  test("a NonRetriableError ends the run at once", async () => {
    const run = await end(await send("hopeless"));
    expect(run).toMatchObject({ status: "failed", error: { message: "stop it" } });
    expect(journal.of(run.id)).toEqual(["tried"]);
  });

  test("an error between the steps is retried as well", async () => {
    const run = await end(await send("outside"));
    expect(run).toMatchObject({ status: "failed", error: { message: "between the steps" } });
    expect(journal.of(run.id)).toEqual(["tried", "tried"]);
  });

  test("a RetryAfterError says when", async () => {
    const run = await end(await send("later"));
    expect(run).toMatchObject({ status: "completed", output: "now" });
    expect(run.endedAt - run.beganAt).toBeGreaterThan(950);
  });

  test("a sleep lasts as long as it says, and until when", async () => {
    const run = await end(await send("nap"));
    expect(run.output).toBeGreaterThan(1_150);
  });

  test("what a step returned comes back to the letter", async () => {
    const run = await end(await send("odd"));
    expect(run.output).toEqual({ kept: oddOutput, nothing: null });
  });

  test("a step that returns more than 4 MiB fails its run", async () => {
    expect(await end(await send("huge"))).toMatchObject({ status: "failed" });
  });

  test("a run that plans more than a thousand steps fails", async () => {
    expect(await end(await send("wide"))).toMatchObject({ status: "failed" });
  });
});
