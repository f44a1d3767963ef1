import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as bodies from "./testing/hubspot-bodies";
import { complete, makeInputs, startScriptedDestination, writeRecord } from "./testing/scripted-destination";

let hubSpot: Awaited<ReturnType<typeof startScriptedDestination>>;
beforeAll(async () => {
  hubSpot = await startScriptedDestination();
});
afterAll(() => hubSpot.stop());

describe("a whole answer", () => {
  it("gives each row its outcome, in whatever order HubSpot lists them", async () => {
    hubSpot.script((inputs) => complete(inputs.map((input, index) => writeRecord(input, index === 0)).reverse()));
    expect(await hubSpot.deliver(makeInputs({}, {}, {}))).toMatchObject([
      { kind: "created", trace: "t0", recordId: "90" },
      { kind: "updated", trace: "t1", recordId: "91" },
      { kind: "updated", trace: "t2", recordId: "92" },
    ]);
  });

  it("without trace ids is matched by the value, however HubSpot cases it", async () => {
    hubSpot.script((inputs) =>
      complete(inputs.map((input) => ({ ...writeRecord(input), objectWriteTraceId: undefined })).reverse()),
    );
    expect(await hubSpot.deliver(makeInputs({}, {}))).toMatchObject([{ recordId: "90" }, { recordId: "91" }]);
  });

  it("with a warning is a success that tells of it", async () => {
    const warning = {
      category: "PROPERTY_VALUE_NORMALIZED",
      context: { normalizedValue: "631152000000", propertyName: "date_of_birth", rawValue: "1990-01-01T00:00:00Z" },
      message: "date_of_birth was normalized",
    };
    hubSpot.script((inputs) => complete(inputs.map((input) => ({ ...writeRecord(input), warnings: [warning] }))));
    expect(await hubSpot.deliver(makeInputs({}))).toMatchObject([
      { kind: "created", warnings: ["date_of_birth was normalized: 1990-01-01T00:00:00Z became 631152000000"] },
    ]);
  });
});

describe("an answer that repeats itself or names records otherwise", () => {
  it("gives a row one outcome, however often it is listed", async () => {
    hubSpot.script((inputs) => {
      const records = inputs.map((input) => writeRecord(input));
      return complete([
        ...records,
        ...records.map((record) => ({ ...record, id: "1", objectWriteTraceId: undefined })),
      ]);
    });
    expect(await hubSpot.deliver(makeInputs({}, {}))).toMatchObject([{ recordId: "90" }, { recordId: "91" }]);
  });

  it.each([
    ["tells its other addresses", { hs_additional_emails: "x@example.com;row0@example.com" }],
    ["doesn't", {}],
  ])("knows a contact by another address without trace ids, where the answer %s", async (_what, others) => {
    const contact = { id: "70", properties: { email: "ann@example.com", phone: "1", ...others } };
    hubSpot.script(
      () => complete([contact]),
      () => complete([{ ...contact, properties: { ...contact.properties, hs_additional_emails: "row0@example.com" } }]),
    );
    expect(await hubSpot.deliver(makeInputs({ phone: "1" }))).toEqual([
      { kind: "updated", trace: "t0", recordId: "70", warnings: [] },
    ]);
  });
});

