import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { HubSpotRefusal } from "./client";
import { parseEnvelope } from "./envelope";
import { narrowDown } from "./narrow-down";
import { contactExists, notUnique, refuseValues, uniqueValueTaken } from "./testing/hubspot-bodies";

const call = { method: "POST", path: "/crm/objects/2026-09/0-1/batch/upsert" };
const refuse = (body: unknown, status = 400) => new HubSpotRefusal(call, status, parseEnvelope(body), "correlation");
const unnamed = { status: "error", message: "Something in this batch is wrong.", category: "VALIDATION_ERROR" };

const makeInputs = (count: number, payload = (_index: number): Record<string, string> => ({})): WriteInput[] =>
  Array.from({ length: count }, (_, index) => ({
    trace: `row-${index}`,
    matchValue: `row-${index}@example.com`,
    payload: payload(index),
  }));

/** A HubSpot that refuses a whole call as soon as `explain` finds fault with it. */
function createStrictHubSpot(explain: (inputs: readonly WriteInput[]) => unknown | null) {
  const written: string[] = [];
  let calls = 0;
  return {
    written,
    countCalls: () => calls,
    send: async (inputs: readonly WriteInput[]): Promise<WriteOutcome[]> => {
      calls += 1;
      const fault = explain(inputs);
      if (fault) throw refuse(fault);
      written.push(...inputs.map(({ trace }) => trace));
      return inputs.map(({ trace }) => ({ kind: "created", trace, recordId: `id-${trace}`, warnings: [] }));
    },
  };
}

const refuseRows = (bad: readonly number[]) => (inputs: readonly WriteInput[]) =>
  inputs.some(({ trace }) => bad.includes(Number(trace.slice(4)))) ? unnamed : null;

async function countExtraCalls(bad: readonly number[]): Promise<number> {
  const hubSpot = createStrictHubSpot(refuseRows(bad));
  await narrowDown(makeInputs(100), "email", hubSpot.send);
  return hubSpot.countCalls() - 1;
}

const rejected = (outcomes: readonly WriteOutcome[]) =>
  outcomes.flatMap((outcome) => (outcome.kind === "rejected" ? [outcome.trace] : []));

