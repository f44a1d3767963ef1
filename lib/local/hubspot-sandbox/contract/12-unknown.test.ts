import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";
import { pressConsent } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

describe("§12 An upsert's match property", () => {
  const bare = { id: "a@x.example", properties: {}, objectWriteTraceId: "1" };
  const whole = byEmail("b@x.example", {}, "2");

  it("§12.1 an input without idProperty refuses the request", async () => {
    const { status, body } = await sandbox.upsert("contacts", [bare, whole]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ category: "VALIDATION_ERROR" });
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§12.1 switched, it is left out of the answer", async () => {
    await set({ refusesUpsertWithoutIdProperty: false });
    const { status, batch } = await sandbox.upsert("contacts", [bare, whole]);
    expect(status).toBe(200);
    expect(batch.results.map((one) => one.objectWriteTraceId)).toEqual(["2"]);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("§12.2 inputs may name different properties, unless switched", async () => {
    const inputs = [
      { id: "7", idProperty: "external_id", properties: { firstname: "Ann" }, objectWriteTraceId: "1" },
      whole,
    ];
    await set({ takesSeveralIdProperties: false });
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
    await set({ takesSeveralIdProperties: true });
    expect((await sandbox.upsert("contacts", inputs)).batch.results).toHaveLength(2);
  });
});

describe("§12 Refusals", () => {
  const bad = [byEmail("a@x.example", { missing: "1" }, "1"), byEmail("b@x.example", { missing: "1" }, "2")];

  it("§12.3 a traced batch in which all fail is a 207 without results", async () => {
    const { status, body } = await sandbox.upsert("contacts", bad);
    expect(status).toBe(207);
    expect(body).toMatchObject({ results: [], numErrors: 2 });
  });

  it("§12.3 switched, it is a 400 that names no trace id, and one good record brings the 207 back", async () => {
    await set({ answers207WhenAllInputsFail: false });
    const { status, body } = await sandbox.upsert("contacts", bad);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ code: "PROPERTY_DOESNT_EXIST" }] });
    expect(JSON.stringify(body)).not.toContain("objectWriteTraceId");
    expect((await sandbox.upsert("contacts", [...bad, byEmail("c@x.example", {}, "3")])).status).toBe(207);
    expect((await sandbox.upsert("contacts", [])).status).toBe(200);
  });

  it("§12.4 a text that is too long has a code and its property", async () => {
    const { batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", { nickname: "x".repeat(65_537) }, "1")]);
    expect(batch.errors[0]?.message).toContain('"error":"VALUE_TOO_LONG","name":"nickname"');
  });

  it("§12.4 switched, it is told in a bare sentence", async () => {
    await set({ listsOverlongText: false });
    const tooLong = { nickname: "x".repeat(65_537) };
    const traced = await sandbox.upsert("contacts", [byEmail("a@x.example", tooLong, "1")]);
    expect(traced.batch.errors[0]?.message).toBe("The value is too long. The maximum is 65536 characters.");
    const whole = await sandbox.upsert("contacts", [byEmail("a@x.example", tooLong)]);
    expect(whole.status).toBe(400);
    expect(whole.body).not.toHaveProperty("errors.0.code");
    const mixed = await sandbox.upsert("contacts", [byEmail("a@x.example", { ...tooLong, missing: "1" }, "1")]);
    expect(mixed.batch.errors[0]?.message).toContain("PROPERTY_DOESNT_EXIST");
  });

  it("§12.5 an owner that nobody has is an unknown option, or is taken if switched", async () => {
    const input = byEmail("a@x.example", { hubspot_owner_id: "999" }, "1");
    expect((await sandbox.upsert("contacts", [input])).batch.errors[0]?.message).toContain('"error":"INVALID_OPTION"');
    await set({ refusesUnknownOwners: false });
    const { batch } = await sandbox.upsert("contacts", [input]);
    expect(batch.results[0]?.properties.hubspot_owner_id).toBe("999");
  });

  it("§2.7.18 a deal needs its stage and a company a name or a domain, unless switched", async () => {
    const create = async (type: string, properties: Record<string, string>) =>
      (await sandbox.call("POST", `/crm/objects/2026-09/${type}`, { properties })).status;
    expect(await create("deals", { dealname: "D" })).toBe(400);
    expect(await create("companies", { city: "Rome" })).toBe(400);
    expect(await create("companies", { domain: "acme.example" })).toBe(201);
    await set({ requiresWhatTheGuidesRequire: false });
    expect(await create("deals", { dealname: "D" })).toBe(201);
    expect(await create("companies", { city: "Rome" })).toBe(201);
  });

  it("§12.6 a 429 says Retry-After only if switched", async () => {
    await sandbox.stop();
    sandbox = await startTestSandbox({ limits: { burst: 1, intervalMs: 10_000 } });
    await sandbox.call("GET", contacts);
    const silent = await sandbox.call("GET", contacts);
    expect([silent.status, silent.headers.get("retry-after")]).toEqual([429, null]);
    await set({ sendsRetryAfterOnRateLimit: true });
    const told = await sandbox.call("GET", contacts);
    expect(told.status).toBe(429);
    expect(Number(told.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("§12.7 cancelling leads nowhere, or back with an error if switched", async () => {
    expect((await pressConsent(sandbox, "cancel")).location).toBeNull();
    await set({ redirectsOnCancel: true });
    const { location } = await pressConsent(sandbox, "cancel");
    expect(location?.searchParams.get("error")).toBe("access_denied");
    expect(location?.searchParams.get("state")).toBe("s-1");
  });
});

describe("§12 Unique values", () => {
  it.each([
    [false, { new: true }],
    [true, { new: false }],
  ])("§12.8 with revivesArchivedRecords %s, an archived record's value leads to %o", async (isOn, expected) => {
    await set({ revivesArchivedRecords: isOn });
    const first = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    const id = first.batch.results[0]?.id;
    await sandbox.call("DELETE", `${contacts}/${id}`);
    const second = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    expect(second.batch.results[0]).toMatchObject(expected);
    expect(second.batch.results[0]?.id === id).toBe(isOn);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("§12.9 blanks around an id make another value, unless switched", async () => {
    const by = (id: string) => [{ id, idProperty: "external_id", properties: { firstname: "Ann" } }];
    await sandbox.upsert("contacts", by("7"));
    expect((await sandbox.upsert("contacts", by(" 7 "))).batch.results[0]?.new).toBe(true);
    await set({ trimsMatchValues: true });
    expect((await sandbox.upsert("contacts", by("  7"))).batch.results[0]).toMatchObject({
      new: false,
      properties: { external_id: "7" },
    });
  });

  it("§12.10 in a traced upsert a taken value refuses its record only", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { badge: "7" })]);
    const { status, batch } = await sandbox.upsert("contacts", takenAndFree);
    expect(status).toBe(207);
    expect(batch.results.map((one) => one.objectWriteTraceId)).toEqual(["t2"]);
    expect(batch.errors[0]).toMatchObject({ category: "VALIDATION_ERROR", context: { objectWriteTraceId: ["t1"] } });
    expect(batch.errors[0]?.message).toContain("propertyName=badge, value=7}");
  });

  it("§12.10 switched, it refuses the whole request and nothing is kept", async () => {
    await set({ refusesWholeUpsertOnTakenValue: true });
    await sandbox.upsert("contacts", [byEmail("a@x.example", { badge: "7" })]);
    expect((await sandbox.upsert("contacts", takenAndFree.toReversed())).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  const takenAndFree = [byEmail("b@x.example", { badge: "7" }, "t1"), byEmail("c@x.example", { badge: "8" }, "t2")];

  it("§12.11 one contact by two of its addresses refuses the batch, unless switched", async () => {
    const properties = { email: "a@x.example", hs_additional_emails: "b@x.example" };
    await sandbox.call("POST", contacts, { properties });
    const inputs = [byEmail("a@x.example", {}, "1"), byEmail("b@x.example", {}, "2")];
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    await set({ refusesTwoEmailsOfOneContact: false });
    const { batch } = await sandbox.upsert("contacts", inputs);
    expect(new Set(batch.results.map((one) => one.id)).size).toBe(1);
    expect(batch.results).toHaveLength(2);
  });

  it.each([true, false])("§12.12 with ignoresCaseOfUniqueText %s, AB finds ab or not", async (isOn) => {
    await sandbox.stop();
    sandbox = await startTestSandbox({ switches: { ignoresCaseOfUniqueText: isOn } });
    const by = (id: string) => [{ id, idProperty: "external_id", properties: { firstname: "Ann" } }];
    await sandbox.upsert("contacts", by("ab"));
    expect((await sandbox.upsert("contacts", by("AB"))).batch.results[0]?.new).toBe(!isOn);
  });
});

async function set(switches: Partial<Switches>): Promise<void> {
  await sandbox.admin("POST", "/switches", switches);
}
