import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectApp } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: { burst: 3, intervalMs: 10_000 } });
});

afterEach(() => sandbox.stop());

const details = "/account-info/2026-09/details";

describe("the rate limit", () => {
  it("counts down in the headers and then refuses in HubSpot's words", async () => {
    const remaining: (string | null)[] = [];
    for (let call = 0; call < 3; call += 1) {
      const { headers } = await sandbox.call("GET", details);
      remaining.push(headers.get("X-HubSpot-RateLimit-Remaining"));
      expect(headers.get("X-HubSpot-RateLimit-Max")).toBe("3");
      expect(headers.get("X-HubSpot-RateLimit-Interval-Milliseconds")).toBe("10000");
    }
    expect(remaining).toEqual(["2", "1", "0"]);
    const { status, headers, body } = await sandbox.call("GET", details);
    expect(status).toBe(429);
    expect(headers.get("retry-after")).toBeNull();
    expect(body).toMatchObject({
      status: "error",
      message: "You have reached your ten_secondly_rolling limit.",
      errorType: "RATE_LIMIT",
      policyName: "TEN_SECONDLY_ROLLING",
      groupName: expect.stringMatching(/^publicapi:.*-api-calls-ten-secondly:\d+:4242$/),
      correlationId: headers.get("x-hubspot-correlation-id"),
    });
    expect(body).not.toHaveProperty("category");
  });

  it("slides: the window opens again when its calls are old enough", async () => {
    for (let call = 0; call < 3; call += 1) await sandbox.call("GET", details);
    expect((await sandbox.call("GET", details)).status).toBe(429);
    await sandbox.admin("POST", "/clock", { advanceMs: 10_000 });
    expect((await sandbox.call("GET", details)).status).toBe(200);
  });

  it("is kept for each app by itself, and can be changed or taken away", async () => {
    for (let call = 0; call < 4; call += 1) await sandbox.call("GET", details);
    const { access_token } = await connectApp(sandbox);
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(200);
    await sandbox.admin("POST", "/limits", { limits: null });
    const { status, headers } = await sandbox.call("GET", details);
    expect([status, headers.get("X-HubSpot-RateLimit-Max")]).toEqual([200, null]);
  });

  it("says Retry-After if the switch says so", async () => {
    await sandbox.admin("POST", "/switches", { sendsRetryAfterOnRateLimit: true });
    for (let call = 0; call < 3; call += 1) await sandbox.call("GET", details);
    expect((await sandbox.call("GET", details)).headers.get("retry-after")).toBe("10");
  });

  it("also stands on refusals", async () => {
    const { status, headers } = await sandbox.call("GET", "/crm/objects/2026-09/nonsense");
    expect(status).toBe(400);
    expect(headers.get("X-HubSpot-RateLimit-Remaining")).toBe("2");
  });
});

describe("faults", () => {
  const upsert = () => sandbox.upsert("contacts", [byEmail("a@x.example", {}, "a"), byEmail("b@x.example", {}, "b")]);
  const fault = (kind: string, more: Record<string, unknown> = {}) =>
    sandbox.admin("POST", "/faults", { match: { method: "POST", path: "/batch/upsert" }, times: 1, kind, ...more });

  it("a status comes as often as asked, for matching calls only, and nothing is written", async () => {
    await fault("status", { times: 2, status: 477, headers: { "retry-after": "60" }, body: { message: "moving" } });
    expect((await sandbox.call("GET", details)).status).toBe(200);
    for (let time = 0; time < 2; time += 1) {
      const { status, headers, body } = await upsert();
      expect([status, headers.get("retry-after"), body]).toEqual([477, "60", { message: "moving" }]);
    }
    expect(await sandbox.countRecords("contacts")).toBe(0);
    expect((await upsert()).status).toBe(200);
  });

  it("a gateway's status is a page, not JSON", async () => {
    await fault("status", { status: 502 });
    const { status, body } = await sandbox.call("POST", "/crm/objects/2026-09/contacts/batch/upsert", { inputs: [] });
    expect(status).toBe(502);
    expect(body).toContain("<html>");
  });

  it("a reset before the work writes nothing, a reset after it does", async () => {
    await fault("reset-before");
    await expect(upsert()).rejects.toThrow("fetch failed");
    expect(await sandbox.countRecords("contacts")).toBe(0);
    await fault("reset-after");
    await expect(upsert()).rejects.toThrow("fetch failed");
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("half a body is written for whole but never arrives", async () => {
    await fault("half-body");
    await expect(upsert()).rejects.toThrow();
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("a call that hangs ends when the caller gives up", async () => {
    await fault("hang");
    const path = `${sandbox.apiUrl}/crm/objects/2026-09/contacts/batch/upsert`;
    const hanging = fetch(path, { method: "POST", signal: AbortSignal.timeout(50) });
    await expect(hanging).rejects.toThrow(/timeout/);
  });

  it("empty results are a 200 that wrote nothing", async () => {
    await fault("empty-results");
    const { status, body } = await upsert();
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "COMPLETE", results: [] });
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("an omitted result was written but isn't named", async () => {
    await fault("omit-results");
    expect((await upsert()).batch.results).toHaveLength(1);
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("what isn't a fault is refused by the admin door", async () => {
    expect((await fault("meteor")).status).toBe(400);
    expect((await sandbox.admin("POST", "/meteors", {})).status).toBe(404);
    expect((await sandbox.admin("POST", "/revoke", { portal: 1 })).status).toBe(400);
  });
});

describe("the admin door", () => {
  it("counts calls by method and path, so that the version in use can be proven", async () => {
    await sandbox.upsert("0-1", []);
    await sandbox.upsert("0-1", [], "v3");
    await sandbox.call("GET", "/crm/objects/2026-09/0-1/12345");
    const { body } = await sandbox.admin("GET", "/calls");
    expect(body).toEqual({
      calls: [
        { method: "POST", path: "/crm/objects/2026-09/0-1/batch/upsert", count: 1, statuses: { 200: 1 } },
        { method: "POST", path: "/crm/objects/v3/0-1/batch/upsert", count: 1, statuses: { 200: 1 } },
        { method: "GET", path: "/crm/objects/2026-09/0-1/{recordId}", count: 1, statuses: { 404: 1 } },
      ],
    });
    await sandbox.admin("POST", "/reset-counts");
    expect((await sandbox.admin("GET", "/calls")).body).toEqual({ calls: [] });
  });

  it("shows records with all their values, page by page, and takes new ones", async () => {
    const records = [{ properties: { name: "One" } }, { properties: { name: "Two" } }];
    await sandbox.admin("POST", "/records", { portal: 4242, objectType: "companies", records });
    const { body } = await sandbox.admin("GET", "/records?portal=4242&objectType=0-2&limit=1");
    expect(body).toMatchObject({
      total: 2,
      results: [{ properties: { name: "One", hs_object_source: "INTEGRATION", hs_object_id: expect.any(String) } }],
      after: expect.any(String),
    });
  });

  it("holds answers back as long as it is told to", async () => {
    await sandbox.admin("POST", "/latency", { latencyMs: 60_000 });
    const answer = fetch(`${sandbox.apiUrl}${details}`, { signal: AbortSignal.timeout(50) });
    await expect(answer).rejects.toThrow(/timeout/);
  });

  it("is closed to names that only lead to loopback", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve, reject) => {
      const call = request(`${sandbox.adminUrl}/calls`, { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on("error", reject).end();
    });
    expect(status).toBe(403);
  });

  it("can be left out", async () => {
    const doorless = await startTestSandbox({ adminPort: null });
    expect(doorless.adminUrl).toBeNull();
    await doorless.stop();
  });
});