describe("a refusal that names nobody", () => {
  it("never stops the good rows: each is written once, each bad one rejected, in the order of the inputs", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.nat(99), { maxLength: 12 }),
        async (count, picks) => {
          const bad = [...new Set(picks)].filter((index) => index < count).sort((a, b) => a - b);
          const hubSpot = createStrictHubSpot(refuseRows(bad));
          const inputs = makeInputs(count);
          const outcomes = await narrowDown(inputs, "email", hubSpot.send);
          expect(outcomes.map(({ trace }) => trace)).toEqual(inputs.map(({ trace }) => trace));
          expect(rejected(outcomes)).toEqual(bad.map((index) => `row-${index}`));
          expect(hubSpot.written).toHaveLength(count - bad.length);
          expect(new Set(hubSpot.written).size).toBe(hubSpot.written.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("of 3 among 100 costs at most 20 more calls, on average over all places they can be in", async () => {
    const costs: number[] = [];
    for (let first = 0; first < 100; first += 7)
      for (let second = first + 1; second < 100; second += 5)
        for (let third = second + 1; third < 100; third += 6) costs.push(await countExtraCalls([first, second, third]));
    expect(costs.reduce((sum, cost) => sum + cost, 0) / costs.length).toBeLessThanOrEqual(20);
    expect(Math.max(...costs)).toBeLessThanOrEqual(23);
  });

  it("of 1 among 100 costs at most 13 more calls, wherever it is", async () => {
    for (let index = 0; index < 100; index += 1) expect(await countExtraCalls([index])).toBeLessThanOrEqual(13);
  });

  it("of all 100 costs little more than sending each alone", async () => {
    expect(await countExtraCalls(Array.from({ length: 100 }, (_, index) => index))).toBeLessThanOrEqual(130);
  });

  it("because two rows can't go together rejects neither", async () => {
    const pair = ["row-13", "row-77"];
    const hubSpot = createStrictHubSpot((inputs) =>
      pair.every((trace) => inputs.some((input) => input.trace === trace)) ? unnamed : null,
    );
    const outcomes = await narrowDown(makeInputs(100), "email", hubSpot.send);
    expect(rejected(outcomes)).toEqual([]);
    expect(hubSpot.written).toHaveLength(100);
  });
});

describe("a refusal that names rows", () => {
  const amounts = (index: number) => ({ amount: index % 30 === 7 ? `bad-${index}` : String(index) });
  const refuseAmounts = (inputs: readonly WriteInput[]) => {
    const faults = inputs.flatMap(({ payload: { amount = "" } }) =>
      amount.startsWith("bad")
        ? [{ name: "amount", error: "INVALID_INTEGER", message: `${amount} was not a valid number.` }]
        : [],
    );
    return faults.length > 0 ? refuseValues(faults) : null;
  };

  it("by property and value costs one more call for all of them", async () => {
    const hubSpot = createStrictHubSpot(refuseAmounts);
    const outcomes = await narrowDown(makeInputs(100, amounts), "email", hubSpot.send);
    expect(hubSpot.countCalls()).toBe(2);
    expect(rejected(outcomes)).toEqual(["row-7", "row-37", "row-67", "row-97"]);
    expect(outcomes[37]).toMatchObject({
      stage: "hubspot",
      category: "VALIDATION_ERROR",
      correlationId: "9d1c7a34-0000-4000-8000-000000000001",
      refusal: { code: "INVALID_INTEGER", property: "amount", message: "bad-37 was not a valid number." },
    });
  });

  it("one at a time costs a call each", async () => {
    const hubSpot = createStrictHubSpot((inputs) => {
      const bad = inputs.find(({ payload }) => payload.amount?.startsWith("bad"));
      return bad ? refuseAmounts([bad]) : null;
    });
    expect(rejected(await narrowDown(makeInputs(100, amounts), "email", hubSpot.send))).toHaveLength(4);
    expect(hubSpot.countCalls()).toBe(5);
  });

  it("by a property that doesn't exist rejects whoever sends it", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ payload }) => "gone" in payload)
        ? refuseValues([{ name: "gone", error: "PROPERTY_DOESNT_EXIST", message: 'Property "gone" does not exist' }])
        : null,
    );
    const inputs = makeInputs(10, (index): Record<string, string> => (index < 3 ? { gone: "x" } : { city: "x" }));
    expect(rejected(await narrowDown(inputs, "email", hubSpot.send))).toEqual(["row-0", "row-1", "row-2"]);
    expect(hubSpot.countCalls()).toBe(2);
  });

  it("by an option inside a list of options finds the row", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ payload }) => payload.tags?.includes("Gold"))
        ? refuseValues([
            { name: "tags", error: "INVALID_OPTION", message: "Gold was not one of the allowed options: [A, B]" },
          ])
        : null,
    );
    const inputs = makeInputs(20, (index) => ({ tags: index === 4 ? "A;Gold;B" : "A;B" }));
    const outcomes = await narrowDown(inputs, "email", hubSpot.send);
    expect(outcomes[4]).toMatchObject({ refusal: { code: "INVALID_OPTION", option: "Gold" } });
    expect(hubSpot.countCalls()).toBe(2);
  });

  it("by a taken value rejects the one row that sends it, with the record in the way", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ payload }) => payload.whatsapp_phone === "+15550004567") ? uniqueValueTaken : null,
    );
    const inputs = makeInputs(50, (index) => ({ whatsapp_phone: index === 20 ? "+15550004567" : `+1${index}` }));
    const outcomes = await narrowDown(inputs, "email", hubSpot.send);
    expect(outcomes[20]).toMatchObject({ existingRecordId: "891", refusal: { code: "CONFLICTING_UNIQUE_VALUE" } });
    expect(hubSpot.countCalls()).toBe(2);
  });

  it("by a taken value that several rows send never rejects the row whose record has it", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ trace }) => trace === "row-3") ? uniqueValueTaken : null,
    );
    const inputs = makeInputs(10, (index) => ({ whatsapp_phone: index < 4 ? "+15550004567" : `+1${index}` }));
    expect(rejected(await narrowDown(inputs, "email", hubSpot.send))).toEqual(["row-3"]);
  });
});

it("a conflict without a property is found like any other, with the record in the way", async () => {
  const hubSpot = createStrictHubSpot((inputs) =>
    inputs.some(({ trace }) => trace === "row-5") ? contactExists : null,
  );
  const outcomes = await narrowDown(makeInputs(10), "email", hubSpot.send);
  expect(rejected(outcomes)).toEqual(["row-5"]);
  expect(outcomes[5]).toMatchObject({ category: "CONFLICT", existingRecordId: "2926551" });
});

it.each([
  ["a match property that isn't unique", notUnique, 400],
  ["an unknown object type", { message: "Unable to infer object type from: widgets" }, 400],
  ["too many inputs", { message: "The maximum number of inputs supported in a batch is 100." }, 400],
  ["unreadable JSON", { message: "Invalid input JSON on line 3, column 9: Cannot deserialize" }, 400],
  ["a missing permission", { message: "Missing 'Edit Associations' permission.", category: "VALIDATION_ERROR" }, 400],
  ["a missing path", { message: "resource not found" }, 404],
])("%s concerns every row, and is thrown after one call", async (_what, body, status) => {
  let calls = 0;
  const send = async () => {
    calls += 1;
    throw refuse(body, status);
  };
  await expect(narrowDown(makeInputs(100), "email", send)).rejects.toMatchObject({ code: "hubspot_refused", status });
  expect(calls).toBe(1);
});

it("a fault that is no refusal is never taken for a bad row", async () => {
  const fault = new Error("the connection is gone");
  const send = async (inputs: readonly WriteInput[]): Promise<WriteOutcome[]> => {
    if (inputs.length === 100) throw refuse(unnamed);
    throw fault;
  };
  await expect(narrowDown(makeInputs(100), "email", send)).rejects.toBe(fault);
});
