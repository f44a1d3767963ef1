import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

async function createContacts(...emails: readonly string[]): Promise<Record<string, string>> {
  const inputs = emails.map((email) => byEmail(email, { firstname: email.slice(0, 1) }, email));
  const { batch } = await sandbox.upsert("contacts", inputs);
  return Object.fromEntries(batch.results.map((one) => [one.objectWriteTraceId, one.id]));
}

describe("batch read", () => {
  it("finds by one unique property for the whole batch, and names the missing in a 207", async () => {
    const ids = await createContacts("a@x.example");
    const { status, body } = await sandbox.call("POST", `${contacts}/batch/read`, {
      idProperty: "email",
      properties: ["firstname", "lastname", "no_such_property"],
      inputs: [{ id: "A@x.example" }, { id: "b@x.example" }],
    });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      status: "COMPLETE",
      results: [{ id: ids["a@x.example"], properties: { firstname: "a", lastname: null } }],
      numErrors: 1,
      errors: [
        {
          status: "error",
          category: "OBJECT_NOT_FOUND",
          message: "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.",
          context: { ids: ["b@x.example"] },
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain("no_such_property");
  });

  it("reads by record id without idProperty, all found is a 200", async () => {
    const ids = Object.values(await createContacts("a@x.example", "b@x.example"));
    const answer = await sandbox.callBatch(`${contacts}/batch/read`, {
      properties: [],
      inputs: ids.map((id) => ({ id })),
    });
    expect(answer.status).toBe(200);
    expect(answer.batch.results.map((one) => one.id).sort()).toEqual(ids.sort());
  });

  it("that finds nothing is a 207, or a 404 if the switch says so", async () => {
    const read = () => sandbox.call("POST", `${contacts}/batch/read`, { properties: [], inputs: [{ id: "12" }] });
    expect((await read()).status).toBe(207);
    await sandbox.admin("POST", "/switches", { answers404WhenBatchReadFindsNothing: true });
    expect((await read()).status).toBe(404);
  });
});

describe("batch update", () => {
  it("updates by record id and names the missing ids and their traces, together or one by one", async () => {
    const ids = await createContacts("a@x.example");
    const update = () =>
      sandbox.callBatch(`${contacts}/batch/update`, {
        inputs: [
          { id: ids["a@x.example"], properties: { city: "Rome" }, objectWriteTraceId: "1" },
          { id: "90002", properties: { city: "Rome" }, objectWriteTraceId: "2,3" },
          { id: "90003", properties: { city: "Rome" }, objectWriteTraceId: "4" },
        ],
      });
    const { status, batch } = await update();
    expect(status).toBe(207);
    expect(batch.results).toMatchObject([{ id: ids["a@x.example"], properties: { city: "Rome" } }]);
    expect(batch.results[0]).not.toHaveProperty("new");
    expect(batch.errors).toMatchObject([{ context: { ids: ["90002", "90003"], objectWriteTraceId: ["2,3", "4"] } }]);
    await sandbox.admin("POST", "/switches", { groupsMissingRecords: false });
    expect((await update()).batch.errors).toHaveLength(2);
  });

  it("an email as id without idProperty changes nothing and says nothing", async () => {
    await createContacts("a@x.example");
    const { status, batch } = await sandbox.callBatch(`${contacts}/batch/update`, {
      inputs: [{ id: "a@x.example", properties: { city: "Rome" }, objectWriteTraceId: "1" }],
    });
    expect(status).toBe(200);
    expect(batch).toMatchObject({ results: [], errors: [] });
  });

  it("an id that was merged into another record is left out without an error", async () => {
    const ids = await createContacts("a@x.example", "b@x.example");
    await sandbox.admin("POST", "/merge", {
      portal: 4242,
      objectType: "contacts",
      primaryId: ids["a@x.example"],
      mergedId: ids["b@x.example"],
    });
    const { status, batch } = await sandbox.callBatch(`${contacts}/batch/update`, {
      inputs: [{ id: ids["b@x.example"], properties: { city: "Rome" }, objectWriteTraceId: "1" }],
    });
    expect(status).toBe(200);
    expect(batch).toMatchObject({ results: [], errors: [] });
    const merged = await sandbox.upsert("contacts", [byEmail("b@x.example", {}, "1")]);
    expect(merged.batch.results[0]).toMatchObject({ id: ids["a@x.example"], new: false });
  });

  it("the same id twice refuses the whole batch", async () => {
    const { status, body } = await sandbox.call("POST", `${contacts}/batch/update`, {
      inputs: [
        { id: "12877907025", properties: {} },
        { id: "12877907025", properties: {} },
      ],
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message: "Duplicate IDs found in batch input: [12877907025]. IDs must be unique",
      context: { ids: ["12877907025"] },
    });
  });
});

describe("merging", () => {
  it("the first record keeps its values and takes what it lacked, and answers to both ids", async () => {
    const ids = await createContacts("a@x.example", "b@x.example");
    await sandbox.call("PATCH", `${contacts}/${ids["b@x.example"]}`, { properties: { city: "Rome", firstname: "Bo" } });
    const body = { primaryObjectId: ids["a@x.example"], objectIdToMerge: ids["b@x.example"] };
    expect((await sandbox.call("POST", `${contacts}/merge`, body)).status).toBe(200);
    const query = "properties=city,firstname,hs_additional_emails";
    const { body: merged } = await sandbox.call("GET", `${contacts}/${ids["b@x.example"]}?${query}`);
    expect(merged).toMatchObject({
      id: ids["a@x.example"],
      properties: { city: "Rome", firstname: "a", hs_additional_emails: "b@x.example" },
    });
  });
});

describe("batch create", () => {
  it("answers 201, or 207 with trace ids as soon as one is bad", async () => {
    const good = { objectWriteTraceId: "g", properties: { subject: "Help", hs_pipeline_stage: "1" } };
    const bad = { objectWriteTraceId: "b", properties: { missing: "1" } };
    const create = (inputs: readonly unknown[]) =>
      sandbox.callBatch("/crm/objects/2026-09/tickets/batch/create", { inputs });
    expect((await create([good])).status).toBe(201);
    const { status, batch } = await create([good, bad]);
    expect(status).toBe(207);
    expect(batch.results[0]?.properties).toMatchObject({
      hs_pipeline: "0",
      hs_pipeline_stage: "1",
      hs_ticket_id: batch.results[0]?.id,
    });
    expect(batch.errors).toMatchObject([{ context: { objectWriteTraceId: ["b"] } }]);
  });

  it("refuses associations, which the sandbox would lose", async () => {
    const inputs = [{ properties: { email: "a@x.example" }, associations: [{ to: { id: "1" } }] }];
    expect((await sandbox.call("POST", `${contacts}/batch/create`, { inputs })).status).toBe(400);
  });
});

describe("archiving", () => {
  it("a batch is a 204 without a body, whatever became of each id", async () => {
    const ids = await createContacts("a@x.example", "b@x.example");
    const { status, body } = await sandbox.call("POST", `${contacts}/batch/archive`, {
      inputs: [{ id: ids["a@x.example"] }, { id: "1" }, { id: "nonsense" }],
    });
    expect([status, body]).toEqual([204, ""]);
    expect((await sandbox.call("GET", `${contacts}/${ids["a@x.example"]}`)).status).toBe(404);
    expect(await sandbox.countRecords("contacts")).toBe(1);
    const { batch } = await sandbox.callBatch(`${contacts}/batch/read?archived=true`, {
      properties: [],
      inputs: [{ id: ids["a@x.example"] }],
    });
    expect(batch.results).toMatchObject([{ id: ids["a@x.example"], archived: true }]);
  });

  it("a single DELETE is a 204 even for an id that never was", async () => {
    expect((await sandbox.call("DELETE", `${contacts}/777`)).status).toBe(204);
  });
});

describe("single records", () => {
  it("are created with a Location, read, changed by email, and not found without a category", async () => {
    const created = await sandbox.call("POST", contacts, { properties: { email: "a@x.example" } });
    expect(created.status).toBe(201);
    const location = created.headers.get("location") ?? "";
    expect((await sandbox.call("GET", location.slice(location.indexOf("/crm")))).status).toBe(200);
    const changed = await sandbox.call("PATCH", `${contacts}/a@x.example?idProperty=email`, {
      properties: { city: "Rome" },
    });
    expect(changed.body).toMatchObject({ properties: { city: "Rome" } });
    const missing = await sandbox.call("GET", `${contacts}/1`);
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual({ status: "error", message: "resource not found", correlationId: expect.any(String) });
  });
});

const pageSchema = z.object({
  results: z.array(z.object({ id: z.string() })),
  paging: z.object({ next: z.object({ after: z.string(), link: z.string() }) }).optional(),
});

describe("listing", () => {
  it("pages through all live records, once each, in steps of ten unless told otherwise", async () => {
    const ids = await createContacts(...Array.from({ length: 25 }, (_, index) => `c${index}@x.example`));
    await sandbox.call("DELETE", `${contacts}/${ids["c3@x.example"]}`);
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let after: string | undefined = ""; after !== undefined; ) {
      const { body } = await sandbox.call("GET", `${contacts}?after=${after}`);
      const page = pageSchema.parse(body);
      seen.push(...page.results.map(({ id }) => id));
      sizes.push(page.results.length);
      after = page.paging?.next.after;
    }
    expect(sizes).toEqual([10, 10, 4]);
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
    expect((await sandbox.call("GET", `${contacts}?limit=101`)).status).toBe(400);
  });
});
