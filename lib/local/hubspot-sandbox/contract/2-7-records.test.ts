import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";
const tickets = "/crm/objects/2026-09/tickets";
const isTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function createContacts(...emails: readonly string[]): Promise<Record<string, string>> {
  const inputs = emails.map((email) => byEmail(email, { firstname: email.slice(0, 1) }, email));
  const { batch } = await sandbox.upsert("contacts", inputs);
  return Object.fromEntries(batch.results.map((one) => [one.objectWriteTraceId, one.id]));
}

const pageSchema = z.object({
  results: z.array(z.object({ id: z.string(), archived: z.boolean() })),
  paging: z.object({ next: z.object({ after: z.string(), link: z.string() }) }).optional(),
});

describe("§2.7 GET /{type}", () => {
  it("§2.7.1 pages through all live records, once each, in steps of ten unless told otherwise", async () => {
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
    expect(new Set(seen).size).toBe(24);
    expect(seen).toHaveLength(24);
  });

  it("§2.7.1 takes up to 100 records a page and refuses more", async () => {
    await createContacts("a@x.example");
    expect((await sandbox.call("GET", `${contacts}?limit=100`)).status).toBe(200);
    expect((await sandbox.call("GET", `${contacts}?limit=101`)).status).toBe(400);
  });

  it("§2.7.1 names another host in paging.next.link than the one that was called", async () => {
    await createContacts("a@x.example", "b@x.example");
    const page = pageSchema.parse((await sandbox.call("GET", `${contacts}?limit=1`)).body);
    expect(new URL(page.paging?.next.link ?? "").host).toBe("api.hubspot.com");
  });

  it("§9.3 lists archived records with archived=true, and nothing else", async () => {
    const ids = await createContacts("a@x.example", "b@x.example");
    await sandbox.call("DELETE", `${contacts}/${ids["a@x.example"]}`);
    const { body } = await sandbox.call("GET", `${contacts}?archived=true`);
    expect(pageSchema.parse(body).results).toEqual([
      expect.objectContaining({ id: ids["a@x.example"], archived: true }),
    ]);
    expect(body).toMatchObject({ results: [{ archivedAt: isTime }] });
  });
});

describe("§2.7 POST /{type}", () => {
  it("§2.7.2 answers 201 with the record and its Location", async () => {
    const created = await sandbox.call("POST", contacts, { properties: { email: "A@x.example" } });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: expect.any(String),
      properties: { email: "a@x.example", lifecyclestage: "lead", hs_object_source: "INTEGRATION" },
      createdAt: isTime,
      updatedAt: isTime,
      archived: false,
    });
    const location = created.headers.get("location") ?? "";
    const read = await sandbox.call("GET", location.slice(location.indexOf("/crm")));
    expect(read.body).toMatchObject({ id: z.object({ id: z.string() }).parse(created.body).id });
  });
});

describe("§2.7 GET /{type}/{id}", () => {
  it("§2.7.4 shows empty properties as null and leaves out those that don't exist", async () => {
    const ids = await createContacts("a@x.example");
    const { status, body } = await sandbox.call(
      "GET",
      `${contacts}/${ids["a@x.example"]}?properties=firstname,city&properties=nope`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      properties: {
        firstname: "a",
        city: null,
        hs_object_id: ids["a@x.example"],
        createdate: isTime,
        lastmodifieddate: isTime,
      },
    });
    expect(z.object({ properties: z.object({}).loose() }).parse(body).properties).not.toHaveProperty("nope");
  });

  it("§2.7.3 finds a record by the unique property that idProperty names", async () => {
    const ids = await createContacts("a@x.example");
    const { body } = await sandbox.call("GET", `${contacts}/A@x.example?idProperty=email`);
    expect(body).toMatchObject({ id: ids["a@x.example"] });
  });

  it("§4.8.1 doesn't know an id that nobody has: 404 without a category", async () => {
    const missing = await sandbox.call("GET", `${contacts}/1`);
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual({ status: "error", message: "resource not found", correlationId: expect.any(String) });
  });

  it("§9.3 reads an archived record with archived=true only", async () => {
    const ids = await createContacts("a@x.example");
    const path = `${contacts}/${ids["a@x.example"]}`;
    await sandbox.call("DELETE", path);
    expect((await sandbox.call("GET", path)).status).toBe(404);
    const archived = await sandbox.call("GET", `${path}?archived=true`);
    expect(archived.body).toMatchObject({ archived: true, archivedAt: isTime, properties: { email: "a@x.example" } });
  });
});

describe("§2.7 PATCH /{type}/{id}", () => {
  it("§2.7.3 §3.11 changes a contact by its email and leaves the rest as it was", async () => {
    const ids = await createContacts("a@x.example");
    const changed = await sandbox.call("PATCH", `${contacts}/a@x.example?idProperty=email`, {
      properties: { city: "Rome" },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: ids["a@x.example"], properties: { city: "Rome" } });
    const read = await sandbox.call("GET", `${contacts}/${ids["a@x.example"]}?properties=city,firstname`);
    expect(read.body).toMatchObject({ properties: { city: "Rome", firstname: "a" } });
  });
});

