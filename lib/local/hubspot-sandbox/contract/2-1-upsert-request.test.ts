import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { PortalSeed } from "@/lib/local/hubspot-sandbox/options";
import {
  byEmail,
  startTestSandbox,
  type TestSandbox,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const upsertPath = "/crm/objects/2026-09/contacts/batch/upsert";

describe("§2.1 Request", () => {
  it("§2.1.1 a custom object answers to its type id and to its full name, a standard one to name and type id", async () => {
    const widget = { id: "s-1", idProperty: "serial", properties: { title: "One" } };
    expect((await sandbox.upsert("2-7001", [widget])).batch.results[0]?.new).toBe(true);
    expect((await sandbox.upsert("p4242_widget", [widget])).batch.results[0]?.new).toBe(false);
    expect((await sandbox.upsert("contacts", [byEmail("a@x.example", {})])).batch.results[0]?.new).toBe(true);
    expect((await sandbox.upsert("0-1", [byEmail("a@x.example", {})])).batch.results[0]?.new).toBe(false);
  });

  it.each([
    ["companies", "crm.objects.companies.write"],
    ["deals", "crm.objects.deals.write"],
    ["tickets", "tickets"],
    ["products", "crm.objects.products.write"],
    ["2-7001", "crm.objects.custom.write"],
  ])("§2.1.2 writing %s needs %s", async (type, scope) => {
    await sandbox.stop();
    sandbox = await startTestSandbox({ portals: [withTokens(scope)] });
    const answer = await sandbox.callBatch(`/crm/objects/2026-09/${type}/batch/upsert`, { inputs: [] }, "pat-reader");
    expect(answer.status).toBe(403);
    const granted = await sandbox.callBatch(`/crm/objects/2026-09/${type}/batch/upsert`, { inputs: [] }, "pat-writer");
    expect(granted.status).toBe(200);
  });

  it.each(["id", "properties"] as const)("§2.1.3 an input without %s is refused", async (field) => {
    const { [field]: _, ...input } = byEmail("a@x.example", {});
    expect((await sandbox.upsert("contacts", [input])).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§2.1.3 an input needs no trace id", async () => {
    const { status, batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", {})]);
    expect(status).toBe(200);
    expect(batch.results[0]).not.toHaveProperty("objectWriteTraceId");
  });

  it("§2.1.4 each input's own idProperty counts, whatever the query says", async () => {
    const input = byEmail("a@x.example", { badge: "7" });
    const { status } = await sandbox.callBatch(`${upsertPath}?idProperty=badge`, { inputs: [input] });
    expect(status).toBe(200);
    expect(
      (await sandbox.call("GET", "/crm/objects/2026-09/contacts/a@x.example?idProperty=email&properties=badge")).body,
    ).toMatchObject({ properties: { badge: "7" } });
    const bare = { id: "b@x.example", properties: {} };
    expect((await sandbox.callBatch(`${upsertPath}?idProperty=email`, { inputs: [bare] })).status).toBe(400);
  });

  it("§2.1.5 a hundred inputs are taken, one more is refused", async () => {
    const inputs = Array.from({ length: 101 }, (_, index) => byEmail(`c${index}@x.example`, {}, String(index)));
    const { status, body } = await sandbox.upsert("contacts", inputs);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message:
        "The maximum number of inputs supported in a batch is 100. Please reduce the number of items and try again",
      category: "VALIDATION_ERROR",
    });
    expect((await sandbox.upsert("contacts", inputs.slice(1))).batch.results).toHaveLength(100);
  });

  it("§2.1.6 a property with unique values finds the record that has the value", async () => {
    const input = { id: "w-1", idProperty: "warehouse_id", properties: { name: "Acme" } };
    const [first] = (await sandbox.upsert("companies", [input])).batch.results;
    const [again] = (await sandbox.upsert("companies", [{ ...input, properties: { name: "Acme Ltd" } }])).batch.results;
    expect(again).toMatchObject({ id: first?.id, new: false, properties: { name: "Acme Ltd" } });
  });

  it.each([
    ["companies", "0-2", "domain"],
    ["companies", "0-2", "hs_object_id"],
    ["deals", "0-3", "dealname"],
    ["contacts", "0-1", "nickname"],
    ["2-7001", "2-7001", "title"],
  ])(
    "§2.1.7 a batch of %s is refused with type id %s, for %s has no unique values",
    async (type, typeId, idProperty) => {
      const input = { id: "1", idProperty, properties: {}, objectWriteTraceId: "a" };
      const { status, body } = await sandbox.upsert(type, [input]);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        message: `Unable to perform update/upsert by non-unique ${typeId} property ${idProperty} in portal ID 4242`,
        category: "VALIDATION_ERROR",
      });
    },
  );

  it("§2.1.8 switched, the same refusal leaves the portal out", async () => {
    await sandbox.admin("POST", "/switches", { namesPortalOfNonUniqueProperty: false });
    const { body } = await sandbox.upsert("companies", [{ id: "1", idProperty: "domain", properties: {} }]);
    expect(body).toMatchObject({ message: "Unable to perform update/upsert by non-unique 0-2 property domain" });
  });

  it.each([true, false])(
    "§2.1.9 a new contact takes its address from the input's id (other match values: %s)",
    async (setsMatchValueFromId) => {
      await sandbox.admin("POST", "/switches", { setsMatchValueFromId });
      const { batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", { nickname: "Al" })]);
      expect(batch.results[0]?.properties).toMatchObject({ email: "a@x.example", nickname: "Al" });
    },
  );

  it("§2.1.10 associations in an upsert's input connect nothing", async () => {
    const company = await sandbox.call("POST", "/crm/objects/2026-09/companies", { properties: { name: "Acme" } });
    const to = { id: idOf(company.body) };
    const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }];
    const input = { ...byEmail("a@x.example", {}), associations: [{ to, types }] };
    const { status, batch } = await sandbox.upsert("contacts", [input]);
    expect(status).toBe(200);
    const id = batch.results[0]?.id;
    const { body } = await sandbox.call("GET", `/crm/objects/2026-09/contacts/${id}/associations/companies`);
    expect(body).toMatchObject({ results: [] });
  });

  it("§2.1.11 a new record takes any other match value from the input's id, too", async () => {
    const input = { id: "7", idProperty: "external_id", properties: { email: "a@x.example" } };
    const { batch } = await sandbox.upsert("contacts", [input]);
    expect(batch.results[0]?.properties).toMatchObject({ external_id: "7", email: "a@x.example" });
  });

  it("§2.1.11 switched, it has that value only if it is among the properties, and isn't found by it else", async () => {
    await sandbox.admin("POST", "/switches", { setsMatchValueFromId: false });
    const send = async (properties: Record<string, string>) => {
      const input = { id: "w-1", idProperty: "warehouse_id", properties: { name: "Acme", ...properties } };
      return (await sandbox.upsert("companies", [input])).batch.results[0];
    };
    expect(await send({})).toMatchObject({ new: true, properties: { warehouse_id: null } });
    const second = await send({ warehouse_id: "w-1" });
    expect(second).toMatchObject({ new: true, properties: { warehouse_id: "w-1" } });
    expect(await send({})).toMatchObject({ id: second?.id, new: false });
  });
});

/** One token for everything but writing, and one for writing alone. */
function withTokens(writeScope: string): PortalSeed {
  const tokens = [
    { token: "pat-reader", scopes: ["crm.objects.contacts.read", "crm.objects.custom.read"] },
    { token: "pat-writer", scopes: [writeScope] },
  ];
  return { ...testPortal, tokens };
}

function idOf(body: unknown): string {
  return z.object({ id: z.string() }).parse(body).id;
}
