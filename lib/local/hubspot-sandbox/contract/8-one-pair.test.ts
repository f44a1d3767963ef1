import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createRecords } from "@/lib/local/hubspot-sandbox/testing/create-records";
import { startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;
let anna: string;
let acme: string;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: null });
  [anna = ""] = await createRecords(sandbox, "contacts", [{ lastname: "Anna" }]);
  [acme = ""] = await createRecords(sandbox, "companies", [{ name: "Acme" }]);
});

afterEach(() => sandbox.stop());

const objects = "/crm/objects/2026-09";
const plain = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 };
const primary = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 1 };
const idSchema = z.object({ id: z.string() });

const putDefault = (to = acme) =>
  sandbox.call("PUT", `${objects}/contacts/${anna}/associations/default/companies/${to}`);
const put = (...types: readonly unknown[]) =>
  sandbox.call("PUT", `${objects}/contacts/${anna}/associations/companies/${acme}`, types);
const read = (query = "") => sandbox.call("GET", `${objects}/contacts/${anna}/associations/companies${query}`);

describe("§8 one pair", () => {
  it("§8.5 is connected without a label by PUT default: 200", async () => {
    const { status, body } = await putDefault();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "COMPLETE",
      results: [{ from: { id: anna }, to: { id: acme }, associationSpec: plain }],
    });
  });

  it("§8.5 is connected with a label by PUT: 201", async () => {
    const { status, body } = await put(primary);
    expect(status).toBe(201);
    const ends = { fromObjectTypeId: "0-1", fromObjectId: anna, toObjectTypeId: "0-2", toObjectId: acme };
    expect(body).toEqual({ ...ends, labels: ["Primary"] });
  });

  it("§8.5 is shown by GET: 200", async () => {
    await put(primary);
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toEqual({
      results: [
        {
          toObjectId: acme,
          associationTypes: [
            { category: "HUBSPOT_DEFINED", typeId: 279, label: null },
            { category: "HUBSPOT_DEFINED", typeId: 1, label: "Primary" },
          ],
        },
      ],
    });
  });

  it("§8.5 is taken apart by DELETE: 204, and 204 again", async () => {
    await put(primary);
    const path = `${objects}/contacts/${anna}/associations/companies/${acme}`;
    expect((await sandbox.call("DELETE", path)).status).toBe(204);
    expect((await read()).body).toEqual({ results: [] });
    expect((await sandbox.call("DELETE", path)).status).toBe(204);
  });

  it("is listed in pages", async () => {
    const [second = ""] = await createRecords(sandbox, "companies", [{ name: "Umbrella" }]);
    await putDefault();
    await putDefault(second);
    const first = z
      .object({ results: z.array(z.unknown()), paging: z.object({ next: z.object({ after: z.string() }) }) })
      .parse((await read("?limit=1")).body);
    expect(first.results).toMatchObject([{ toObjectId: acme }]);
    const rest = await read(`?limit=1&after=${first.paging.next.after}`);
    expect(rest.body).toMatchObject({ results: [{ toObjectId: second }] });
    expect(rest.body).not.toHaveProperty("paging");
  });

  it("with a record that isn't there is a 400 that names it", async () => {
    const { status, body } = await putDefault("38374264688");
    expect(status).toBe(400);
    expect(body).toEqual({
      status: "error",
      message: "One or more associations are invalid",
      correlationId: expect.any(String),
      context: {
        INVALID_OBJECT_IDS: ["COMPANY=38374264688 is not valid"],
        objectId: ["38374264688"],
        objectType: ["COMPANY"],
      },
      category: "VALIDATION_ERROR",
    });
  });

  it("is the same through v4", async () => {
    const path = `/crm/v4/objects/contacts/${anna}/associations/default/companies/${acme}`;
    expect((await sandbox.call("PUT", path)).status).toBe(200);
    expect((await read()).body).toMatchObject({ results: [{ toObjectId: acme }] });
  });
});

