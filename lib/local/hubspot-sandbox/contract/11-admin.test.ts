import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startHubSpotSandbox } from "@/lib/local/hubspot-sandbox/start-hubspot-sandbox";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterEach(() => sandbox.stop());

const companies = { portal: 4242, objectType: "companies" };

describe("The admin door", () => {
  it("counts calls by method, path and status, so that the version in use can be proven", async () => {
    await sandbox.upsert("0-1", []);
    await sandbox.upsert("0-1", [], "v3");
    await sandbox.call("GET", "/crm/objects/2026-09/0-1/12345");
    await sandbox.call("GET", "/crm/objects/2026-09/0-1/12345", undefined, "nobody");
    const { body } = await sandbox.admin("GET", "/calls");
    expect(body).toEqual({
      calls: [
        { method: "POST", path: "/crm/objects/2026-09/0-1/batch/upsert", count: 1, statuses: { 200: 1 } },
        { method: "POST", path: "/crm/objects/v3/0-1/batch/upsert", count: 1, statuses: { 200: 1 } },
        { method: "GET", path: "/crm/objects/2026-09/0-1/{recordId}", count: 2, statuses: { 401: 1, 404: 1 } },
      ],
    });
    await sandbox.admin("POST", "/reset-counts");
    expect((await sandbox.admin("GET", "/calls")).body).toEqual({ calls: [] });
  });

  it("counts the inputs of batches that were written, those that are written again once more", async () => {
    const readWritten = async () => (await sandbox.admin("GET", "/written")).body;
    const [ann, bob] = [byEmail("ann@acme.example", {}), byEmail("bob@acme.example", {})];
    await sandbox.upsert("0-1", [ann, bob]);
    await sandbox.upsert("0-1", [ann]);
    await sandbox.admin("POST", "/faults", { kind: "reset-after" });
    await expect(sandbox.upsert("0-1", [bob])).rejects.toThrow("fetch failed");
    await sandbox.call("POST", "/crm/objects/2026-09/0-1/batch/create", {
      inputs: [{ properties: { email: "c@d.example" } }],
    });
    expect(await readWritten()).toEqual({ written: 5 });
    // A batch that is refused whole writes nothing, whatever it had begun.
    await sandbox.call("POST", "/crm/objects/2026-09/0-1/batch/create", {
      inputs: [{ properties: { email: "c@d.example" } }],
    });
    expect(await readWritten()).toEqual({ written: 5 });
    await sandbox.admin("POST", "/reset-counts");
    expect(await readWritten()).toEqual({ written: 0 });
  });

  it("counts calls that were cut off under the name of their fault", async () => {
    await sandbox.admin("POST", "/faults", { kind: "reset-before" });
    await expect(sandbox.call("GET", "/account-info/2026-09/details")).rejects.toThrow("fetch failed");
    expect((await sandbox.admin("GET", "/calls")).body).toMatchObject({ calls: [{ statuses: { reset: 1 } }] });
  });

  it("shows records with all their values, page by page, and takes new ones", async () => {
    const records = [{ properties: { name: "One" } }, { properties: { name: "Two" } }];
    await sandbox.admin("POST", "/records", { ...companies, records });
    const { body } = await sandbox.admin("GET", "/records?portal=4242&objectType=0-2&limit=1");
    expect(body).toMatchObject({
      total: 2,
      results: [{ properties: { name: "One", hs_object_source: "INTEGRATION", hs_object_id: expect.any(String) } }],
      after: expect.any(String),
    });
    const next = await sandbox.admin("GET", `/records?portal=4242&objectType=0-2&after=${Object(body).after}`);
    expect(next.body).toMatchObject({ results: [{ properties: { name: "Two" } }], after: null });
  });

  it("makes as many records as asked by a pattern", async () => {
    const pattern = { email: "p{n}@x.example", firstname: "Person {n}", external_id: "{n}-{n}" };
    const input = { portal: 4242, objectType: "contacts", count: 2_500, pattern };
    expect((await sandbox.admin("POST", "/generate", input)).body).toEqual({ created: 2_500 });
    expect(await sandbox.countRecords("contacts")).toBe(2_500);
    const path = "/crm/objects/2026-09/contacts/p2500@x.example?idProperty=email&properties=firstname,external_id";
    expect((await sandbox.call("GET", path)).body).toMatchObject({
      properties: { firstname: "Person 2500", external_id: "2500-2500" },
    });
    const more = { ...input, count: 1, from: 2_501 };
    expect((await sandbox.admin("POST", "/generate", more)).status).toBe(200);
    const again = await sandbox.admin("POST", "/generate", more);
    expect([again.status, Object(again.body).error]).toEqual([400, expect.stringContaining("already exists")]);
  });

  it("merges two records", async () => {
    const { batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", {}), byEmail("b@x.example", {})]);
    const [primaryId, mergedId] = batch.results.map(({ id }) => id);
    await sandbox.admin("POST", "/merge", { portal: 4242, objectType: "contacts", primaryId, mergedId });
    expect(await sandbox.countRecords("contacts")).toBe(1);
    expect((await sandbox.call("GET", `/crm/objects/2026-09/contacts/${mergedId}`)).body).toMatchObject({
      id: primaryId,
    });
  });

  it("archives a property and adds an option", async () => {
    const inContacts = { portal: 4242, objectType: "contacts" };
    await sandbox.admin("POST", "/archive-property", { ...inContacts, property: "nickname" });
    await sandbox.admin("POST", "/add-option", {
      ...inContacts,
      property: "lifecyclestage",
      option: { value: "partner", label: "Partner" },
    });
    const [gone, added] = await Promise.all([
      sandbox.upsert("contacts", [byEmail("a@x.example", { nickname: "N" })]),
      sandbox.upsert("contacts", [byEmail("b@x.example", { lifecyclestage: "partner" })]),
    ]);
    expect([gone.status, added.status]).toEqual([400, 200]);
    expect(gone.batch.message).toContain("PROPERTY_DOESNT_EXIST");
  });

  it("refuses what it doesn't know", async () => {
    expect((await sandbox.admin("POST", "/meteors", {})).status).toBe(404);
    expect((await sandbox.admin("POST", "/revoke", { portal: 1 })).status).toBe(400);
    expect((await sandbox.admin("POST", "/generate", { ...companies, count: 0, pattern: {} })).status).toBe(400);
    expect((await sandbox.admin("POST", "/switches", { fliesToTheMoon: true })).status).toBe(400);
    expect((await sandbox.admin("POST", "/limits", {})).status).toBe(400);
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

  it("is left out unless somebody asks for it", async () => {
    const doorless = await startHubSpotSandbox({ apps: [], portals: [] });
    expect(doorless.adminUrl).toBeNull();
    await doorless.stop();
  });
});