describe("§2.7 batch/read", () => {
  it("§2.7.6 finds by one unique property for the whole batch, whatever the case, and names the missing in a 207", async () => {
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

  it("reads by record id without idProperty, and all found is a 200", async () => {
    const ids = Object.values(await createContacts("a@x.example", "b@x.example"));
    const inputs = ids.map((id) => ({ id }));
    const answer = await sandbox.callBatch(`${contacts}/batch/read`, { properties: [], inputs });
    expect(answer.status).toBe(200);
    expect(answer.batch.results.map((one) => one.id).sort()).toEqual(ids.sort());
  });

  it("§2.7.7 that finds nothing is a 207, or a 404 if the switch says so", async () => {
    const read = () => sandbox.call("POST", `${contacts}/batch/read`, { properties: [], inputs: [{ id: "12" }] });
    expect((await read()).status).toBe(207);
    await sandbox.admin("POST", "/switches", { answers404WhenBatchReadFindsNothing: true });
    expect((await read()).status).toBe(404);
  });

  it("§2.7.6 takes up to 100 inputs and refuses more", async () => {
    const read = (count: number) =>
      sandbox.callBatch(`${contacts}/batch/read`, {
        properties: [],
        inputs: Array.from({ length: count }, (_, index) => ({ id: `${index + 1}` })),
      });
    expect((await read(100)).status).toBe(207);
    const refused = await read(101);
    expect(refused.status).toBe(400);
    expect(refused.batch.message).toBe(
      "The maximum number of inputs supported in a batch is 100. Please reduce the number of items and try again",
    );
  });

  it("§2.6.4 finds a contact by each of its addresses", async () => {
    const properties = { email: "main@x.example", hs_additional_emails: "Old@x.example" };
    const { batch } = await sandbox.callBatch(`${contacts}/batch/create`, { inputs: [{ properties }] });
    const read = await sandbox.callBatch(`${contacts}/batch/read`, {
      idProperty: "email",
      properties: ["email"],
      inputs: [{ id: "old@X.example" }],
    });
    expect(read.batch.results).toMatchObject([{ id: batch.results[0]?.id, properties: { email: "main@x.example" } }]);
  });
});

describe("§2.7 batch/create", () => {
  const good = { objectWriteTraceId: "g", properties: { subject: "Help", hs_pipeline_stage: "1" } };
  const bad = { objectWriteTraceId: "b", properties: { missing: "1" } };
  const create = (inputs: readonly unknown[]) => sandbox.callBatch(`${tickets}/batch/create`, { inputs });

  it("§2.7.9 answers 201, or 207 with trace ids as soon as one is bad", async () => {
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

  it("§2.7.9 without trace ids is refused as a whole for one that exists, with a 409", async () => {
    await createContacts("a@x.example");
    const inputs = ["b@x.example", "a@x.example"].map((email) => ({ properties: { email } }));
    const { status, body } = await sandbox.call("POST", `${contacts}/batch/create`, { inputs });
    expect(status).toBe(409);
    expect(body).toMatchObject({ message: "Contact already exists", category: "CONFLICT" });
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });
});

describe("§2.7 batch/update", () => {
  const update = (inputs: readonly unknown[]) => sandbox.callBatch(`${contacts}/batch/update`, { inputs });

  it("§2.7.10 §2.3.7 §2.3.8 updates by record id and names the missing ids and their traces, together or one by one", async () => {
    const ids = await createContacts("a@x.example");
    const inputs = [
      { id: ids["a@x.example"], properties: { city: "Rome" }, objectWriteTraceId: "1" },
      { id: "90002", properties: { city: "Rome" }, objectWriteTraceId: "2,3" },
      { id: "90003", properties: { city: "Rome" }, objectWriteTraceId: "4" },
    ];
    const { status, batch } = await update(inputs);
    expect(status).toBe(207);
    expect(batch.results).toMatchObject([{ id: ids["a@x.example"], properties: { city: "Rome" } }]);
    expect(batch.results[0]).not.toHaveProperty("new");
    expect(batch.errors).toMatchObject([{ context: { ids: ["90002", "90003"], objectWriteTraceId: ["2,3", "4"] } }]);
    await sandbox.admin("POST", "/switches", { groupsMissingRecords: false });
    expect((await update(inputs)).batch.errors).toHaveLength(2);
  });

  it("§2.5.3 with an email as id and no idProperty changes nothing and says nothing", async () => {
    const ids = await createContacts("a@x.example");
    const { status, batch } = await update([{ id: "a@x.example", properties: { city: "Rome" } }]);
    expect(status).toBe(200);
    expect(batch).toMatchObject({ results: [], errors: [] });
    const { body } = await sandbox.call("GET", `${contacts}/${ids["a@x.example"]}?properties=city`);
    expect(body).toMatchObject({ properties: { city: null } });
  });

  it("§2.5.2 leaves out an id that was merged into another record, without an error", async () => {
    const ids = await createContacts("a@x.example", "b@x.example");
    const two = { primaryObjectId: ids["a@x.example"], objectIdToMerge: ids["b@x.example"] };
    await sandbox.call("POST", `${contacts}/merge`, two);
    const input = { id: ids["b@x.example"], properties: { city: "Rome" }, objectWriteTraceId: "1" };
    const { status, batch } = await update([input]);
    expect(status).toBe(200);
    expect(batch).toMatchObject({ results: [], errors: [] });
    const { body } = await sandbox.call("GET", `${contacts}/${ids["a@x.example"]}?properties=city`);
    expect(body).toMatchObject({ properties: { city: null } });
  });

  it("§2.4.1 is refused as a whole if it names an id twice", async () => {
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
