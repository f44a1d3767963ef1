import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const path = "/crm-object-schemas/2026-09/schemas";
const schemaList = z.object({ results: z.array(z.looseObject({ name: z.string() })) });

async function listNames(query = "") {
  const { body } = await sandbox.call("GET", `${path}${query}`);
  return schemaList.parse(body).results.map(({ name }) => name);
}

const boat = {
  name: "boat",
  labels: { singular: "Boat", plural: "Boats" },
  primaryDisplayProperty: "boat_name",
  requiredProperties: ["boat_name"],
  properties: [
    { name: "boat_name", label: "Name", type: "string", fieldType: "text" },
    { name: "hull", label: "Hull number", type: "string", fieldType: "text", hasUniqueValue: true },
  ],
  associatedObjects: ["CONTACT"],
};

const hull = { idProperty: "hull", properties: { boat_name: "Argo" } };

describe("§5.2 Reading schemas", () => {
  it("§5.2.1 the list tells all there is to know of each custom object", async () => {
    const { status, body } = await sandbox.call("GET", path);
    expect(status).toBe(200);
    expect(body).toEqual({
      results: [
        {
          id: "2-7001",
          objectTypeId: "2-7001",
          name: "widget",
          fullyQualifiedName: "p4242_widget",
          labels: { singular: "Widget", plural: "Widgets" },
          primaryDisplayProperty: "title",
          secondaryDisplayProperties: [],
          requiredProperties: ["title"],
          searchableProperties: ["title"],
          properties: expect.arrayContaining([
            expect.objectContaining({ name: "serial", hasUniqueValue: true, groupName: "widget_information" }),
            expect.objectContaining({ name: "hs_object_id", hubspotDefined: true }),
          ]),
          associations: [],
          allowsSensitiveProperties: false,
          archived: false,
          createdAt: expect.any(String),
          updatedAt: expect.any(String),
          createdByUserId: expect.any(Number),
          updatedByUserId: expect.any(Number),
        },
      ],
    });
  });

  it.each(["2-7001", "p4242_widget"])("§5.2.2 one is read as %s", async (name) => {
    const { status, body } = await sandbox.call("GET", `${path}/${name}`);
    expect([status, body]).toEqual([200, expect.objectContaining({ objectTypeId: "2-7001" })]);
  });

  it.each(["2-9", "widget", "contacts"])("%s is no schema", async (name) => {
    expect((await sandbox.call("GET", `${path}/${name}`)).status).toBe(404);
  });

  it("§5.2.3 properties, associations and who made it can be left out", async () => {
    await sandbox.call("POST", path, boat);
    const one = (flag: string) => sandbox.call("GET", `${path}/p4242_boat?${flag}=false`);
    expect((await one("includePropertyDefinitions")).body).toMatchObject({ properties: [] });
    expect((await one("includeAssociationDefinitions")).body).toMatchObject({ associations: [] });
    expect((await one("includeAuditMetadata")).body).not.toHaveProperty("createdByUserId");
    const whole = await one("nothing");
    expect(whole.body).toMatchObject({
      associations: expect.arrayContaining([
        expect.objectContaining({ name: "boat_to_contacts", toObjectTypeId: "0-1" }),
      ]),
      createdByUserId: expect.any(Number),
    });
  });

  it("§5.2.7 below Enterprise the list is empty, or refused if switched", async () => {
    const small = await startTestSandbox({ portals: [{ ...testPortal, tier: "professional" }] });
    const empty = await small.call("GET", path);
    expect([empty.status, empty.body]).toEqual([200, { results: [] }]);
    expect((await small.call("GET", "/crm/objects/2026-09/2-7001")).status).toBe(400);
    expect((await small.call("POST", path, boat)).body).toMatchObject({ category: "MISSING_SCOPES" });
    await small.admin("POST", "/switches", { refusesSchemasBelowEnterprise: true });
    const refused = await small.call("GET", path);
    expect([refused.status, refused.body]).toEqual([403, expect.objectContaining({ category: "MISSING_SCOPES" })]);
    await small.stop();
  });
});

