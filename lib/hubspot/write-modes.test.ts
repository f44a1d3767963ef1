import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as bodies from "./testing/hubspot-bodies";
import {
  complete,
  makeInputs,
  readInputs,
  startScriptedDestination,
  writeRecord,
} from "./testing/scripted-destination";

let hubSpot: Awaited<ReturnType<typeof startScriptedDestination>>;
beforeAll(async () => {
  hubSpot = await startScriptedDestination();
});
afterAll(() => hubSpot.stop());

const found = (id: string, properties: Record<string, string>) => ({ id, properties });
const notFound = (...ids: string[]) => ({
  category: "OBJECT_NOT_FOUND",
  message: "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.",
  context: { ids },
});

/** The calls that `work` makes. */
async function watch<T>(work: () => Promise<T>) {
  const before = hubSpot.requests.length;
  const result = await work();
  const requests = hubSpot.requests.slice(before);
  return { result, requests, paths: requests.map(({ path }) => path.replace(/^.*0-1\//, "")) };
}

describe("mode create", () => {
  const create = (inputs: ReturnType<typeof makeInputs>, matchProperty = "email") =>
    hubSpot.deliver(inputs, { mode: "create", matchProperty });

  it("skips what exists and creates the rest in two calls, with the match value among the properties", async () => {
    hubSpot.script(
      (inputs) => complete(inputs.map(({ objectWriteTraceId }) => ({ id: "91", objectWriteTraceId }))),
      () => complete([found("70", { email: "row0@example.com" })]),
    );
    const { result, requests, paths } = await watch(() => create(makeInputs({ phone: "1" }, { phone: "2", note: "" })));
    expect(paths).toEqual(["batch/read", "batch/create"]);
    expect(result).toEqual([
      { kind: "skipped", trace: "t0", reason: "exists", recordId: "70" },
      { kind: "created", trace: "t1", recordId: "91", warnings: [] },
    ]);
    expect(requests[1]?.body).toEqual({
      inputs: [{ objectWriteTraceId: "t1", properties: { phone: "2", email: "Row1@Example.com" } }],
    });
  });

  it("skips a contact that has the address as another one", async () => {
    hubSpot.script(
      () => complete([]),
      () =>
        complete([found("70", { email: "ann@example.com", hs_additional_emails: "x@example.com;row0@example.com" })]),
    );
    expect(await create(makeInputs({}))).toMatchObject([{ kind: "skipped", reason: "exists", recordId: "70" }]);
  });

  /** Somebody creates the record of the first input between our look and our call. */
  function scriptRace(
    refuse: (traces: readonly (string | undefined)[]) => ReturnType<typeof complete>,
    properties = {},
  ) {
    let isThere = false;
    hubSpot.script(
      (inputs) => {
        const isFree = inputs.every(({ properties: { email } }) => email !== "Row0@Example.com");
        if (isFree) return complete(inputs.map((input) => writeRecord({ ...input, id: input.properties.email ?? "" })));
        isThere = true;
        return refuse(inputs.map(({ objectWriteTraceId }) => objectWriteTraceId));
      },
      () => complete(isThere ? [found("70", { email: "row0@example.com", ...properties })] : []),
    );
  }

  it.each([
    ["a 409 that names nobody", { status: 409, json: { ...bodies.contactExists, message: "Contact already exists" } }],
    ["a 400 about the taken address", { status: 400, json: takenAddress("Row0@Example.com") }],
  ])("skips a record that somebody was faster to create, told by %s", async (_what, refusal) => {
    scriptRace(() => refusal);
    const { result, paths } = await watch(() => create(makeInputs({ phone: "1" }, {}, {})));
    expect(result).toMatchObject([
      { kind: "skipped", reason: "exists", recordId: "70" },
      { kind: "created" },
      { kind: "created" },
    ]);
    expect(paths.length).toBeLessThanOrEqual(4);
  });

  it("skips it as well where HubSpot takes the others and names this one, even if it holds the very values", async () => {
    scriptRace(([trace]) => complete([], [{ ...bodies.contactExists, context: { objectWriteTraceId: [trace] } }]), {
      phone: "1",
    });
    expect(await create(makeInputs({ phone: "1" }))).toMatchObject([{ kind: "skipped", recordId: "70" }]);
  });

  it.each([
    ["holds the payload", "1", { kind: "created", recordId: "70" }],
    ["holds other values", "2", { kind: "skipped", reason: "exists", recordId: "70" }],
  ])("after a call without an answer, a record in the way that %s is told as it is", async (_what, phone, outcome) => {
    let calls = 0;
    hubSpot.script(
      () => {
        calls += 1;
        return calls === 1 ? { fault: "reset" } : { status: 409, json: bodies.contactExists };
      },
      () => complete(calls > 0 ? [found("70", { email: "row0@example.com", phone })] : []),
    );
    expect(await create(makeInputs({ phone: "1", note: "" }))).toMatchObject([outcome]);
  });

  it("rejects a row whose other unique value is taken", async () => {
    hubSpot.script(() => ({ status: 400, json: bodies.uniqueValueTaken }));
    expect(await create(makeInputs({ whatsapp_phone: "+15550004567" }))).toMatchObject([
      { kind: "rejected", refusal: { code: "CONFLICTING_UNIQUE_VALUE", property: "whatsapp_phone" } },
    ]);
  });

  it("makes no sense by record id", async () => {
    expect(() => create(makeInputs({}), "hs_object_id")).toThrow(RangeError);
  });
});

describe("mode update", () => {
  const update = (inputs: ReturnType<typeof makeInputs>, matchProperty = "email") =>
    hubSpot.deliver(inputs, { mode: "update", matchProperty });

  it("updates what exists by record id and skips the rest in two calls, and never sends the address", async () => {
    hubSpot.script(
      (inputs) => complete(inputs.map(({ id, objectWriteTraceId }) => ({ id, objectWriteTraceId }))),
      () =>
        complete(
          [found("70", { email: "ann@example.com", hs_additional_emails: "row0@example.com" })],
          [notFound("Row1@Example.com")],
        ),
    );
    const inputs = makeInputs({ phone: "", email: "row0@example.com" }, { phone: "2" });
    const { result, requests, paths } = await watch(() => update(inputs));
    expect(paths).toEqual(["batch/read", "batch/update"]);
    expect(result).toEqual([
      { kind: "updated", trace: "t0", recordId: "70", warnings: [] },
      { kind: "skipped", trace: "t1", reason: "missing", recordId: null },
    ]);
    expect(requests[1]?.body).toEqual({ inputs: [{ id: "70", objectWriteTraceId: "t0", properties: { phone: "" } }] });
  });

  it("sends neither of two rows that reach the same contact", async () => {
    hubSpot.script(
      () => complete([]),
      () => complete([found("70", { email: "row0@example.com", hs_additional_emails: "row1@example.com" })]),
    );
    const { result, paths } = await watch(() => update(makeInputs({}, {})));
    expect(result).toMatchObject([
      { trace: "t0", refusal: { code: "DUPLICATE_IDS" }, existingRecordId: "70" },
      { trace: "t1", refusal: { code: "DUPLICATE_IDS" }, existingRecordId: "70" },
    ]);
    expect(paths).toEqual(["batch/read"]);
  });

  it("skips a record that was deleted after the look", async () => {
    hubSpot.script(
      (inputs) => ({ status: 404, json: { status: "error", ...notFound(...inputs.map(({ id }) => id)) } }),
      () => complete([found("70", { email: "row0@example.com" })]),
    );
    expect(await update(makeInputs({}))).toMatchObject([{ kind: "skipped", reason: "missing" }]);
  });
});

it.each(["create", "update"] as const)("mode %s stops the run where the connection may not read", async (mode) => {
  hubSpot.script(
    () => complete([]),
    () => ({ status: 403, json: bodies.missingScopes }),
  );
  await expect(hubSpot.deliver(makeInputs({}), { mode })).rejects.toMatchObject({ code: "hubspot_scope_missing" });
  expect(readInputs(hubSpot.requests.at(-1))).toEqual([{ id: "Row0@Example.com", properties: {} }]);
});

function takenAddress(email: string) {
  const message = bodies.uniqueValueTaken.message.replace("whatsapp_phone", "email").replace("+15550004567", email);
  return { ...bodies.uniqueValueTaken, message };
}
