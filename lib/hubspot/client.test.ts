import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type CallRecord, createHubSpotClient, HubSpotPause, HubSpotRefusal } from "./client";
import { createLimiter } from "./limiter";
import type { HubSpotScopeMissing } from "./scope-missing";
import { createFakeClock } from "./testing/fake-clock";
import * as bodies from "./testing/hubspot-bodies";
import { type ScriptedHubSpot, startScriptedHubSpot } from "./testing/scripted-hubspot";

let hubSpot: ScriptedHubSpot;
let clock: ReturnType<typeof createFakeClock>;
let calls: CallRecord[];
let missed: HubSpotScopeMissing[];

beforeAll(async () => {
  hubSpot = await startScriptedHubSpot();
});
afterAll(() => hubSpot.stop());
beforeEach(() => {
  clock = createFakeClock();
  calls = [];
  missed = [];
});

const done = { json: { ok: true } };

function callWith({
  isSafeToRepeat = true,
  timeoutMs = 5_000,
  renew = async () => "second-token",
  timeZone = "UTC",
  limiter = createLimiter({ now: clock.now, sleep: clock.sleep }),
} = {}) {
  const client = createHubSpotClient({
    apiBaseUrl: hubSpot.url,
    limiter,
    getAccessToken: async () => "first-token",
    renewAccessToken: renew,
    readTimeZone: () => timeZone,
    onScopeMissing: async (error) => void missed.push(error),
    timeoutMs,
    now: clock.now,
    sleep: clock.sleep,
    onCall: (call) => calls.push(call),
  });
  return () =>
    client.request({
      method: "POST",
      path: "/crm/things",
      body: { a: 1 },
      schema: z.object({ ok: z.boolean() }),
      isSafeToRepeat,
    });
}

async function fail(run: () => Promise<unknown>): Promise<Error> {
  const error = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error) return error;
  throw new Error("The call was expected to fail.");
}

const statuses = () => calls.map(({ status }) => status);
const slept = () => clock.slept.reduce((sum, ms) => sum + ms, 0);

describe("an answer", () => {
  it("is parsed and comes with its correlation id", async () => {
    hubSpot.answerInTurn({ ...done, headers: { "x-hubspot-correlation-id": "abc" } });
    expect(await callWith()()).toEqual({
      status: 200,
      body: { ok: true },
      correlationId: "abc",
      unknownFates: 0,
    });
    expect(hubSpot.requests.at(-1)).toMatchObject({ authorization: "Bearer first-token", body: { a: 1 } });
    expect(calls).toMatchObject([{ method: "POST", path: "/crm/things", status: 200, correlationId: "abc" }]);
  });

  it("of another shape than asked for is an error, not a value", async () => {
    hubSpot.answerInTurn({ json: { ok: "yes" } });
    expect(await fail(callWith())).toMatchObject({ code: "hubspot_unreachable" });
  });

  it("with a redirect is refused: the token goes nowhere else", async () => {
    hubSpot.answerInTurn({ status: 302, headers: { location: `${hubSpot.url}/elsewhere` } });
    expect(await fail(callWith())).toMatchObject({ code: "hubspot_refused", status: 302 });
    expect(calls).toHaveLength(1);
  });
});

