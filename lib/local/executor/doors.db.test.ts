import { afterAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { hashSigningKey, signBody } from "./signature";
import { startHarness } from "./testing/harness";
import { openRunReader } from "./testing/run-reader";
import { startTestApp, startTestExecutor, testKeys } from "./testing/test-app";

const { app, executor, runs, send } = await startHarness(
  (inngest) => [
    inngest.createFunction({ id: "plain", retries: 1, triggers: [{ event: "t/plain" }] }, async ({ step }) =>
      step.run("answer", () => 42),
    ),
  ],
  { isCheckpointing: false },
);
const bearer = { authorization: `Bearer ${hashSigningKey(testKeys.signingKey)}` };

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(executor.url + path, { method: "POST", headers, body: text });
  return { status: response.status, body: await response.json() };
}

describe("the executor's doors", () => {
  const checkpoint = { qi_id: "1.ab", steps: [{ op: "StepRun", id: "x", data: 1 }] };

  test.each([
    ["events with a wrong key", "/e/wrong", [{ name: "t/plain" }], {}],
    ["registrations without the signing key", "/fn/register", { appName: "app", functions: [] }, {}],
    ["registrations with a wrong signing key", "/fn/register", {}, { authorization: "Bearer signkey-prod-00" }],
    ["checkpoints without the signing key", "/v1/checkpoint/run/async", checkpoint, {}],
    ["any other part of the API", "/v1/runs/run", {}, {}],
  ])("%s are turned away, and nothing happens", async (_what, path, body, headers) => {
    expect(await post(path, body, headers)).toMatchObject({ status: 401, body: { status: 401 } });
    expect(await runs.query("select from executor.run")).toEqual([]);
    expect(await runs.query("select from executor.function")).toHaveLength(1);
  });

  const eventDoor = `/e/${testKeys.eventKey}`;

  test.each([
    ["that isn't JSON", eventDoor, "{", {}, "JSON"],
    ["without a name", eventDoor, [{ data: {} }], {}, "name"],
    ["whose data is no object", eventDoor, [{ name: "t/plain", data: [1] }], {}, "data"],
    ["larger than an event may be", eventDoor, [{ name: "t/plain", data: { a: "x".repeat(600_000) } }], {}, "512 KiB"],
    ["with a name that is too long", eventDoor, [{ name: "x".repeat(257) }], {}, "256"],
    ["with an id that is too long", eventDoor, [{ name: "t/plain", id: "x".repeat(513) }], {}, "512"],
    ["without an event", eventDoor, [], {}, ">=1"],
    ["with too many events", eventDoor, Array.from({ length: 5_001 }, () => ({ name: "t/plain" })), {}, "5000"],
    ["that is no registration", "/fn/register", { functions: 1 }, bearer, "functions"],
    ["that is no checkpoint", "/v1/checkpoint/run/async", { steps: [] }, bearer, "qi_id"],
  ])("a body %s is refused with a reason", async (_what, path, body, headers, reason) => {
    const answer = await post(path, body, headers);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(reason);
  });

  test("five thousand events in one send are taken, and each counts once", async () => {
    const events = Array.from({ length: 5_000 }, (_, index) => ({ id: `bulk ${index % 4_999}`, name: "t/nobody" }));
    const { status, body } = await post(eventDoor, events);
    expect(status).toBe(200);
    expect(body.ids).toHaveLength(5_000);
    const [kept] = await runs.query("select count(*)::int as events from executor.once where key like 'event:bulk %'");
    expect(kept).toEqual({ events: 4_999 });
  });

  test("a checkpoint of a call that nobody makes is stale", async () => {
    expect(await post("/v1/checkpoint/run/async", checkpoint, bearer)).toMatchObject({ status: 409 });
  });

  test("what isn't there says so by name", async () => {
    expect(await post("/v1/signals", {}, bearer)).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining("/v1/signals") },
    });
    expect(await post("/nowhere", {})).toMatchObject({ status: 404 });
  });
});

