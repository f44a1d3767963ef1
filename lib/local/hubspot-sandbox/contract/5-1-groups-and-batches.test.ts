import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterEach(() => sandbox.stop());

const path = "/crm/properties/2026-09";
const listSchema = z.object({ results: z.array(z.looseObject({ name: z.string() })) });

async function listProperties(type: string, query = "", on = sandbox) {
  const answer = await on.call("GET", `${path}/${type}${query}`);
  return listSchema.parse(answer.body).results;
}

function definition(name: string, more: Record<string, unknown> = {}) {
  return { groupName: "companyinformation", name, label: name, type: "string", fieldType: "text", ...more };
}

describe("§5.1.14 Sensitive properties", () => {
  const diagnosis = { name: "diagnosis", label: "Diagnosis", type: "string", fieldType: "text" } as const;
  const scopes = ["crm.schemas.contacts.read", "crm.schemas.contacts.write"];
  const portal = {
    ...testPortal,
    tokens: [...(testPortal.tokens ?? []), { token: "pat-plain", scopes }],
    properties: { contacts: [{ ...diagnosis, dataSensitivity: "sensitive" as const }] },
  };
  const sensitive = definition("secret", { groupName: "contactinformation", dataSensitivity: "sensitive" });

  it("are listed only when asked for, by who may see them", async () => {
    const own = await startTestSandbox({ portals: [portal] });
    const names = async (query: string) => (await listProperties("contacts", query, own)).map(({ name }) => name);
    expect(await names("")).not.toContain("diagnosis");
    expect(await names("?dataSensitivity=sensitive")).toEqual(["diagnosis"]);
    expect(await names("?dataSensitivity=highly_sensitive")).toEqual([]);
    const hidden = await own.call("GET", `${path}/contacts?dataSensitivity=sensitive`, undefined, "pat-plain");
    expect([hidden.status, hidden.body]).toEqual([403, expect.objectContaining({ category: "MISSING_SCOPES" })]);
    expect((await own.call("GET", `${path}/contacts?dataSensitivity=secret`)).status).toBe(400);
    await own.stop();
  });

  it("need their scope and an account that has them turned on", async () => {
    const off = await startTestSandbox({ portals: [portal] });
    expect((await off.call("POST", `${path}/contacts`, sensitive, "pat-plain")).body).toMatchObject({
      message: "Missing required scope for: sensitive-data-property-create",
    });
    const refused = await off.call("POST", `${path}/contacts`, sensitive);
    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({ subCategory: "PropertyValidationError.PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA" }),
    ]);
    await off.stop();
    const on = await startTestSandbox({ portals: [{ ...portal, hasSensitiveData: true }] });
    const created = await on.call("POST", `${path}/contacts`, sensitive);
    expect([created.status, created.body]).toEqual([201, expect.objectContaining({ dataSensitivity: "sensitive" })]);
    await on.stop();
  });
});

describe("§5.1.15 Groups", () => {
  const groups = `${path}/contacts/groups`;

  it("have labels, several of them in each object type", async () => {
    const { body } = await sandbox.call("GET", groups);
    expect(listSchema.parse(body).results.length).toBeGreaterThan(5);
    expect(listSchema.parse(body).results[0]).toEqual({
      name: "contactinformation",
      label: "Contact information",
      displayOrder: 0,
      archived: false,
    });
    expect((await sandbox.call("GET", `${groups}/emailinformation`)).body).toMatchObject({
      label: "Email information",
    });
  });

  it("are made, changed, filled, and deleted once they are empty", async () => {
    const created = await sandbox.call("POST", groups, { name: "erp", label: "ERP" });
    expect([created.status, created.body]).toEqual([201, expect.objectContaining({ name: "erp", label: "ERP" })]);
    expect((await sandbox.call("POST", groups, { name: "erp", label: "ERP" })).status).toBe(409);
    const changed = await sandbox.call("PATCH", `${groups}/erp`, { label: "Our ERP" });
    expect([changed.status, changed.body]).toEqual([200, expect.objectContaining({ label: "Our ERP" })]);
    const nickname = `${path}/contacts/nickname`;
    expect((await sandbox.call("PATCH", nickname, { groupName: "erp" })).status).toBe(200);
    expect((await sandbox.call("DELETE", `${groups}/erp`)).status).toBe(400);
    await sandbox.call("PATCH", nickname, { groupName: "contactinformation" });
    expect((await sandbox.call("DELETE", `${groups}/erp`)).status).toBe(204);
    expect((await sandbox.call("GET", `${groups}/erp`)).status).toBe(404);
  });
});

describe("§5.1.16 Batches", () => {
  const batch = (verb: string, body: unknown) => sandbox.call("POST", `${path}/companies/batch/${verb}`, body);
  const inputs = (...names: readonly string[]) => ({ inputs: names.map((name) => ({ name })) });

  it("read what is there and name what isn't", async () => {
    const all = await batch("read", inputs("name", "domain"));
    expect([all.status, all.body]).toEqual([
      200,
      expect.objectContaining({
        status: "COMPLETE",
        results: [expect.objectContaining({ name: "name" }), expect.objectContaining({ name: "domain" })],
      }),
    ]);
    const some = await batch("read", inputs("name", "nothing"));
    expect([some.status, some.body]).toEqual([
      207,
      expect.objectContaining({
        results: [expect.objectContaining({ name: "name" })],
        numErrors: 1,
        errors: [expect.objectContaining({ category: "OBJECT_NOT_FOUND", context: { name: ["nothing"] } })],
      }),
    ]);
  });

  it("create and archive, and one that is refused leaves its neighbours alone", async () => {
    const created = await batch("create", { inputs: [definition("one"), definition("domain")] });
    expect([created.status, created.body]).toEqual([
      207,
      expect.objectContaining({
        results: [expect.objectContaining({ name: "one" })],
        errors: [expect.objectContaining({ subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS" })],
      }),
    ]);
    expect((await batch("create", { inputs: [definition("two")] })).status).toBe(201);
    expect((await batch("archive", inputs("one", "two", "nothing"))).status).toBe(204);
    const archived = await batch("read", { ...inputs("one", "two"), archived: true });
    expect([archived.status, archived.body]).toEqual([
      200,
      expect.objectContaining({ results: [expect.objectContaining({ archived: true }), expect.anything()] }),
    ]);
  });

  it("§5.1.17 fill an object type up to a thousand", async () => {
    const many = (from: number) => Array.from({ length: 100 }, (_, index) => definition(`p_${from + index}`));
    for (let from = 0; from < 900; from += 100) {
      expect((await batch("create", { inputs: many(from) })).status).toBe(201);
    }
    const last = await batch("create", { inputs: many(900) });
    expect([last.status, last.body]).toEqual([207, expect.objectContaining({ numErrors: 1 })]);
    const { body } = await sandbox.call("GET", "/crm/limits/2026-09/custom-properties");
    expect(body).toMatchObject({
      overallLimit: 10_000,
      byObjectType: expect.arrayContaining([{ objectTypeId: "0-2", limit: 1000, usage: 1000, percentage: 100 }]),
    });
  });
});