describe("a call that HubSpot can't carry out now", () => {
  it.each([423, 429, 477, 500, 502, 503, 504, 521, 522, 523, 524, 525, 526])(
    "is repeated after a %i",
    async (status) => {
      hubSpot.answerInTurn(
        { status, headers: status === 477 ? { "retry-after": "3" } : {}, text: "<html>no</html>" },
        done,
      );
      expect((await callWith()()).body).toEqual({ ok: true });
      expect(statuses()).toEqual([status, 200]);
    },
  );

  it("is repeated after a dropped connection, half a body and a silence", async () => {
    hubSpot.answerInTurn({ fault: "reset" }, { ...done, fault: "cut" }, { fault: "hang" }, done);
    await callWith({ timeoutMs: 150 })();
    expect(statuses()).toEqual([null, null, null, 200]);
  });

  it("is repeated when a success carries half its JSON", async () => {
    hubSpot.answerInTurn({ text: '{"ok":tr' }, done);
    await callWith()();
    expect(statuses()).toEqual([200, 200]);
  });

  it("waits at least two seconds for a lock, and longer each time", async () => {
    hubSpot.answerInTurn({ status: 423 }, { status: 423 }, done);
    await callWith()();
    expect(clock.slept[0]).toBeGreaterThanOrEqual(2_000);
    expect(clock.slept[1]).toBeGreaterThanOrEqual(4_000);
  });

  it("waits as long as Retry-After says", async () => {
    hubSpot.answerInTurn({ status: 503, headers: { "retry-after": "7" } }, done);
    await callWith()();
    expect(clock.slept).toEqual([7_000]);
  });

  it("waits out the interval of a rate limit", async () => {
    const headers = { "x-hubspot-ratelimit-interval-milliseconds": "10000" };
    hubSpot.answerInTurn({ status: 429, json: bodies.limitReached("TEN_SECONDLY_ROLLING"), headers }, done);
    await callWith()();
    expect(slept()).toBeGreaterThanOrEqual(10_000);
  });

  it.each([
    ["SECONDLY", 1_000],
    ["TEN_SECONDLY_ROLLING", 10_000],
    ["A_POLICY_OF_TOMORROW", 10_000],
  ])("makes everybody wait after a 429 of the policy %s, for %i ms", async (policy, waitMs) => {
    const paused: number[] = [];
    const limiter = createLimiter({ now: clock.now, sleep: clock.sleep });
    const pauseUntil = (at: number) => {
      paused.push(at - clock.now());
      limiter.pauseUntil(at);
    };
    const body = { ...bodies.limitReached("SECONDLY"), policyName: policy };
    hubSpot.answerInTurn({ status: 429, json: body }, done);
    await callWith({ limiter: { ...limiter, pauseUntil } })();
    expect(paused).toEqual([waitMs]);
  });

  it("is given up after five tries", async () => {
    hubSpot.answer(() => ({ status: 502, text: "<html><h1>502 Bad Gateway</h1></html>" }));
    expect(await fail(callWith())).toMatchObject({ code: "hubspot_unreachable" });
    expect(statuses()).toEqual([502, 502, 502, 502, 502]);
  });

  it("names the limit when it never ends", async () => {
    hubSpot.answer(() => ({ status: 429, json: bodies.limitReached("SECONDLY") }));
    expect(await fail(callWith())).toMatchObject({ code: "hubspot_rate_limited" });
  });

  it("is not repeated after a fault when that could do harm", async () => {
    hubSpot.answerInTurn({ status: 502 }, done);
    expect(await fail(callWith({ isSafeToRepeat: false }))).toMatchObject({ code: "hubspot_unreachable" });
    hubSpot.answerInTurn({ fault: "reset" }, done);
    expect(await fail(callWith({ isSafeToRepeat: false }))).toMatchObject({ code: "hubspot_unreachable" });
    expect(statuses()).toEqual([502, null]);
  });

  it("is repeated after a rate limit even then, for nothing was done", async () => {
    hubSpot.answerInTurn({ status: 429, json: bodies.limitReached("SECONDLY") }, done);
    await callWith({ isSafeToRepeat: false })();
    expect(statuses()).toEqual([429, 200]);
  });
});

describe("attempts whose fate is unknown", () => {
  it("are counted in the answer: faults, half answers and 5xx, but no lock and no limit", async () => {
    hubSpot.answerInTurn({ fault: "reset" }, { status: 423 }, { status: 504 }, { text: '{"ok":tr' }, done);
    expect(await callWith()()).toMatchObject({ unknownFates: 3 });
    hubSpot.answerInTurn({ status: 429, json: bodies.limitReached("SECONDLY") }, { status: 423 }, done);
    expect(await callWith()()).toMatchObject({ unknownFates: 0 });
  });

  it("are counted in the refusal that follows, which may be about what they wrote", async () => {
    hubSpot.answerInTurn({ ...done, fault: "cut" }, { status: 409, json: { status: "error", message: "exists" } });
    expect(await fail(callWith())).toMatchObject({ status: 409, unknownFates: 1 });
    hubSpot.answerInTurn({ status: 409, json: { status: "error", message: "exists" } });
    expect(await fail(callWith())).toMatchObject({ status: 409, unknownFates: 0 });
  });
});