describe("the app's answers", () => {
  test("one that was tampered with costs an attempt, and is not believed", async () => {
    let tampered = 0;
    app.intercept((_request, response) => {
      if (tampered++ > 0) return false;
      const end = response.end.bind(response);
      response.end = (body: unknown) => end(String(body).replace("42", "43"));
      return false;
    });
    expect(await runs.end(await send("t/plain"))).toMatchObject({ status: "completed", output: 42 });
    expect(tampered).toBeGreaterThan(1);
    app.intercept(null);
  });

  test("one that isn't the SDK's fails the run in the end, with what it was", async () => {
    app.intercept((_request, response) => {
      response.writeHead(502).end("Bad gateway");
      return true;
    });
    const run = await runs.end(await send("t/plain"));
    expect(run).toMatchObject({
      status: "failed",
      error: { name: "NotInngest", message: expect.stringContaining("502") },
    });
    app.intercept(null);
  });

  test("our calls carry a signature that the app checks", async () => {
    const body = JSON.stringify({ ctx: {}, event: {}, events: [], steps: {}, version: 2 });
    const call = (signature: string) =>
      fetch(`${app.url}?fnId=app-plain&stepId=step`, {
        method: "POST",
        body,
        headers: { "x-inngest-signature": signature },
      });
    expect((await call(signBody(body, testKeys.signingKey, new Date()))).status).not.toBe(401);
    expect((await call(signBody(body, `signkey-prod-${"00".repeat(32)}`, new Date()))).status).toBe(401);
  });
});

describe("registration", async () => {
  const databaseUrl = await testDatabase();
  const late = await startTestApp();
  const other = await startTestExecutor({ databaseUrl, appUrl: late.url, registerWithinMs: 400 });
  const otherRuns = openRunReader(databaseUrl);
  afterAll(async () => {
    await other.stop();
    await otherRuns.close();
    await late.goDown();
  });

  test("an app that comes up late is registered then", async () => {
    await late.goDown();
    const registered = other.register();
    late.serveFunctions(other.url, (inngest) => [
      inngest.createFunction({ id: "a", triggers: [{ event: "a" }] }, () => 1),
    ]);
    await late.comeUp();
    await expect(registered).resolves.toBeUndefined();
  });

  test("an app that never answers is an error that says where", async () => {
    await late.goDown();
    await expect(other.register()).rejects.toThrow(late.url);
    await late.comeUp();
  });

  test("an app with another signing key is an error at once", async () => {
    late.serveFunctions(other.url, () => [], { signingKey: `signkey-prod-${"ff".repeat(32)}` });
    await expect(other.register()).rejects.toThrow("signing key");
  });

  test("a function that can't be registered is refused by name", async () => {
    late.serveFunctions(other.url, (inngest) => [
      inngest.createFunction(
        {
          id: "slow",
          triggers: [{ event: "a" }],
          batchEvents: { maxSize: 2, timeout: "5s" },
          idempotency: "event.data.key",
        },
        () => 1,
      ),
    ]);
    await expect(other.register()).rejects.toThrow(/"app-slow" can't be registered.*batchEvents.*idempotency/);
  });

  test("a restarted app's functions take the place of the old ones", async () => {
    late.serveFunctions(other.url, (inngest) => [
      inngest.createFunction({ id: "b", triggers: [{ event: "b" }, { cron: "0 * * * *" }] }, () => 1),
    ]);
    await other.register();
    const response = await fetch(`${other.url}/e/${testKeys.eventKey}`, {
      method: "POST",
      body: JSON.stringify([{ name: "a" }, { name: "b" }]),
    });
    const { ids } = await response.json();
    const started = await otherRuns.query("select function_id from executor.run where event_id = any($1)", [ids]);
    expect(started).toEqual([{ function_id: "app-b" }]);
  });
});