describe("a partial answer", () => {
  const refuse = (name: string, error: string, message: string, trace: string) => {
    const { errors: _none, ...body } = bodies.refuseValues([{ name, error, message }]);
    return { ...body, correlationId: undefined, context: { objectWriteTraceId: [trace] } };
  };

  it("writes the good rows and rejects the bad ones in HubSpot's words", async () => {
    hubSpot.script((inputs) =>
      complete(
        inputs.filter(({ objectWriteTraceId }) => objectWriteTraceId !== "t1").map((input) => writeRecord(input)),
        [refuse("tier", "INVALID_OPTION", "Gold was not one of the allowed options: [A, B]", "t1")],
      ),
    );
    const outcomes = await hubSpot.deliver(makeInputs({}, { tier: "Gold" }, {}));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["created", "rejected", "created"]);
    expect(outcomes[1]).toEqual({
      kind: "rejected",
      trace: "t1",
      stage: "hubspot",
      refusal: {
        code: "INVALID_OPTION",
        property: "tier",
        option: "Gold",
        message: "Gold was not one of the allowed options: [A, B]",
      },
      category: "VALIDATION_ERROR",
      correlationId: "header-id",
      existingRecordId: null,
    });
  });

  it("may refuse every row", async () => {
    hubSpot.script((inputs) =>
      complete(
        [],
        inputs.map(({ objectWriteTraceId = "" }) => refuse("x", "PROPERTY_DOESNT_EXIST", "no x", objectWriteTraceId)),
      ),
    );
    expect((await hubSpot.deliver(makeInputs({}, {}))).map(({ kind }) => kind)).toEqual(["rejected", "rejected"]);
  });

  it("may refuse a row twice, and means no other row that sends the same value", async () => {
    const message = "Gold was not one of the allowed options: [A, B]";
    const refused = refuse("tier", "INVALID_OPTION", message, "t0");
    hubSpot.script((inputs) =>
      complete(
        inputs.slice(1).map((input) => writeRecord(input)),
        [refused, refused],
      ),
    );
    const outcomes = await hubSpot.deliver(makeInputs({ tier: "Gold" }, { tier: "Gold" }));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["rejected", "created"]);
  });

  it("may name one error for several rows, or a record in the way", async () => {
    hubSpot.script(() =>
      complete(
        [],
        [
          { ...bodies.contactExists, context: { objectWriteTraceId: ["t0"], existingId: ["171591000198"] } },
          {
            category: "OBJECT_NOT_FOUND",
            message: "Could not get some CONTACT objects",
            context: { ids: ["90002"], objectWriteTraceId: ["t1", "t2"] },
          },
        ],
      ),
    );
    expect(await hubSpot.deliver(makeInputs({}, {}, {}))).toMatchObject([
      { trace: "t0", existingRecordId: "171591000198", refusal: { code: "CONFLICT" } },
      { trace: "t1", refusal: { code: "OBJECT_NOT_FOUND" } },
      { trace: "t2", refusal: { code: "OBJECT_NOT_FOUND" } },
    ]);
  });

  it("without trace ids on its errors is matched by ids, or by the value that alone can be meant", async () => {
    const { errors: _none, ...invalid } = bodies.refuseValues([
      { name: "amount", error: "INVALID_INTEGER", message: "many was not a valid number." },
    ]);
    hubSpot.script(() =>
      complete(
        [],
        [invalid, { category: "OBJECT_NOT_FOUND", message: "gone", context: { ids: ["row1@example.com"] } }],
      ),
    );
    expect(await hubSpot.deliver(makeInputs({ amount: "many" }, {}))).toMatchObject([
      { refusal: { code: "INVALID_INTEGER" } },
      { refusal: { code: "OBJECT_NOT_FOUND" } },
    ]);
  });
});