describe("§8 labels", () => {
  const labels = "/crm/associations/2026-09/contacts/companies/labels";

  it("§8.6 §8.8 lists HubSpot's own associations of two object types", async () => {
    const listOf = async (from: string, to: string) => {
      const { body } = await sandbox.call("GET", `/crm/associations/2026-09/${from}/${to}/labels`);
      const { results } = z.object({ results: z.array(z.object({ typeId: z.number() }).loose()) }).parse(body);
      return results.map(({ typeId }) => typeId);
    };
    expect(await listOf("contacts", "companies")).toEqual([279, 1]);
    expect(await listOf("companies", "contacts")).toEqual([280, 2]);
    expect(await listOf("deals", "contacts")).toEqual([3]);
    expect(await listOf("contacts", "deals")).toEqual([4]);
    expect(await listOf("deals", "companies")).toEqual([341, 5]);
    expect(await listOf("companies", "deals")).toEqual([342, 6]);
    expect(await listOf("contacts", "tickets")).toEqual([15]);
    expect(await listOf("tickets", "contacts")).toEqual([16]);
    expect(await listOf("tickets", "companies")).toEqual([339, 26]);
    expect(await listOf("companies", "tickets")).toEqual([340, 25]);
    expect(await listOf("deals", "tickets")).toEqual([27]);
    expect(await listOf("tickets", "deals")).toEqual([28]);
    expect(await listOf("deals", "line_items")).toEqual([19]);
    expect(await listOf("line_items", "deals")).toEqual([20]);
  });

  it("can be made by the portal, in both directions, and used", async () => {
    const made = await sandbox.call("POST", labels, { name: "boss", label: "Boss", inverseLabel: "Employee" });
    expect(made.status).toBe(200);
    const { results } = z
      .object({
        results: z.tuple([z.object({ typeId: z.number() }).loose(), z.object({ typeId: z.number() }).loose()]),
      })
      .parse(made.body);
    expect(results).toMatchObject([
      { category: "USER_DEFINED", label: "Boss" },
      { category: "USER_DEFINED", label: "Employee" },
    ]);
    await put({ associationCategory: "USER_DEFINED", associationTypeId: results[0].typeId });
    const back = await sandbox.call("GET", `${objects}/companies/${acme}/associations/contacts`);
    expect(back.body).toMatchObject({
      results: [{ associationTypes: [{ typeId: 280 }, { typeId: results[1].typeId, label: "Employee" }] }],
    });
  });

  it("are at most 50 between two object types", async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 51; index += 1) {
      statuses.push((await sandbox.call("POST", labels, { name: `l${index}`, label: `L${index}` })).status);
    }
    expect(statuses.slice(0, 50).every((status) => status === 200)).toBe(true);
    expect(statuses[50]).toBe(400);
  });

  it("connect custom objects by associations of the portal's own", async () => {
    const [widget = ""] = await createRecords(sandbox, "2-7001", [{ title: "W" }]);
    const path = `${objects}/2-7001/${widget}/associations/default/contacts/${anna}`;
    expect((await sandbox.call("PUT", path)).status).toBe(200);
    const { body } = await sandbox.call("GET", `${objects}/contacts/${anna}/associations/p4242_widget`);
    expect(body).toMatchObject({
      results: [{ toObjectId: widget, associationTypes: [{ category: "USER_DEFINED", label: null }] }],
    });
  });
});

