import { afterEach, describe, expect, it } from "vitest";
import type { SandboxOptions, Tier } from "@/lib/local/hubspot-sandbox/options";
import { clientFields, connectApp, refresh } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import {
  startTestSandbox,
  type TestSandbox,
  testApp,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

const details = "/account-info/2026-09/details";
const search = "/crm/objects/2026-09/contacts/search";
const labels = "/crm/associations/2026-09/contacts/companies/labels";
const oneCall = { burst: 1, intervalMs: 10_000 };
const threeCalls = { burst: 3, intervalMs: 10_000 };

let sandbox: TestSandbox;

afterEach(() => sandbox.stop());

async function start(options: Partial<SandboxOptions> = {}): Promise<void> {
  sandbox = await startTestSandbox(options);
}

async function ask(token?: string) {
  return sandbox.call("GET", details, undefined, token);
}

describe("§7 The ten-secondly limit", () => {
  it("§7.3 §7.4 counts down in the headers and then refuses in HubSpot's words", async () => {
    await start({ limits: threeCalls });
    const remaining: (string | null)[] = [];
    for (let call = 0; call < 3; call += 1) {
      const { headers } = await ask();
      remaining.push(headers.get("X-HubSpot-RateLimit-Remaining"));
      expect(headers.get("X-HubSpot-RateLimit-Max")).toBe("3");
      expect(headers.get("X-HubSpot-RateLimit-Interval-Milliseconds")).toBe("10000");
    }
    expect(remaining).toEqual(["2", "1", "0"]);
    const { status, headers, body } = await ask();
    expect(status).toBe(429);
    expect(headers.get("retry-after")).toBeNull();
    expect(body).toEqual({
      status: "error",
      message: "You have reached your ten_secondly_rolling limit.",
      errorType: "RATE_LIMIT",
      policyName: "TEN_SECONDLY_ROLLING",
      groupName: "publicapi:private-app-api-calls-ten-secondly:3309723:4242",
      correlationId: headers.get("x-hubspot-correlation-id"),
    });
  });

  it("§7.4 names the app and the portal in the group of an OAuth app", async () => {
    await start({ limits: oneCall });
    const { access_token } = await connectApp(sandbox);
    await ask(access_token);
    expect((await ask(access_token)).body).toMatchObject({
      groupName: "publicapi:oauth-api-calls-ten-secondly:3209723:4242",
    });
  });

  it("slides: the window opens again when its calls are old enough", async () => {
    await start({ limits: threeCalls });
    for (let call = 0; call < 3; call += 1) await ask();
    expect((await ask()).status).toBe(429);
    await sandbox.admin("POST", "/clock", { advanceMs: 10_000 });
    expect((await ask()).status).toBe(200);
  });

  it("doesn't count what it refuses", async () => {
    await start({ limits: oneCall });
    await ask();
    await sandbox.admin("POST", "/clock", { advanceMs: 6_000 });
    expect((await ask()).status).toBe(429);
    await sandbox.admin("POST", "/clock", { advanceMs: 4_000 });
    expect((await ask()).status).toBe(200);
  });

  it("is kept for each app by itself, and can be changed or taken away", async () => {
    await start({ limits: threeCalls });
    for (let call = 0; call < 4; call += 1) await ask();
    const { access_token } = await connectApp(sandbox);
    expect((await ask(access_token)).status).toBe(200);
    await sandbox.admin("POST", "/limits", { limits: null });
    const { status, headers } = await ask();
    expect([status, headers.get("X-HubSpot-RateLimit-Max")]).toEqual([200, null]);
  });

  it("is kept for each portal by itself", async () => {
    const other = { ...testPortal, hubId: 4343, tokens: [{ token: "pat-other", scopes: [] }] };
    await start({ limits: oneCall, portals: [testPortal, other] });
    await ask();
    expect((await ask()).status).toBe(429);
    expect((await ask("pat-other")).status).toBe(200);
  });

  it("§12.6 says Retry-After if the switch says so", async () => {
    await start({ limits: oneCall, switches: { sendsRetryAfterOnRateLimit: true } });
    await ask();
    expect((await ask()).headers.get("retry-after")).toBe("10");
  });

  it("also stands on refusals", async () => {
    await start({ limits: threeCalls });
    const { status, headers } = await sandbox.call("GET", "/crm/objects/2026-09/nonsense");
    expect(status).toBe(400);
    expect(headers.get("X-HubSpot-RateLimit-Remaining")).toBe("2");
  });

  it.each([false, true])("§7.11 counts a call when it is answered instead of when it arrives: %s", async (isLate) => {
    await start({ limits: oneCall, latencyMs: 500, switches: { countsCallsWhenAnswered: isLate } });
    await sandbox.admin("POST", "/faults", { kind: "hang", after: 1_000 });
    const first = ask();
    const arrivals = async () => (await sandbox.admin("GET", "/faults")).body;
    await expect.poll(arrivals).toMatchObject({ faults: [{ matched: 1 }] });
    await sandbox.admin("POST", "/foreign-calls", { portal: 4242, calls: 1 });
    expect((await first).status).toBe(isLate ? 429 : 200);
  });
});

describe("§7 Calls in ten seconds by kind of app", () => {
  const maxOf = (headers: Headers) => headers.get("X-HubSpot-RateLimit-Max");

  it.each<[Tier, 0 | 1 | 2, string]>([
    ["free", 0, "100"],
    ["starter", 0, "100"],
    ["professional", 0, "190"],
    ["enterprise", 0, "190"],
    ["enterprise", 1, "250"],
    ["free", 2, "250"],
  ])("§7.2 a token of a %s account with %i add-ons has %s", async (tier, apiAddOns, max) => {
    await start({ portals: [{ ...testPortal, tier, apiAddOns }] });
    expect(maxOf((await ask()).headers)).toBe(max);
  });

  it("§7.1 an app of the marketplace has 110 whatever the tier, and the add-on doesn't raise it", async () => {
    await start({ portals: [{ ...testPortal, apiAddOns: 2 }] });
    expect(maxOf((await ask((await connectApp(sandbox)).access_token)).headers)).toBe("110");
  });

  it("§7.2 a privately distributed app has what the tier gives", async () => {
    await start({ apps: [{ ...testApp, distribution: "private" }] });
    expect(maxOf((await ask((await connectApp(sandbox)).access_token)).headers)).toBe("190");
  });

  it.each<[Tier, 0 | 1, string]>([
    ["free", 0, "100"],
    ["professional", 0, "150"],
    ["enterprise", 1, "200"],
  ])("§7.10 associations of a %s account with %i add-ons have %s of their own", async (tier, apiAddOns, max) => {
    await start({ portals: [{ ...testPortal, tier, apiAddOns }] });
    await ask();
    const { headers } = await sandbox.call("GET", labels);
    expect(maxOf(headers)).toBe(max);
    expect(headers.get("X-HubSpot-RateLimit-Remaining")).toBe(String(Number(max) - 1));
  });
});

describe("§7 The daily limit", () => {
  const dailyOf = (headers: Headers) => [
    headers.get("X-HubSpot-RateLimit-Daily"),
    headers.get("X-HubSpot-RateLimit-Daily-Remaining"),
  ];

  it.each<[Tier, 0 | 1 | 2, string]>([
    ["free", 0, "250000"],
    ["starter", 0, "250000"],
    ["professional", 0, "625000"],
    ["enterprise", 0, "1000000"],
    ["enterprise", 2, "3000000"],
  ])("§7.5 a %s account with %i add-ons has %s calls a day", async (tier, apiAddOns, limit) => {
    await start({ portals: [{ ...testPortal, tier, apiAddOns }] });
    expect(dailyOf((await ask()).headers)).toEqual([limit, String(Number(limit) - 1)]);
  });

  it("§7.7 is told to tokens, not to OAuth apps", async () => {
    await start({ portals: [{ ...testPortal, dailyLimit: 100 }] });
    const { access_token } = await connectApp(sandbox);
    expect(dailyOf((await ask(access_token)).headers)).toEqual([null, null]);
    expect(dailyOf((await ask()).headers)).toEqual(["100", "98"]);
  });

  it("§7.5 §7.6 is shared by the account's apps, and refuses in HubSpot's words", async () => {
    await start({ portals: [{ ...testPortal, dailyLimit: 2 }] });
    const { access_token } = await connectApp(sandbox);
    await ask();
    await ask(access_token);
    for (const token of ["pat-all", access_token]) {
      const { status, headers, body } = await ask(token);
      expect(status).toBe(429);
      expect(body).toEqual({
        status: "error",
        message: "You have reached your daily limit.",
        errorType: "RATE_LIMIT",
        correlationId: headers.get("x-hubspot-correlation-id"),
        policyName: "DAILY",
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
  });

  it("§7.6 begins anew at midnight in the account's time zone", async () => {
    await start({ portals: [{ ...testPortal, timeZone: "Asia/Kolkata", dailyLimit: 1 }] });
    const { body } = await sandbox.admin("POST", "/clock", { advanceMs: 0 });
    const now = Date.parse(String(Object(body).now));
    const dayMs = 24 * 3_600_000;
    const sinceMidnight = (now + 5.5 * 3_600_000) % dayMs;
    await sandbox.admin("POST", "/clock", { advanceMs: dayMs - sinceMidnight + 60_000 });
    expect((await ask()).status).toBe(200);
    await sandbox.admin("POST", "/clock", { advanceMs: dayMs - 600_000 });
    expect((await ask()).status).toBe(429);
    await sandbox.admin("POST", "/clock", { advanceMs: 600_000 });
    expect((await ask()).status).toBe(200);
  });

  it("can be set at any time, and be taken away", async () => {
    await start();
    await sandbox.admin("POST", "/daily-limit", { portal: 4242, limit: 1 });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    await sandbox.admin("POST", "/daily-limit", { portal: 4242, limit: null });
    const { status, headers } = await ask();
    expect([status, ...dailyOf(headers)]).toEqual([200, null, null]);
  });
});

describe("§7 The limit of search", () => {
  const find = () => sandbox.call("POST", search, { filterGroups: [] });

  it("§7.9 is five calls in a second per account, without a word in the headers", async () => {
    await start();
    for (let call = 0; call < 5; call += 1) {
      const { status, headers } = await find();
      expect([status, headers.get("X-HubSpot-RateLimit-Max")]).toEqual([200, null]);
    }
    const { access_token } = await connectApp(sandbox);
    const { status, headers, body } = await sandbox.call("POST", search, { filterGroups: [] }, access_token);
    expect(status).toBe(429);
    expect(headers.get("X-HubSpot-RateLimit-Max")).toBeNull();
    expect(body).toEqual({
      status: "error",
      message: "You have reached your secondly limit.",
      errorType: "RATE_LIMIT",
      correlationId: headers.get("x-hubspot-correlation-id"),
      policyName: "SECONDLY",
    });
    await sandbox.admin("POST", "/clock", { advanceMs: 1_000 });
    expect((await find()).status).toBe(200);
  });

  it("takes nothing from the other calls", async () => {
    await start();
    await find();
    expect((await ask()).headers.get("X-HubSpot-RateLimit-Remaining")).toBe("189");
  });
});

describe("§7 Somebody else's calls", () => {
  it("are out of the window at once, for the app that they are made by", async () => {
    await start({ limits: { burst: 10, intervalMs: 10_000 } });
    const { access_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/foreign-calls", { portal: 4242, clientId: testApp.clientId, calls: 4 });
    expect((await ask(access_token)).headers.get("X-HubSpot-RateLimit-Remaining")).toBe("5");
    expect((await ask()).headers.get("X-HubSpot-RateLimit-Remaining")).toBe("9");
    await sandbox.admin("POST", "/foreign-calls", { portal: 4242, calls: 10 });
    expect([(await ask()).status, (await ask(access_token)).status]).toEqual([429, 429]);
  });

  it("count for the day as well", async () => {
    await start({ portals: [{ ...testPortal, dailyLimit: 5 }] });
    await sandbox.admin("POST", "/foreign-calls", { portal: 4242, calls: 5 });
    expect((await ask()).body).toMatchObject({ policyName: "DAILY" });
  });

  it("need an app that is installed", async () => {
    await start();
    const input = { portal: 4242, clientId: testApp.clientId, calls: 1 };
    expect((await sandbox.admin("POST", "/foreign-calls", input)).status).toBe(400);
  });
});

describe("§7 The token endpoint's own limit", () => {
  it("§6.3.9 refuses in words of its own, and takes nothing from the API's", async () => {
    await start({ limits: oneCall, tokenLimits: { burst: 3, intervalMs: 10_000 } });
    const { access_token, refresh_token } = await connectApp(sandbox);
    await refresh(sandbox, refresh_token);
    await refresh(sandbox, refresh_token);
    const { status, headers, body } = await refresh(sandbox, refresh_token);
    expect([status, headers.get("retry-after")]).toEqual([429, null]);
    expect(body).toMatchObject({ status: "error", message: "You have reached your rate limit." });
    expect((await ask(access_token)).status).toBe(200);
    await sandbox.admin("POST", "/clock", { advanceMs: 10_000 });
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
  });

  it("§12.6 says Retry-After if the switch says so, and can be taken away", async () => {
    await start({ tokenLimits: oneCall, switches: { sendsRetryAfterOnRateLimit: true } });
    const { refresh_token } = await connectApp(sandbox);
    expect((await refresh(sandbox, refresh_token)).headers.get("retry-after")).toBe("10");
    await sandbox.admin("POST", "/limits", { tokenLimits: null });
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
  });

  it("an unknown client is refused before anything is counted", async () => {
    await start({ tokenLimits: oneCall });
    const form = { ...clientFields, client_id: "nobody", grant_type: "refresh_token" };
    for (let call = 0; call < 2; call += 1) {
      expect((await sandbox.sendForm("/oauth/2026-09/token", form)).body).toMatchObject({ status: "BAD_CLIENT_ID" });
    }
  });
});