describe("a row that HubSpot's answer doesn't name", () => {
  const countReads = () => hubSpot.requests.filter(({ path }) => path.endsWith("/batch/read")).length;

  it("is looked up once, and stays unconfirmed where HubSpot doesn't hold its values", async () => {
    hubSpot.script(
      (inputs) => complete(inputs.slice(0, 1).map((input) => writeRecord(input))),
      (inputs) =>
        complete(
          inputs.slice(0, 1).map(({ id }) => ({ id: "91", properties: { email: id.toLowerCase(), phone: "old" } })),
        ),
    );
    const before = countReads();
    const outcomes = await hubSpot.deliver(makeInputs({ phone: "0" }, { phone: "new" }, { phone: "new" }));
    expect(countReads() - before).toBe(1);
    expect(hubSpot.requests.at(-1)?.body).toEqual({
      idProperty: "email",
      properties: ["email", "hs_additional_emails", "phone"],
      inputs: [{ id: "Row1@Example.com" }, { id: "Row2@Example.com" }],
    });
    expect(outcomes).toMatchObject([
      { kind: "created" },
      { kind: "rejected", stage: "unconfirmed", correlationId: "header-id", refusal: { code: "UNCONFIRMED" } },
      { kind: "rejected", refusal: { message: "HubSpot returned no outcome for this record." } },
    ]);
  });

  it("counts as updated where HubSpot holds all its values", async () => {
    hubSpot.script(
      () => complete([]),
      ([input]) =>
        complete([
          {
            id: "55",
            properties: { email: input?.id.toLowerCase(), phone: "1", note: null, at: "2026-01-31T08:00:00.000Z" },
          },
        ]),
    );
    expect(await hubSpot.deliver(makeInputs({ phone: "1", note: "", at: "2026-01-31T08:00:00Z" }))).toEqual([
      { kind: "updated", trace: "t0", recordId: "55", warnings: [] },
    ]);
  });

  const types = { score: "number", tags: "checkbox", birthday: "date", at: "datetime", vip: "bool" };
  const sent = { score: "1.50", tags: ";B;A", birthday: "631152000000", at: "1769846400000", vip: "TRUE", zip: "0123" };
  const held = {
    score: "1.5",
    tags: "A;B;C",
    birthday: "1990-01-01",
    at: "2026-01-31T08:00:00.000Z",
    vip: "true",
    zip: "0123",
  };

  function scriptHeld(properties: Record<string, string>) {
    hubSpot.script(
      () => complete([]),
      ([input]) => complete([{ id: "55", properties: { email: input?.id, ...properties } }]),
      types,
    );
  }

  it("counts as updated where HubSpot keeps its values in the form of each property's type", async () => {
    scriptHeld(held);
    expect(await hubSpot.deliver(makeInputs(sent))).toMatchObject([{ kind: "updated", recordId: "55" }]);
  });

  it.each([{ score: "1.51" }, { tags: "A;C" }, { birthday: "1990-01-02" }, { vip: "false" }, { zip: "123" }])(
    "stays unconfirmed where one value differs: %j",
    async (different) => {
      scriptHeld({ ...held, ...different });
      expect(await hubSpot.deliver(makeInputs(sent))).toMatchObject([{ kind: "rejected", stage: "unconfirmed" }]);
    },
  );

  it("by record id is told as merged or gone", async () => {
    hubSpot.script(
      () => complete([]),
      () => complete([{ id: "70", properties: { hs_object_id: "70", hs_merged_object_ids: "5;7" } }]),
    );
    const inputs = ["7", "8"].map((id) => ({ trace: id, matchValue: id, payload: {} }));
    expect(await hubSpot.deliver(inputs, { matchProperty: "hs_object_id" })).toMatchObject([
      { stage: "unconfirmed", existingRecordId: "70", refusal: { code: "RECORD_MERGED" } },
      { stage: "unconfirmed", existingRecordId: null, refusal: { code: "OBJECT_NOT_FOUND" } },
    ]);
  });

  it.each([
    ["a 404", { status: 404, json: { status: "error", message: "resource not found" } }],
    ["a missing scope", { status: 403, json: bodies.missingScopes }],
  ])("stays unconfirmed where looking meets %s", async (_what, answer) => {
    hubSpot.script(
      () => complete([]),
      () => answer,
    );
    expect(await hubSpot.deliver(makeInputs({}))).toMatchObject([{ kind: "rejected", stage: "unconfirmed" }]);
  });

  it.each([{}, { status: "COMPLETE" }, { results: null, errors: {} }, { results: [null, 3, { id: null }, "x"] }])(
    "survives an answer such as %j",
    async (json) => {
      hubSpot.script(() => ({ json }));
      expect(await hubSpot.deliver(makeInputs({}))).toMatchObject([{ kind: "rejected", stage: "unconfirmed" }]);
    },
  );
});

it("whatever HubSpot answers, every input has exactly one outcome and only named rows are successes", async () => {
  const fate = fc.constantFrom("written", "untraced", "refused", "lost");
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 20 }), async (fates) => {
      hubSpot.script((inputs) =>
        complete(
          inputs.flatMap((input, index) => {
            if (fates[index] === "written") return [writeRecord(input)];
            if (fates[index] === "untraced") return [{ ...writeRecord(input), objectWriteTraceId: undefined }];
            return [];
          }),
          inputs.flatMap(({ objectWriteTraceId }, index) =>
            fates[index] === "refused"
              ? [{ message: "no", context: { objectWriteTraceId: [objectWriteTraceId] } }]
              : [],
          ),
        ),
      );
      const outcomes = await hubSpot.deliver(makeInputs(...fates.map(() => ({ phone: "1" }))));
      expect(outcomes.map(({ trace }) => trace)).toEqual(fates.map((_, index) => `t${index}`));
      expect(outcomes.map((outcome) => (outcome.kind === "rejected" ? outcome.stage : outcome.kind))).toEqual(
        fates.map(
          (what) => ({ written: "created", untraced: "created", refused: "hubspot", lost: "unconfirmed" })[what],
        ),
      );
    }),
    { numRuns: 60 },
  );
});
