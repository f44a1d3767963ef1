import { describe, expect, test } from "vitest";
import { modes, startHarness } from "./testing/harness";
import type { MakeFunctions } from "./testing/test-app";
import { until } from "./testing/until";

const makeFunctions: MakeFunctions = (inngest, journal) => [
  inngest.createFunction({ id: "plain", triggers: [{ event: "t/plain" }] }, () => "ran"),
  inngest.createFunction(
    { id: "cancellable", triggers: [{ event: "t/cancellable" }], cancelOn: [{ event: "t/stop" }] },
    async ({ step }) => {
      await step.sleep("long", "1h");
      await step.waitForEvent("never", { event: "t/never", timeout: "1h" });
    },
  ),
  inngest.createFunction({ id: "obituary", triggers: [{ event: "inngest/function.cancelled" }] }, ({ event }) =>
    journal.note(event.data.run_id, `cancelled ${event.data.function_id}`),
  ),
  inngest.createFunction({ id: "closing", triggers: [{ event: "inngest/function.finished" }] }, ({ event }) =>
    journal.note(event.data.run_id, `finished with ${JSON.stringify(event.data.result)}`),
  ),
  inngest.createFunction({ id: "clock", triggers: [{ cron: "TZ=Europe/Berlin 0 9 * * 1-5" }] }, ({ event }) =>
    journal.note("clock", event.data.cron),
  ),
];

describe.concurrent.each(modes)("what the executor keeps of events, $mode", async ({ isCheckpointing }) => {
  const { executor, journal, runs, send } = await startHarness(makeFunctions, { isCheckpointing });

  test("a send that is repeated with its seed is the same send", async () => {
    const post = () =>
      fetch(`${executor.url}/e/test-event-key`, {
        method: "POST",
        headers: { "x-inngest-event-id-seed": "1795422153997,6HEgD0rAX3NwHQ==" },
        body: JSON.stringify([{ name: "t/plain" }, { name: "t/plain" }]),
      }).then((response) => response.json());
    const [first, second] = [await post(), await post()];
    expect(second).toEqual(first);
    expect(first.ids).toHaveLength(2);
    expect(await runs.list(first.ids[0])).toHaveLength(1);
  });

  test("the end of a run is an event, once", async () => {
    const run = await runs.end(await send("t/plain"));
    await until("the note", () => journal.of(run.id).length > 0);
    await runs.end(await send("t/plain"));
    expect(journal.of(run.id)).toEqual(['finished with "ran"']);
  });

  test("a cancelled run leaves nothing behind that is due, and others hear of it", async () => {
    const id = await send("t/cancellable");
    const { id: runId } = await runs.idle(id);
    await send("t/stop");
    expect(await runs.end(id)).toMatchObject({ status: "cancelled" });
    await until("the note", () => journal.of(runId).length > 0);
    expect(journal.of(runId)).toEqual(["cancelled app-cancellable"]);
    for (const table of ["job", "wait", "cancellation"]) {
      expect(await runs.query(`select from executor.${table} where run_id = $1`, [runId])).toEqual([]);
    }
  });

  test("a cron fires once for all the times that were missed, and registering again leaves its plan alone", async () => {
    const readPlan = () => runs.query<{ nextAt: Date }>(`select next_at as "nextAt" from executor.cron`);
    const planned = await readPlan();
    expect(planned[0]?.nextAt.getTime()).toBeGreaterThan(Date.now());
    await runs.query("update executor.cron set next_at = now() - interval '3 days'");
    await executor.register();
    await until("the cron to run", () => journal.of("clock").length > 0);
    await executor.register();
    expect(await readPlan()).toEqual(planned);
    expect(journal.of("clock")).toEqual(["TZ=Europe/Berlin 0 9 * * 1-5"]);
  });
});