describe("§5.2 Changing schemas", () => {
  it("§5.2.4 creating is a 201, and its records can be written at once", async () => {
    const { status, body } = await sandbox.call("POST", path, boat);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      objectTypeId: expect.stringMatching(/^2-\d+$/),
      fullyQualifiedName: "p4242_boat",
      labels: boat.labels,
      requiredProperties: ["boat_name"],
    });
    const written = await sandbox.upsert("p4242_boat", [{ id: "7", ...hull, objectWriteTraceId: "1" }]);
    expect([written.status, written.batch.results]).toEqual([200, [expect.objectContaining({ new: true })]]);
    const nameless = await sandbox.call("POST", "/crm/objects/2026-09/p4242_boat", { properties: { hull: "8" } });
    expect(nameless.body).toMatchObject({ errors: [{ code: "MISSING_REQUIRED_PROPERTY" }] });
  });

  it("§5.2.4 a change keeps what it doesn't name", async () => {
    await sandbox.call("POST", path, boat);
    const change = { labels: { plural: "Fleet" }, requiredProperties: [], secondaryDisplayProperties: ["hull"] };
    const { status, body } = await sandbox.call("PATCH", `${path}/p4242_boat`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      labels: { singular: "Boat", plural: "Fleet" },
      requiredProperties: [],
      secondaryDisplayProperties: ["hull"],
      primaryDisplayProperty: "boat_name",
    });
    const nameless = await sandbox.call("POST", "/crm/objects/2026-09/p4242_boat", { properties: { hull: "8" } });
    expect(nameless.status).toBe(201);
  });

  it("§5.2.4 §5.2.8 an archived one is gone with its records, and only the archived list has it", async () => {
    await sandbox.call("POST", path, boat);
    await sandbox.upsert("p4242_boat", [{ id: "7", ...hull }]);
    const { status, body } = await sandbox.call("DELETE", `${path}/p4242_boat`);
    expect([status, body]).toEqual([204, ""]);
    const records = await sandbox.call("GET", "/crm/objects/2026-09/p4242_boat");
    expect([records.status, records.body]).toEqual([
      400,
      expect.objectContaining({ message: "Unable to infer object type from: p4242_boat" }),
    ]);
    expect(await listNames()).toEqual(["widget"]);
    expect(await listNames("?archived=true")).toEqual(["boat"]);
    expect((await sandbox.call("GET", `${path}/p4242_boat`)).status).toBe(404);
  });

  it("§5.2.8 the portal's people can delete one under an app's feet", async () => {
    await sandbox.admin("POST", "/delete-object-type", { portal: 4242, objectType: "2-7001" });
    expect((await sandbox.upsert("2-7001", [{ id: "1", idProperty: "serial", properties: {} }])).body).toMatchObject({
      message: "Unable to infer object type from: 2-7001",
    });
  });

  it.each([
    ["§5.2.5 a name that begins with a digit", { name: "1boat" }, 400],
    ["§5.2.5 a name with a hyphen", { name: "row-boat" }, 400],
    ["a name that is taken", { name: "widget" }, 409],
    ["a primary property that it doesn't have", { primaryDisplayProperty: "nothing" }, 400],
    ["a property with a bad type", { properties: [{ ...boat.properties[0], type: "json" }] }, 400],
    ["an association with nothing", { associatedObjects: ["CASTLE"] }, 400],
  ])("%s is refused, and nothing is left behind", async (_, more, status) => {
    expect((await sandbox.call("POST", path, { ...boat, ...more })).status).toBe(status);
    expect(await listNames()).toEqual(["widget"]);
    expect((await sandbox.call("POST", path, boat)).status).toBe(201);
  });

  it("§5.2.5 the name never changes", async () => {
    const { status, body } = await sandbox.call("PATCH", `${path}/2-7001`, { name: "gadget" });
    expect([status, body]).toEqual([200, expect.objectContaining({ name: "widget" })]);
  });

  it("§5.2.6 their number is limited, and the limit can be read", async () => {
    const own = await startTestSandbox({ portals: [{ ...testPortal, maxCustomObjects: 2 }] });
    const readLimit = async () => (await own.call("GET", "/crm/limits/2026-09/custom-object-types")).body;
    expect(await readLimit()).toEqual({ limit: 2, usage: 1, percentage: 50 });
    expect((await own.call("POST", path, boat)).status).toBe(201);
    expect(await readLimit()).toEqual({ limit: 2, usage: 2, percentage: 100 });
    expect((await own.call("POST", path, { ...boat, name: "ship" })).status).toBe(400);
    await own.stop();
  });

  it("an association with another object type is a 201, and records can be connected by it", async () => {
    const given = { fromObjectTypeId: "2-7001", toObjectTypeId: "0-2", name: "widget_to_maker" };
    const { status, body } = await sandbox.call("POST", `${path}/2-7001/associations`, given);
    expect([status, body]).toEqual([201, expect.objectContaining({ id: expect.any(String), ...given })]);
    const { results } = z
      .object({ results: z.array(z.object({ typeId: z.number(), label: z.string().nullable() })) })
      .parse((await sandbox.call("GET", "/crm/associations/2026-09/2-7001/0-2/labels")).body);
    expect(results.map(({ typeId, label }) => [String(typeId), label])).toEqual([
      [z.looseObject({ id: z.string() }).parse(body).id, null],
    ]);
    expect((await sandbox.call("POST", `${path}/2-7001/associations`, given)).status).toBe(400);
  });
});

describe("§5.2 After a restart", () => {
  it("a portal has the schemas, groups and rules that it had", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "sandbox-"));
    const first = await startTestSandbox({ dataDir });
    await first.call("POST", path, boat);
    await first.upsert("p4242_boat", [{ id: "7", ...hull }]);
    await first.call("POST", "/crm/properties/2026-09/contacts/groups", { name: "erp", label: "ERP" });
    const rules = [{ ruleType: "MAX_LENGTH", ruleArguments: ["3"] }];
    await first.admin("POST", "/validation-rules", { portal: 4242, objectType: "0-1", property: "nickname", rules });
    await first.admin("POST", "/delete-object-type", { portal: 4242, objectType: "2-7001" });
    await first.stop();
    // The second start reads what the first one wrote line by line, the third what the second one made of it.
    await (await startTestSandbox({ dataDir })).stop();
    const third = await startTestSandbox({ dataDir });
    const again = await third.upsert("p4242_boat", [{ id: "7", ...hull, objectWriteTraceId: "1" }]);
    expect(again.batch.results).toMatchObject([{ new: false }]);
    expect((await third.call("GET", "/crm/properties/2026-09/contacts/groups/erp")).status).toBe(200);
    expect((await third.call("GET", "/crm/property-validations/2026-09/0-1/nickname")).body).toMatchObject({
      results: [{ ruleType: "MAX_LENGTH" }],
    });
    expect((await third.call("GET", `${path}/2-7001`)).status).toBe(404);
    await third.stop();
    await rm(dataDir, { recursive: true });
  });
});
