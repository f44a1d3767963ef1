import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectApp } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import {
  byEmail,
  startTestSandbox,
  type TestSandbox,
  testApp,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterAll(() => sandbox.stop());

const details = "/account-info/2026-09/details";
const contacts = "/crm/objects/2026-09/contacts";

describe("§4.1 The envelope", () => {
  it("§4.1.1 has a correlation id that the header repeats, a new one for each call", async () => {
    const ids = new Set<string | null>();
    for (let call = 0; call < 2; call += 1) {
      const { status, headers, body } = await sandbox.call("GET", `${contacts}?limit=1000`);
      const correlationId = headers.get("x-hubspot-correlation-id");
      expect(correlationId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(status).toBe(400);
      expect(body).toEqual({
        status: "error",
        message: expect.stringContaining("1000"),
        correlationId,
        category: "VALIDATION_ERROR",
      });
      ids.add(correlationId);
    }
    expect(ids.size).toBe(2);
  });

  it("success has the header, too", async () => {
    expect((await sandbox.call("GET", details)).headers.get("x-hubspot-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("§4.5 401", () => {
  it("§4.5.1 a token that ran out says how long ago, and when", async () => {
    const { access_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/clock", { advanceMs: 30 * 60_000 + 75_000 });
    const { status, headers, body } = await sandbox.call("GET", details, undefined, access_token);
    expect(status).toBe(401);
    expect(body).toEqual({
      status: "error",
      message: expect.stringMatching(/^The OAuth token used to make this call expired 7\d second\(s\) ago\.$/),
      correlationId: headers.get("x-hubspot-correlation-id"),
      category: "EXPIRED_AUTHENTICATION",
      context: { "expire time": [expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)] },
    });
  });

  it("§4.5.2 a token that nobody knows expired in 1970", async () => {
    const { status, body } = await sandbox.call("GET", details, undefined, "nonsense");
    expect(status).toBe(401);
    expect(body).toMatchObject({
      message: expect.stringMatching(/expired 2\d{4} day\(s\) ago\.$/),
      category: "EXPIRED_AUTHENTICATION",
      context: { "expire time": ["1970-01-01T00:00:00.000Z"] },
    });
  });

  it("§4.5.3 a call without a token is told about OAuth", async () => {
    const response = await fetch(`${sandbox.apiUrl}${details}`);
    expect(response.status).toBe(401);
    const body: unknown = await response.json();
    expect(body).toEqual({
      status: "error",
      message:
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
      category: "INVALID_AUTHENTICATION",
      correlationId: response.headers.get("x-hubspot-correlation-id"),
    });
  });
});

describe("§4.6 403", () => {
  it("§4.6.1 a missing scope is refused with the scopes of which one is needed", async () => {
    const { access_token } = await connectApp(sandbox);
    const { status, headers, body } = await sandbox.call("GET", "/crm/objects/2026-09/deals", undefined, access_token);
    expect(status).toBe(403);
    expect(body).toEqual({
      status: "error",
      message:
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
      correlationId: headers.get("x-hubspot-correlation-id"),
      errors: [
        {
          message: "One or more of the following scopes are required.",
          context: { requiredGranularScopes: ["crm.objects.deals.read"] },
        },
      ],
      links: { scopes: "https://developers.hubspot.com/scopes" },
      category: "MISSING_SCOPES",
    });
  });

  it("§4.6.3 where several scopes are needed, all of them are named, those that are granted among them", async () => {
    const granted = "crm.schemas.contacts.read";
    const narrow = await startTestSandbox({
      portals: [{ ...testPortal, tokens: [{ token: "pat-plain", scopes: [granted] }] }],
    });
    const path = "/crm/properties/2026-09/contacts?dataSensitivity=sensitive";
    const { status, body } = await narrow.call("GET", path, undefined, "pat-plain");
    expect(status).toBe(403);
    const context = { requiredGranularScopes: [granted, "crm.objects.contacts.sensitive.read.v2"] };
    expect(body).toMatchObject({
      errors: [{ message: "All of the following scopes are required.", context }],
      category: "MISSING_SCOPES",
    });
    await narrow.stop();
  });

  it.each(["2026-09", "2026-03", "v3"])(
    "§4.6.4 %s names them in errors if it has a date, else above",
    async (version) => {
      const { access_token } = await connectApp(sandbox);
      const { status, body } = await sandbox.call("GET", `/crm/objects/${version}/deals`, undefined, access_token);
      const context = { requiredGranularScopes: ["crm.objects.deals.read"] };
      expect(status).toBe(403);
      expect(body).toMatchObject({ category: "MISSING_SCOPES", ...(version !== "v3" && { errors: [{ context }] }) });
      if (version === "v3") expect(body).toMatchObject({ context });
      expect(body).not.toHaveProperty(version === "v3" ? "errors" : "context");
    },
  );

  it.each([
    [true, 403],
    [false, 200],
  ])("§4.6.2 if scopes come before empty batches (%s), one without its scope is a %i", async (isFirst, expected) => {
    const narrow = await startTestSandbox({
      portals: [{ ...testPortal, tokens: [{ token: "pat-none", scopes: [] }] }],
      switches: { checksScopesOfEmptyBatches: isFirst },
    });
    for (const verb of ["upsert", "update", "read"]) {
      const send = (inputs: readonly unknown[]) =>
        narrow.call("POST", `${contacts}/batch/${verb}`, { inputs }, "pat-none");
      expect([verb, (await send([])).status]).toEqual([verb, expected]);
      expect([verb, (await send([byEmail("a@x.example", {})])).status]).toEqual([verb, 403]);
    }
    await narrow.stop();
  });

  it.each([
    ["crm.objects.products.write", "products", true],
    ["e-commerce", "products", true],
    ["e-commerce", "line_items", true],
    ["tickets", "tickets", true],
    ["crm.objects.custom.write", "2-7001", true],
    ["crm.objects.contacts.read", "contacts", false],
    ["crm.objects.contacts.write", "companies", false],
  ])("§2.1.2 %s lets write %s: %s", async (scope, type, isAllowed) => {
    const narrow = await startTestSandbox({
      portals: [{ ...testPortal, tokens: [{ token: "pat-one", scopes: [scope] }] }],
    });
    const path = `/crm/objects/2026-09/${type}/batch/upsert`;
    const { status } = await narrow.call("POST", path, { inputs: [] }, "pat-one");
    expect(status).toBe(isAllowed ? 200 : 403);
    await narrow.stop();
  });

  it("a scope that is taken away is missing from the next call, until it is granted again", async () => {
    const { access_token } = await connectApp(sandbox);
    const write = async () =>
      (await sandbox.call("POST", `${contacts}/batch/upsert`, { inputs: [] }, access_token)).status;
    await sandbox.admin("POST", "/remove-scope", { portal: 4242, scope: "crm.objects.contacts.write" });
    expect(await write()).toBe(403);
    expect((await connectApp(sandbox)).scopes).toEqual(testApp.requiredScopes);
    expect(await write()).toBe(200);
  });
});

describe("§4.8 Other bodies", () => {
  it("§4.8.1 §4.1.2 an unknown record is a 404 without a category", async () => {
    const { status, headers, body } = await sandbox.call("GET", `${contacts}/123`);
    expect(status).toBe(404);
    expect(body).toEqual({
      status: "error",
      message: "resource not found",
      correlationId: headers.get("x-hubspot-correlation-id"),
    });
  });

  it.each(["widgets", "widget", "0-999"])("§4.8.2 the unknown type %s is a 400 without a category", async (name) => {
    const { status, headers, body } = await sandbox.call("GET", `/crm/objects/2026-09/${name}`);
    expect(status).toBe(400);
    expect(body).toEqual({
      status: "error",
      message: `Unable to infer object type from: ${name}`,
      correlationId: headers.get("x-hubspot-correlation-id"),
    });
  });

  it("§4.8.3 an unknown property is OBJECT_NOT_FOUND", async () => {
    const { status, body } = await sandbox.call("GET", "/crm/properties/2026-09/contacts/nothing");
    expect(status).toBe(404);
    expect(body).toMatchObject({ status: "error", category: "OBJECT_NOT_FOUND" });
  });
});

describe("§4.9 Statuses that pass by themselves", () => {
  const fail = async (status: number) => {
    await sandbox.admin("POST", "/faults", { match: { path: "/details" }, kind: "status", status });
    return sandbox.call("GET", details);
  };

  it.each([423, 477, 500])("§4.9.1 §4.9.2 %i is JSON in the envelope", async (status) => {
    const answer = await fail(status);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("retry-after")).toBe(status === 477 ? "60" : null);
    expect(answer.body).toEqual({
      status: "error",
      message: expect.any(String),
      correlationId: answer.headers.get("x-hubspot-correlation-id"),
    });
  });

  it.each([502, 503, 504])("§4.9.3 %i is a gateway's page", async (status) => {
    const { headers, body } = await fail(status);
    expect(headers.get("content-type")).toContain("text/html");
    expect(body).toContain("nginx");
  });

  it.each([521, 522, 523, 524, 525, 526])("§4.9.3 %i is Cloudflare's page", async (status) => {
    const answer = await fail(status);
    expect([answer.status, answer.headers.get("server")]).toEqual([status, "cloudflare"]);
    expect(answer.body).toContain(`api.hubapi.com | ${status}:`);
  });

  it.each([
    ["TEN_SECONDLY_ROLLING", "ten_secondly_rolling"],
    ["SECONDLY", "secondly"],
    ["DAILY", "daily"],
  ])("§4.1.2 §7.8 429 speaks of %s", async (policy, word) => {
    await sandbox.admin("POST", "/faults", { match: { path: "/details" }, kind: "status", status: 429, policy });
    const { status, body } = await sandbox.call("GET", details);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      message: `You have reached your ${word} limit.`,
      errorType: "RATE_LIMIT",
      policyName: policy,
    });
  });

  it("is over after one call", async () => {
    expect([(await fail(423)).status, (await sandbox.call("GET", details)).status]).toEqual([423, 200]);
  });
});
