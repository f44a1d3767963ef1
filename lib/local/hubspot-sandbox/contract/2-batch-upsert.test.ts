import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const upsertPath = "/crm/objects/2026-09/contacts/batch/upsert";

describe("§2.2 The 200 response", () => {
  it("§2.2.1 an answer has its status and times, and each result what a record has", async () => {
    const { body } = await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Rome" }, "a")]);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body).toEqual({
      status: "COMPLETE",
      results: [
        {
          id: expect.stringMatching(/^\d+$/),
          properties: expect.objectContaining({ city: "Rome", createdate: time, lastmodifieddate: time }),
          createdAt: time,
          updatedAt: time,
          archived: false,
          new: true,
          objectWriteTraceId: "a",
          url: expect.any(String),
        },
      ],
      startedAt: time,
      completedAt: time,
    });
  });

  it("§2.2.2 §2.2.3 each result says whether it is new, under the trace id of its input", async () => {
    await sandbox.upsert("contacts", [byEmail("luke@diner.example", { phone: "555" }, "a")]);
    const { status, batch } = await sandbox.upsert("0-1", [
      byEmail("luke@diner.example", { phone: "556" }, "a"),
      byEmail("rory@yale.example", { phone: "557" }, "b"),
    ]);
    expect(status).toBe(200);
    const isNew = Object.fromEntries(batch.results.map((one) => [one.objectWriteTraceId, one.new]));
    expect(isNew).toEqual({ a: false, b: true });
  });

  it("§2.2.4 results come in another order than the inputs, or in theirs if switched", async () => {
    const emails = Array.from({ length: 10 }, (_, index) => `c${index}@x.example`);
    const inputs = emails.map((email) => byEmail(email, {}, email));
    const traces = async () =>
      (await sandbox.upsert("contacts", inputs)).batch.results.map((one) => one.objectWriteTraceId);
    const shuffled = await traces();
    expect(shuffled).not.toEqual(emails);
    expect(shuffled.toSorted()).toEqual(emails);
    await sandbox.admin("POST", "/switches", { shufflesResults: false });
    expect(await traces()).toEqual(emails);
  });

  it("§2.2.5 an e-mail comes back in lower case", async () => {
    const { batch } = await sandbox.upsert("contacts", [byEmail("Siena.Dyer@HubSpot.example", {})]);
    expect(batch.results[0]?.properties.email).toBe("siena.dyer@hubspot.example");
  });

  it("§2.2.6 a new contact has HubSpot's defaults", async () => {
    const [result] = (await sandbox.upsert("contacts", [byEmail("a@x.example", {})])).batch.results;
    expect(result?.properties).toMatchObject({
      hs_email_domain: "x.example",
      lifecyclestage: "lead",
      hs_is_unworked: "true",
      hs_pipeline: "contacts-lifecycle-pipeline",
      hs_object_source: "INTEGRATION",
      hs_object_id: result?.id,
      hs_all_contact_vids: result?.id,
    });
    expect(result?.properties).toHaveProperty("hs_object_source_id");
  });

  it("§2.2.7 a result leads to its record", async () => {
    const [result] = (await sandbox.upsert("contacts", [byEmail("a@x.example", {})])).batch.results;
    expect(result?.url).toBe(`https://app.hubspot.com/contacts/4242/record/0-1/${result?.id}`);
  });
});

describe("§2.3 Multi-status by trace ids", () => {
  it("§2.3.1 §2.3.4 §2.3.5 one bad record of a traced batch is named and its neighbour is written", async () => {
    const { status, body, batch } = await sandbox.upsert("contacts", [
      byEmail("good@x.example", { firstname: "Good" }, "t1"),
      byEmail("bad@x.example", { missing: "1" }, "t2"),
    ]);
    expect(status).toBe(207);
    expect(batch.results.map((one) => one.objectWriteTraceId)).toEqual(["t1"]);
    expect(body).toMatchObject({ status: "COMPLETE", numErrors: 1 });
    expect(batch.errors).toEqual([
      {
        status: "error",
        category: "VALIDATION_ERROR",
        message:
          'Property values were not valid: [{"isValid":false,"message":"Property \\"missing\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"missing","localizedErrorMessage":"Property \\"missing\\" does not exist","portalId":4242}]',
        context: { objectWriteTraceId: ["t2"] },
      },
    ]);
    expect(await readByEmail("good@x.example")).toMatchObject({ properties: { firstname: "Good" } });
  });

  it("§2.3.2 without trace ids one bad record refuses the batch and nothing is written", async () => {
    const inputs = [byEmail("good@x.example", {}), byEmail("bad@x.example", { missing: "1" })];
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§2.3.3 trace ids that repeat, or that one input lacks, count as none", async () => {
    const bad = byEmail("bad@x.example", { missing: "1" }, "same");
    for (const good of [byEmail("good@x.example", {}, "same"), byEmail("good@x.example", {})]) {
      expect((await sandbox.upsert("contacts", [good, bad])).status).toBe(400);
    }
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§2.3.6 a traced batch create names the owner of a taken e-mail", async () => {
    const owner = (await sandbox.upsert("contacts", [byEmail("a@x.example", {})])).batch.results[0]?.id;
    const { status, batch } = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/create", {
      inputs: [
        { properties: { email: "a@x.example" }, objectWriteTraceId: "0" },
        { properties: { email: "b@x.example" }, objectWriteTraceId: "1" },
      ],
    });
    expect(status).toBe(207);
    expect(batch.results.map((one) => one.objectWriteTraceId)).toEqual(["1"]);
    expect(batch.errors).toEqual([
      {
        status: "error",
        category: "CONFLICT",
        message: `Contact already exists. Existing ID: ${owner}`,
        context: { objectWriteTraceId: ["0"], existingId: [owner] },
      },
    ]);
  });

  const lost = [
    { id: "90002", properties: {}, objectWriteTraceId: "2,3" },
    { id: "90003", properties: {}, objectWriteTraceId: "4" },
  ];

  it("§2.3.7 a traced batch update names the ids that nobody has", async () => {
    const { status, batch } = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/update", { inputs: lost });
    expect(status).toBe(207);
    expect(batch.errors).toEqual([
      {
        status: "error",
        category: "OBJECT_NOT_FOUND",
        message: "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.",
        context: { ids: ["90002", "90003"], objectWriteTraceId: ["2,3", "4"] },
      },
    ]);
  });

  it("§2.3.8 switched, each of them has an error of its own", async () => {
    await sandbox.admin("POST", "/switches", { groupsMissingRecords: false });
    const { batch } = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/update", { inputs: lost });
    expect(batch.errors).toMatchObject([
      { context: { ids: ["90002"], objectWriteTraceId: ["2,3"] } },
      { context: { ids: ["90003"], objectWriteTraceId: ["4"] } },
    ]);
  });
});