describe("a long pause", () => {
  it.each([
    ["with no word about when", {}],
    ["with a Retry-After of seconds", { "retry-after": "10" }],
  ])("of the daily limit lasts until midnight in the account's zone, %s", async (_, headers) => {
    hubSpot.answer(() => ({ status: 429, json: bodies.dailyLimitReached, headers }));
    const run = callWith({ timeZone: "Asia/Tokyo" });
    const pause = await fail(run);
    expect(pause).toBeInstanceOf(HubSpotPause);
    // The clock stands at 08:00 UTC, 17:00 in Tokyo.
    expect(pause).toMatchObject({
      until: new Date("2027-01-15T15:00:00.000Z"),
      reason: expect.stringContaining("midnight in Asia/Tokyo"),
    });
    expect(calls).toHaveLength(1);
    expect(slept()).toBe(0);
  });

  it("holds for the calls that follow, of other clients of the portal as well, without asking HubSpot", async () => {
    hubSpot.answer(() => ({ status: 429, json: bodies.dailyLimitReached }));
    const limiter = createLimiter({ now: clock.now, sleep: clock.sleep });
    const run = callWith({ limiter });
    const pause = await fail(run);
    expect(pause).toBeInstanceOf(HubSpotPause);
    expect(await fail(run)).toEqual(pause);
    expect(await fail(callWith({ limiter }))).toEqual(pause);
    expect(calls).toHaveLength(1);
  });

  it("a daily limit met right after midnight is looked at again soon: it may be yesterday's", async () => {
    await clock.sleep(16 * 3_600_000 + 1_000);
    hubSpot.answer(() => ({ status: 429, json: bodies.dailyLimitReached }));
    expect(await fail(callWith())).toMatchObject({ until: new Date("2027-01-16T00:10:01.000Z") });
  });

  it("of a move between data centres ends when HubSpot says", async () => {
    hubSpot.answerInTurn({ status: 477, headers: { "retry-after": "7200" } }, done);
    const run = callWith();
    expect(await fail(run)).toMatchObject({ until: new Date(clock.now() + 7_200_000) });
    await clock.sleep(7_200_001);
    expect((await run()).body).toEqual({ ok: true });
  });
});

describe("a refused token", () => {
  it("is renewed once, and the call goes on", async () => {
    const refused: string[] = [];
    hubSpot.answer(({ authorization }) =>
      authorization === "Bearer second-token" ? done : { status: 401, json: bodies.tokenExpired },
    );
    const renew = async (token?: string) => {
      refused.push(String(token));
      return "second-token";
    };
    await callWith({ renew, isSafeToRepeat: false })();
    expect(statuses()).toEqual([401, 200]);
    expect(refused).toEqual(["first-token"]);
  });

  it("asks for a new connection when the renewed one is refused, too", async () => {
    hubSpot.answer(() => ({ status: 401, json: bodies.tokenExpired }));
    const error = await fail(callWith());
    expect(error).toMatchObject({ code: "hubspot_reconnect" });
    expect(statuses()).toEqual([401, 401]);
    expect(error.message).not.toContain("token-");
  });
});

describe("a refusal", () => {
  it("names the scopes that are missing", async () => {
    hubSpot.answerInTurn({ status: 403, json: bodies.missingScopes });
    const error = await fail(callWith());
    expect(error).toMatchObject({ code: "hubspot_scope_missing", needsAll: false });
    expect(error.message).toContain("one of the scopes");
    expect(error.message).toContain("crm.objects.deals.read");
    expect(missed).toEqual([error]);
    expect(missed[0]?.scopes).toContain("crm.objects.deals.read");
  });

  it("tells scopes that are all wanted from those of which one would do", async () => {
    const context = { requiredGranularScopes: ["tickets", "crm.objects.contacts.read"] };
    const errors = [{ message: "All of the following scopes are required.", context }];
    hubSpot.answerInTurn({ status: 403, json: { ...bodies.missingScopes, errors } });
    expect(await fail(callWith())).toMatchObject({ scopes: ["tickets", "crm.objects.contacts.read"], needsAll: true });
  });

  it.each([400, 403, 404, 409, 414])("of %i is not repeated", async (status) => {
    hubSpot.answerInTurn({ status, json: { status: "error", message: "resource not found" } }, done);
    expect(await fail(callWith())).toMatchObject({ status, category: null, code: "hubspot_refused" });
    expect(calls).toHaveLength(1);
  });

  it("carries HubSpot's words apart from its message, which never quotes a row", async () => {
    hubSpot.answerInTurn({
      status: 400,
      json: bodies.refuseValues([
        { name: "email", error: "INVALID_EMAIL", message: "Email address ann@x is invalid", propertyValue: "ann@x" },
      ]),
    });
    const error = await fail(callWith());
    if (!(error instanceof HubSpotRefusal)) throw error;
    expect(error).toBeInstanceOf(AppError);
    expect(error.refusals).toEqual([
      { code: "INVALID_EMAIL", property: "email", option: null, message: "Email address ann@x is invalid" },
    ]);
    expect(error.message).toContain("INVALID_EMAIL");
    expect(error.message).not.toContain("ann@x");
    expect(error.correlationId).toBe("9d1c7a34-0000-4000-8000-000000000001");
  });

  it("survives a body that is no envelope at all", async () => {
    hubSpot.answerInTurn({ status: 400, text: "<html>Bad Request</html>" }, { status: 400, json: [1, 2] });
    expect(await fail(callWith())).toMatchObject({ status: 400, refusals: [{ code: "UNEXPLAINED" }] });
    expect(await fail(callWith())).toMatchObject({ status: 400, refusals: [{ code: "UNEXPLAINED" }] });
  });
});
