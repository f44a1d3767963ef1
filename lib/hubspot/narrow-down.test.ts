import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { contactExists, notUnique, refuseValues, uniqueValueTaken } from "./testing/hubspot-bodies";
import {
  acceptedBefore,
  createStrictHubSpot,
  makeInputs,
  narrow,
  refuse,
  refuseRows,
  rejected,
  unnamed,
} from "./testing/strict-hubspot";

/** Calls beyond the first, at a HubSpot that has accepted rows before. Every good row is written once, or this throws. */
async function countExtraCalls(bad: readonly number[]): Promise<number> {
  const hubSpot = createStrictHubSpot(refuseRows(bad));
  const outcomes = await narrow(makeInputs(100), hubSpot.send, acceptedBefore());
  expect(rejected(outcomes)).toHaveLength(new Set(bad).size);
  expect(hubSpot.written).toHaveLength(100 - new Set(bad).size);
  expect(new Set(hubSpot.written).size).toBe(hubSpot.written.length);
  return hubSpot.countCalls() - 1;
}

function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

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
          const outcomes = await narrow(inputs, hubSpot.send);
          expect(outcomes.map(({ trace }) => trace)).toEqual(inputs.map(({ trace }) => trace));
          expect(rejected(outcomes)).toEqual(bad.map((index) => `row-${index}`));
          expect(hubSpot.written).toHaveLength(count - bad.length);
          expect(new Set(hubSpot.written).size).toBe(hubSpot.written.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("of 3 among 100 costs at most 20 more calls, wherever they are", async () => {
    const random = seededRandom(3);
    const edges = [0, 1, 2, 18, 19, 20, 21, 49, 50, 51, 97, 98, 99];
    const places = edges
      .flatMap((a) => edges.flatMap((b) => edges.map((c) => [a, b, c])))
      .filter(([a = 0, b = 0, c = 0]) => a < b && b < c);
    for (let sample = 0; sample < 700; sample += 1) places.push([random(100), random(100), random(100)]);
    const costs: number[] = [];
    for (const bad of places) costs.push(await countExtraCalls(bad));
    expect(Math.max(...costs)).toBeLessThanOrEqual(20);
  });

  it("of 2 among 100 costs at most 17 more calls, wherever they are", async () => {
    for (let first = 0; first < 100; first += 3)
      for (let second = first + 1; second < 100; second += 4)
        expect(await countExtraCalls([first, second])).toBeLessThanOrEqual(17);
  });

  it("of 1 among 100 costs at most 13 more calls, wherever it is", async () => {
    for (let index = 0; index < 100; index += 1) expect(await countExtraCalls([index])).toBeLessThanOrEqual(13);
  });

  it.each([
    { count: 4, most: 32 },
    { count: 5, most: 39 },
    { count: 10, most: 64 },
    { count: 20, most: 95 },
    { count: 50, most: 125 },
    { count: 99, most: 130 },
  ])("of $count among 100 costs at most $most more calls", async ({ count, most }) => {
    const random = seededRandom(count);
    for (let sample = 0; sample < 40; sample += 1) {
      const bad = new Set<number>();
      while (bad.size < count) bad.add(random(100));
      expect(await countExtraCalls([...bad])).toBeLessThanOrEqual(most);
    }
  });

  it("of all 100, each in words of its own, costs little more than sending each alone", async () => {
    const hubSpot = createStrictHubSpot(([first]) => ({ ...unnamed, message: `Something is wrong: ${first?.trace}` }));
    expect(rejected(await narrow(makeInputs(100), hubSpot.send))).toHaveLength(100);
    expect(hubSpot.countCalls()).toBeLessThanOrEqual(130);
  });

  it("because two rows can't go together rejects neither", async () => {
    const pair = ["row-13", "row-77"];
    const hubSpot = createStrictHubSpot((inputs) =>
      pair.every((trace) => inputs.some((input) => input.trace === trace)) ? unnamed : null,
    );
    const outcomes = await narrow(makeInputs(100), hubSpot.send);
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
    const outcomes = await narrow(makeInputs(100, amounts), hubSpot.send);
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
    expect(rejected(await narrow(makeInputs(100, amounts), hubSpot.send))).toHaveLength(4);
    expect(hubSpot.countCalls()).toBe(5);
  });

  it("by a property that doesn't exist rejects whoever sends it", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ payload }) => "gone" in payload)
        ? refuseValues([{ name: "gone", error: "PROPERTY_DOESNT_EXIST", message: 'Property "gone" does not exist' }])
        : null,
    );
    const inputs = makeInputs(10, (index): Record<string, string> => (index < 3 ? { gone: "x" } : { city: "x" }));
    expect(rejected(await narrow(inputs, hubSpot.send))).toEqual(["row-0", "row-1", "row-2"]);
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
    const outcomes = await narrow(inputs, hubSpot.send);
    expect(outcomes[4]).toMatchObject({ refusal: { code: "INVALID_OPTION", option: "Gold" } });
    expect(hubSpot.countCalls()).toBe(2);
  });

  it("by the ids that HubSpot doesn't have rejects those in one more call", async () => {
    const gone = ["row-3@example.com", "row-8@example.com"];
    const notFound = { category: "OBJECT_NOT_FOUND", message: "Could not get some objects", context: { ids: gone } };
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ matchValue }) => gone.includes(matchValue)) ? notFound : null,
    );
    expect(rejected(await narrow(makeInputs(10), hubSpot.send))).toEqual(["row-3", "row-8"]);
    expect(hubSpot.countCalls()).toBe(2);
  });

  it.each([
    { senders: 1, calls: 2 },
    { senders: 2, calls: 3 },
  ])("by a rule that quotes no value finds its row at once where $senders of 4 sends the property", async (given) => {
    const rule = refuseValues([{ name: "motto", error: "INVALID_ALPHA", message: "Enter only letters" }]);
    const hubSpot = createStrictHubSpot((inputs) => (inputs.some(({ trace }) => trace === "row-0") ? rule : null));
    const inputs = makeInputs(4, (index): Record<string, string> => (index < given.senders ? { motto: "x" } : {}));
    expect(rejected(await narrow(inputs, hubSpot.send))).toEqual(["row-0"]);
    expect(hubSpot.countCalls()).toBe(given.calls);
  });

  it("by a taken value rejects the one row that sends it, with the record in the way", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ payload }) => payload.whatsapp_phone === "+15550004567") ? uniqueValueTaken : null,
    );
    const inputs = makeInputs(50, (index) => ({ whatsapp_phone: index === 20 ? "+15550004567" : `+1${index}` }));
    const outcomes = await narrow(inputs, hubSpot.send);
    expect(outcomes[20]).toMatchObject({ existingRecordId: "891", refusal: { code: "CONFLICTING_UNIQUE_VALUE" } });
    expect(hubSpot.countCalls()).toBe(2);
  });

  it("by a taken value that several rows send never rejects the row whose record has it", async () => {
    const hubSpot = createStrictHubSpot((inputs) =>
      inputs.some(({ trace }) => trace === "row-3") ? uniqueValueTaken : null,
    );
    const inputs = makeInputs(10, (index) => ({ whatsapp_phone: index < 4 ? "+15550004567" : `+1${index}` }));
    expect(rejected(await narrow(inputs, hubSpot.send))).toEqual(["row-3"]);
  });
});

it("a conflict without a property is found like any other, with the record in the way", async () => {
  const hubSpot = createStrictHubSpot((inputs) =>
    inputs.some(({ trace }) => trace === "row-5") ? contactExists : null,
  );
  const outcomes = await narrow(makeInputs(10), hubSpot.send);
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
  await expect(narrow(makeInputs(100), send)).rejects.toMatchObject({ code: "hubspot_refused", status });
  expect(calls).toBe(1);
});

it("a fault that is no refusal is never taken for a bad row", async () => {
  const fault = new Error("the connection is gone");
  const send = async (inputs: readonly WriteInput[]): Promise<WriteOutcome[]> => {
    if (inputs.length === 100) throw refuse(unnamed);
    throw fault;
  };
  await expect(narrow(makeInputs(100), send)).rejects.toBe(fault);
});
