import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

describe("batch upsert", () => {
  it("creates what is new, updates what is known, and says which was which", async () => {
    await sandbox.upsert("contacts", [byEmail("luke@diner.example", { phone: "555" }, "a")]);
    const { status, batch } = await sandbox.upsert("0-1", [
      byEmail("luke@diner.example", { phone: "556" }, "a"),
      byEmail("rory@yale.example", { phone: "557" }, "b"),
    ]);
    expect(status).toBe(200);
    expect(batch.status).toBe("COMPLETE");
    expect(Object.fromEntries(batch.results.map((one) => [one.objectWriteTraceId, one.new]))).toEqual({
      a: false,
      b: true,
    });
  });

  it("gives a new contact HubSpot's defaults, its match value and a link", async () => {
    const { batch } = await sandbox.upsert("contacts", [byEmail("Siena.Dyer@HubSpot.example", {}, "a")]);
    const [result] = batch.results;
    expect(result).toMatchObject({
      archived: false,
      new: true,
      objectWriteTraceId: "a",
      properties: {
        email: "siena.dyer@hubspot.example",
        hs_email_domain: "hubspot.example",
        lifecyclestage: "lead",
        hs_is_unworked: "true",
        hs_pipeline: "contacts-lifecycle-pipeline",
        hs_object_source: "INTEGRATION",
        hs_object_id: result?.id,
        hs_all_contact_vids: result?.id,
      },
      url: `https://app.hubspot.com/contacts/4242/record/0-1/${result?.id}`,
    });
    expect(result?.properties.createdate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("returns results in another order than the inputs", async () => {
    const emails = Array.from({ length: 10 }, (_, index) => `c${index}@x.example`);
    const { batch } = await sandbox.upsert(
      "contacts",
      emails.map((email) => byEmail(email, {}, email)),
    );
    const returned = batch.results.map((one) => one.objectWriteTraceId);
    expect(returned).not.toEqual(emails);
    expect([...returned].sort()).toEqual(emails);
  });

  it("leaves properties that are not sent as they are, and clears those sent empty", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { firstname: "Ann", lastname: "Lee", city: "Rome" })]);
    await sandbox.upsert("contacts", [byEmail("a@x.example", { lastname: "", city: "Oslo" })]);
    const { body } = await sandbox.call(
      "GET",
      "/crm/objects/2026-09/contacts/a@x.example?idProperty=email&properties=firstname,lastname,city",
    );
    expect(body).toMatchObject({ properties: { firstname: "Ann", lastname: null, city: "Oslo" } });
  });

  it("one bad record of a traced batch is a 207 and its neighbours are written", async () => {
    const { status, body, batch } = await sandbox.upsert("contacts", [
      byEmail("good@x.example", { firstname: "Good" }, "t1"),
      byEmail("bad@x.example", { missing: "1" }, "t2"),
    ]);
    expect(status).toBe(207);
    expect(batch.results.map((one) => one.objectWriteTraceId)).toEqual(["t1"]);
    expect(body).toMatchObject({
      numErrors: 1,
      errors: [
        {
          status: "error",
          category: "VALIDATION_ERROR",
          message:
            'Property values were not valid: [{"isValid":false,"message":"Property \\"missing\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"missing","localizedErrorMessage":"Property \\"missing\\" does not exist","portalId":4242}]',
          context: { objectWriteTraceId: ["t2"] },
        },
      ],
    });
    expect(batch.errors[0]).not.toHaveProperty("errors");
    expect(batch.errors[0]).not.toHaveProperty("correlationId");
  });

  it("one bad record without trace ids refuses the whole batch and nothing is written", async () => {
    const { status, body } = await sandbox.upsert("contacts", [
      byEmail("good@x.example", {}),
      byEmail("bad@x.example", { annualrevenue: "1.4e-14", numemployees: "many" }),
    ]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: "error",
      category: "VALIDATION_ERROR",
      errors: [
        {
          message: "1.4e-14 was not a valid number.",
          code: "INVALID_INTEGER",
          context: { propertyName: ["annualrevenue"] },
        },
        {
          message: "many was not a valid number.",
          code: "INVALID_INTEGER",
          context: { propertyName: ["numemployees"] },
        },
      ],
    });
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("trace ids that repeat do not ask for a 207", async () => {
    const { status } = await sandbox.upsert("contacts", [
      byEmail("good@x.example", {}, "same"),
      byEmail("bad@x.example", { missing: "1" }, "same"),
    ]);
    expect(status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("a traced batch in which all fail is a 207 without results", async () => {
    const { status, body } = await sandbox.upsert("contacts", [byEmail("bad@x.example", { missing: "1" }, "t")]);
    expect(status).toBe(207);
    expect(body).toMatchObject({ results: [], numErrors: 1 });
  });

  it("the same match value twice refuses the whole batch, whatever its case", async () => {
    const { status, body } = await sandbox.upsert("contacts", [
      byEmail("A@x.example", {}, "1"),
      byEmail("a@x.example", {}, "2"),
    ]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: "error",
      message: "Duplicate IDs found in batch input: [a@x.example]. IDs must be unique",
      context: { ids: ["a@x.example"] },
      category: "VALIDATION_ERROR",
    });
  });

  it("more than a hundred inputs are refused", async () => {
    const inputs = Array.from({ length: 101 }, (_, index) => byEmail(`c${index}@x.example`, {}, String(index)));
    const { status, body } = await sandbox.upsert("contacts", inputs);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message:
        "The maximum number of inputs supported in a batch is 100. Please reduce the number of items and try again",
      category: "VALIDATION_ERROR",
    });
  });

  it.each([
    ["companies", "0-2", "domain"],
    ["companies", "0-2", "hs_object_id"],
    ["deals", "0-3", "dealname"],
    ["contacts", "0-1", "nickname"],
  ])("%s can't be matched by a property without unique values (%s %s)", async (type, typeId, idProperty) => {
    const { status, body } = await sandbox.upsert(type, [
      { id: "1", idProperty, properties: {}, objectWriteTraceId: "a" },
    ]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message: `Unable to perform update/upsert by non-unique ${typeId} property ${idProperty} in portal ID 4242`,
      category: "VALIDATION_ERROR",
    });
  });

  it("an object type that nobody knows is refused, a custom one by its bare name too", async () => {
    const { status, body } = await sandbox.upsert("widget", []);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: "error", message: "Unable to infer object type from: widget" });
    expect(body).not.toHaveProperty("category");
  });

  it("custom objects answer to their type id and to their qualified name", async () => {
    const input = { id: "s-1", idProperty: "serial", properties: { title: "One" }, objectWriteTraceId: "a" };
    expect((await sandbox.upsert("2-7001", [input])).batch.results[0]?.new).toBe(true);
    expect((await sandbox.upsert("p4242_widget", [input])).batch.results[0]?.new).toBe(false);
  });

  it("a body of another shape is refused without a category", async () => {
    const { status, body } = await sandbox.call("POST", "/crm/objects/2026-09/contacts/batch/upsert", { inputs: [[]] });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message:
        "Invalid input JSON on line 1, column 1: Cannot deserialize value of type `com.hubspot.inbounddb.publicobject.core.v2.SimplePublicObjectBatchInput$Json` from Array value (token `JsonToken.START_ARRAY`)",
    });
    expect(body).not.toHaveProperty("category");
    expect((await sandbox.call("POST", "/crm/objects/2026-09/contacts/batch/upsert", "{ oops")).status).toBe(400);
  });

  it("an input without idProperty is refused", async () => {
    const { status, body } = await sandbox.upsert("contacts", [{ id: "a@x.example", properties: {} }]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ category: "VALIDATION_ERROR" });
  });

  it("the value of an archived record makes a new record", async () => {
    const first = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    const id = first.batch.results[0]?.id;
    await sandbox.call("DELETE", `/crm/objects/2026-09/contacts/${id}`);
    const second = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    expect(second.batch.results[0]).toMatchObject({ new: true });
    expect(second.batch.results[0]?.id).not.toBe(id);
  });

  it("unless the switch says that upserts bring archived records back", async () => {
    await sandbox.admin("POST", "/switches", { revivesArchivedRecords: true });
    const first = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    const id = first.batch.results[0]?.id;
    await sandbox.call("DELETE", `/crm/objects/2026-09/contacts/${id}`);
    const second = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    expect(second.batch.results[0]).toMatchObject({ new: false, id });
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("the switch for all-or-nothing email batches refuses a traced batch as a whole", async () => {
    await sandbox.admin("POST", "/switches", { refusesWholeEmailBatches: true });
    const { status } = await sandbox.upsert("contacts", [
      byEmail("good@x.example", {}, "1"),
      byEmail("bad@x.example", { missing: "1" }, "2"),
    ]);
    expect(status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("a JSON null counts as not sent, or clears if the switch says so", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Rome" })]);
    const nulled = { id: "a@x.example", idProperty: "email", properties: { city: null } };
    await sandbox.upsert("contacts", [nulled]);
    expect(await cityOf("a@x.example")).toBe("Rome");
    await sandbox.admin("POST", "/switches", { clearsOnNull: true });
    await sandbox.upsert("contacts", [nulled]);
    expect(await cityOf("a@x.example")).toBeNull();
  });
});

async function cityOf(email: string): Promise<string | null | undefined> {
  const path = "/crm/objects/2026-09/contacts/batch/read";
  const { batch } = await sandbox.callBatch(path, {
    idProperty: "email",
    properties: ["city"],
    inputs: [{ id: email }],
  });
  return batch.results[0]?.properties.city;
}