describe("§2.4 What refuses the whole request", () => {
  it.each([
    ["a@x.example", "a@x.example"],
    ["A@x.example", "a@x.example"],
  ])("§2.4.1 %s and %s in one batch refuse it, trace ids or not", async (one, other) => {
    const { status, body } = await sandbox.upsert("contacts", [byEmail(one, {}, "1"), byEmail(other, {}, "2")]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: "error",
      message: "Duplicate IDs found in batch input: [a@x.example]. IDs must be unique",
      context: { ids: ["a@x.example"] },
      category: "VALIDATION_ERROR",
    });
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§2.4.2 one input by a property without unique values keeps its traced neighbours out", async () => {
    const inputs = [
      byEmail("good@x.example", {}, "1"),
      { id: "x", idProperty: "nickname", properties: {}, objectWriteTraceId: "2" },
    ];
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§2.4.3 an input of another shape is told with its line and column, and without a category", async () => {
    const { status, body } = await sandbox.call("POST", upsertPath, '{\n  "inputs": [\n        [1, 2]\n  ]\n}');
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message:
        "Invalid input JSON on line 3, column 9: Cannot deserialize value of type `com.hubspot.inbounddb.publicobject.core.v2.SimplePublicObjectBatchInput$Json` from Array value (token `JsonToken.START_ARRAY`)",
    });
    expect(body).not.toHaveProperty("category");
  });

  it.each([
    ["{ oops", "line 1, column 3"],
    ['{"inputs":\n [{"id": oops}]}', "line 2, column 10"],
    ['{"inputs": [],}', "line 1, column 15"],
    ['{"inputs": [', "line 1, column 13"],
    ['{"inputs": []} more', "line 1, column 16"],
    ["", "line 1, column 1"],
  ])("§2.4.3 a body that isn't JSON (%j) is told with its place: %s", async (text, place) => {
    const { status, body } = await sandbox.call("POST", upsertPath, text);
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: expect.stringContaining(`Invalid input JSON on ${place}: `) });
    expect(body).not.toHaveProperty("category");
  });
});

describe("§2.5 Silent losses", () => {
  it("§2.5.1 a success may be empty, and then nothing was written", async () => {
    await sandbox.admin("POST", "/faults", { kind: "empty-results", match: { path: "/batch/upsert" } });
    const { status, body } = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ results: [] });
    expect(body).not.toHaveProperty("errors");
    expect(await sandbox.countRecords("contacts")).toBe(0);
  });

  it("§2.5.2 a batch update says nothing of an id that was merged away", async () => {
    const [one = "", other = ""] = await createTwo();
    await sandbox.call("POST", "/crm/objects/2026-09/contacts/merge", { primaryObjectId: one, objectIdToMerge: other });
    const inputs = [one, other].map((id) => ({ id, properties: { city: "Rome" }, objectWriteTraceId: id }));
    const { status, body, batch } = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/update", { inputs });
    expect(status).toBe(200);
    expect(batch.results.map((result) => result.id)).toEqual([one]);
    expect(body).not.toHaveProperty("errors");
  });

  it("§2.5.3 a batch update by e-mail without idProperty changes nothing and calls it a success", async () => {
    await createTwo();
    const { status, batch } = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/update", {
      inputs: [{ id: "a@x.example", properties: { city: "Rome" } }],
    });
    expect(status).toBe(200);
    expect(batch.results).toEqual([]);
    expect(await readByEmail("a@x.example")).toMatchObject({ properties: { city: null } });
  });
});

async function createTwo(): Promise<readonly string[]> {
  await sandbox.admin("POST", "/switches", { shufflesResults: false });
  const inputs = [byEmail("a@x.example", {}), byEmail("b@x.example", {})];
  return (await sandbox.upsert("contacts", inputs)).batch.results.map((one) => one.id);
}

async function readByEmail(id: string) {
  const body = { idProperty: "email", properties: ["firstname", "city"], inputs: [{ id }] };
  const { batch } = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/read", body);
  return batch.results[0];
}