describe("§8 records that are created with associations", () => {
  const lena = { email: "lena@x.example" };
  const toAcme = () => [{ to: { id: acme }, types: [primary] }];

  it("§8.11 are connected from the start, one by one", async () => {
    const created = await sandbox.call("POST", `${objects}/contacts`, { properties: lena, associations: toAcme() });
    expect(created.status).toBe(201);
    const { id } = idSchema.parse(created.body);
    const { body } = await sandbox.call("GET", `${objects}/companies/${acme}?associations=contacts,deals`);
    expect(body).toMatchObject({
      associations: {
        contacts: {
          results: [
            { id, type: "company_to_contact_unlabeled" },
            { id, type: "company_to_contact" },
          ],
        },
      },
    });
    expect(body).not.toHaveProperty("associations.deals");
  });

  it("§8.11 are connected from the start in a batch, and a bad one is told by its trace id", async () => {
    const inputs = [
      { objectWriteTraceId: "good", properties: lena, associations: toAcme() },
      {
        objectWriteTraceId: "bad",
        properties: { email: "b@x.example" },
        associations: [{ to: { id: "77" }, types: [plain] }],
      },
    ];
    const { status, batch } = await sandbox.callBatch(`${objects}/contacts/batch/create`, { inputs });
    expect(status).toBe(207);
    expect(batch.results).toMatchObject([{ objectWriteTraceId: "good" }]);
    expect(batch.errors).toMatchObject([
      {
        message: "One or more associations are invalid",
        context: { objectWriteTraceId: ["bad"], INVALID_OBJECT_IDS: ["COMPANY=77 is not valid"] },
      },
    ]);
    const { body } = await sandbox.call("GET", `${objects}/contacts?associations=companies`);
    expect(JSON.stringify(body).match(/contact_to_company"/g)).toHaveLength(1);
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("aren't created if one of them can't be connected and there are no trace ids", async () => {
    const inputs = [
      { properties: lena, associations: toAcme() },
      { properties: { email: "b@x.example" }, associations: [{ to: { id: "77" }, types: [plain] }] },
    ];
    const { status, batch } = await sandbox.callBatch(`${objects}/contacts/batch/create`, { inputs });
    expect([status, batch.message]).toEqual([400, "One or more associations are invalid"]);
    expect(await sandbox.countRecords("contacts")).toBe(1);
    const { body } = await sandbox.call("GET", `${objects}/companies/${acme}/associations/contacts`);
    expect(body).toEqual({ results: [] });
  });
});

describe("§8 what becomes of associations", () => {
  it("a creation that is taken back takes them with it", async () => {
    await createRecords(sandbox, "contacts", [{ lastname: "Bert", badge: "7" }]);
    const inputs = [
      { properties: { lastname: "Lena" }, associations: [{ to: { id: acme }, types: [plain] }] },
      { properties: { lastname: "Otto", badge: "7" } },
    ];
    expect((await sandbox.callBatch(`${objects}/contacts/batch/create`, { inputs })).status).toBe(400);
    const links = await sandbox.call("POST", "/crm/associations/2026-09/companies/contacts/batch/read", {
      inputs: [{ id: acme }],
    });
    expect(links.body).toMatchObject({ results: [] });
    const next = await sandbox.call("POST", `${objects}/contacts`, { properties: { lastname: "Next" } });
    expect(next.status).toBe(201);
  });

  it("merging moves them to the first record, which keeps its own primary company", async () => {
    const [bert = ""] = await createRecords(sandbox, "contacts", [{ lastname: "Bert" }]);
    const [umbrella = ""] = await createRecords(sandbox, "companies", [{ name: "Umbrella" }]);
    await put(primary);
    await sandbox.call("PUT", `${objects}/contacts/${bert}/associations/companies/${umbrella}`, [primary]);
    await sandbox.call("POST", `${objects}/contacts/merge`, { primaryObjectId: anna, objectIdToMerge: bert });
    expect((await read()).body).toMatchObject({
      results: [
        { toObjectId: acme, associationTypes: [{ typeId: 279 }, { typeId: 1 }] },
        { toObjectId: umbrella, associationTypes: [{ typeId: 279 }] },
      ],
    });
    const { body } = await sandbox.call("GET", `${objects}/companies/${umbrella}/associations/contacts`);
    expect(body).toMatchObject({ results: [{ toObjectId: anna, associationTypes: [{ typeId: 280 }] }] });
    expect(JSON.stringify(body)).not.toContain(bert);
  });

  it("archiving a record hides them", async () => {
    await putDefault();
    await sandbox.call("DELETE", `${objects}/companies/${acme}`);
    expect((await read()).body).toEqual({ results: [] });
  });

  it("they survive a restart, labels and all", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "hubspot-sandbox-"));
    const before = await startTestSandbox({ dataDir });
    const [contact = ""] = await createRecords(before, "contacts", [{ lastname: "Anna" }]);
    const [company = "", gone = ""] = await createRecords(before, "companies", [{ name: "Acme" }, { name: "Gone" }]);
    const label = { name: "boss", label: "Boss" };
    const made = await before.call("POST", "/crm/associations/2026-09/contacts/companies/labels", label);
    const typeId = Number(/"typeId":(\d+)/.exec(JSON.stringify(made.body))?.[1]);
    const path = `${objects}/contacts/${contact}/associations/companies`;
    const boss = { associationCategory: "USER_DEFINED", associationTypeId: typeId };
    await before.call("PUT", `${path}/${company}`, [boss]);
    await before.call("PUT", `${path}/${gone}`, [boss]);
    await before.call("DELETE", `${path}/${gone}`);
    const { body } = await before.call("GET", path);
    await before.stop();
    await (await startTestSandbox({ dataDir })).stop();
    const after = await startTestSandbox({ dataDir });
    expect((await after.call("GET", path)).body).toEqual(body);
    expect(JSON.stringify(body)).toContain("Boss");
    await after.stop();
    await rm(dataDir, { recursive: true });
  });
});
