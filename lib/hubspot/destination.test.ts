import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HubSpotPause, WithdrawnCall } from "./client";
import * as bodies from "./testing/hubspot-bodies";
import {
  complete,
  makeInputs,
  readInputs,
  startScriptedDestination,
  writeRecord,
} from "./testing/scripted-destination";
import type { ScriptedAnswer } from "./testing/scripted-hubspot";

let hubSpot: Awaited<ReturnType<typeof startScriptedDestination>>;
beforeAll(async () => {
  hubSpot = await startScriptedDestination();
});
afterAll(() => hubSpot.stop());

describe("what is sent", () => {
  it("has the match property in every input's body, a trace id on each, and no email among the properties", async () => {
    hubSpot.script((inputs) => complete(inputs.map((input) => writeRecord(input))));
    await hubSpot.deliver(makeInputs({ phone: "1", email: "row0@example.com" }, { phone: "" }));
    expect(hubSpot.requests.at(-1)).toMatchObject({
      method: "POST",
      path: "/crm/objects/2026-09/0-1/batch/upsert",
      body: {
        inputs: [
          { id: "Row0@Example.com", idProperty: "email", objectWriteTraceId: "t0", properties: { phone: "1" } },
          { id: "Row1@Example.com", idProperty: "email", objectWriteTraceId: "t1", properties: { phone: "" } },
        ],
      },
    });
    expect(readInputs(hubSpot.requests.at(-1))[0]?.properties).not.toHaveProperty("email");
  });

  it("repeats a unique property of the portal's own, so that new records have it for sure", async () => {
    hubSpot.script((inputs) => complete(inputs.map((input) => writeRecord(input))));
    await hubSpot.deliver([{ trace: "a", matchValue: "W-1", payload: { name: "Acme" } }], {
      matchProperty: "warehouse_id",
      objectTypeId: "0-2",
    });
    expect(readInputs(hubSpot.requests.at(-1))[0]?.properties).toEqual({ name: "Acme", warehouse_id: "W-1" });
  });

  it("by record id is an update without a match property, and never creates", async () => {
    hubSpot.script((inputs) => complete(inputs.map(({ objectWriteTraceId }) => ({ id: "77", objectWriteTraceId }))));
    const outcomes = await hubSpot.deliver([{ trace: "a", matchValue: "77", payload: { phone: "1" } }], {
      matchProperty: "hs_object_id",
    });
    expect(outcomes).toEqual([{ kind: "updated", trace: "a", recordId: "77", warnings: [] }]);
    const request = hubSpot.requests.at(-1);
    expect(request?.path).toBe("/crm/objects/2026-09/0-1/batch/update");
    expect(readInputs(request)).toEqual([{ id: "77", objectWriteTraceId: "a", properties: { phone: "1" } }]);
  });

  it("is nothing when nobody wants the batch any more at its turn, and all of it once its first call is out", async () => {
    const before = hubSpot.requests.length;
    await expect(hubSpot.deliver(makeInputs({}), { isWanted: () => false })).rejects.toThrow(WithdrawnCall);
    expect(hubSpot.requests).toHaveLength(before);

    let isWanted = true;
    hubSpot.script((inputs) => {
      const isFirst = isWanted;
      isWanted = false;
      return isFirst
        ? { status: 400, json: bodies.uniqueValueTaken }
        : complete(inputs.map((input) => writeRecord(input)));
    });
    const outcomes = await hubSpot.deliver(makeInputs({ phone: "1" }, { phone: "2" }), { isWanted: () => isWanted });
    expect(outcomes.map(({ kind }) => kind)).toEqual(["created", "created"]);
  });

  it("is nothing for no inputs, and never more than 100", async () => {
    const before = hubSpot.requests.length;
    expect(await hubSpot.deliver([])).toEqual([]);
    await expect(hubSpot.deliver(makeInputs(...Array.from({ length: 101 }, () => ({}))))).rejects.toThrow(RangeError);
    const [one] = makeInputs({});
    await expect(hubSpot.deliver(one ? [one, one] : [])).rejects.toThrow(RangeError);
    expect(hubSpot.requests.length).toBe(before);
  });
});

describe("a batch that HubSpot refuses as a whole", () => {
  it("is written but for the rows that are refused, even where one bad row refuses all", async () => {
    hubSpot.script((inputs) => {
      const faults = inputs.flatMap(({ properties }) =>
        properties.amount === "many"
          ? [
              {
                name: "amount",
                error: "INVALID_INTEGER",
                message: "many was not a valid number.",
                propertyValue: "many",
              },
            ]
          : [],
      );
      return faults.length > 0
        ? { status: 400, json: bodies.refuseValues(faults) }
        : complete(inputs.map((input) => writeRecord(input)));
    });
    const outcomes = await hubSpot.deliver(makeInputs({ amount: "1" }, { amount: "many" }, { amount: "2" }));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["created", "rejected", "created"]);
  });

  it("of one row with a 409 rejects it and names the record in the way", async () => {
    hubSpot.script(() => ({ status: 409, json: bodies.contactExists }));
    expect(await hubSpot.deliver(makeInputs({}))).toMatchObject([{ kind: "rejected", existingRecordId: "2926551" }]);
  });

  it("for its match property stops the run with the reason", async () => {
    hubSpot.script(() => ({ status: 400, json: bodies.notUnique }));
    await expect(hubSpot.deliver(makeInputs({}, {}))).rejects.toMatchObject({
      code: "hubspot_refused",
      message: expect.stringContaining("Choose a match property with unique values"),
    });
  });

  it("for a scope stops the run with the scope's name", async () => {
    hubSpot.script(() => ({ status: 403, json: bodies.missingScopes }));
    await expect(hubSpot.deliver(makeInputs({}))).rejects.toMatchObject({ code: "hubspot_scope_missing" });
  });

  it("for the day's limit asks the run to pause", async () => {
    hubSpot.script(() => ({ status: 429, json: bodies.dailyLimitReached }));
    await expect(hubSpot.deliver(makeInputs({}))).rejects.toBeInstanceOf(HubSpotPause);
  });
});

it("the same batch is sent again after faults, and each row has one outcome", async () => {
  let calls = 0;
  const faults: ScriptedAnswer[] = [{ status: 423 }, { status: 502, text: "<html>" }, { fault: "reset" }];
  hubSpot.script((inputs) => {
    const records = complete(inputs.map((input) => writeRecord(input)));
    const fault = faults[calls];
    calls += 1;
    return calls === 4 ? { ...records, fault: "cut" } : (fault ?? records);
  });
  expect((await hubSpot.deliver(makeInputs({}, {}))).map(({ kind }) => kind)).toEqual(["created", "created"]);
  expect(calls).toBe(5);
});
