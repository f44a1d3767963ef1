import { describe, expect, it } from "vitest";
import { contactExists } from "./testing/hubspot-bodies";
import {
  acceptedBefore,
  createStrictHubSpot,
  makeInputs,
  narrow,
  refuseRows,
  rejected,
  unnamed,
} from "./testing/strict-hubspot";
import { UniformRefusals } from "./uniform-refusals";

describe("a refusal of every row alike, in words that nobody knows", () => {
  const everyRow = () => ({ ...unnamed, message: "This portal is closed for inventory." });

  it("stops the run with HubSpot's words, after few calls and without rejecting anybody", async () => {
    const hubSpot = createStrictHubSpot(everyRow);
    await expect(narrow(makeInputs(100), hubSpot.send)).rejects.toMatchObject({
      code: "hubspot_refused",
      message: expect.stringContaining("This portal is closed for inventory."),
    });
    expect(hubSpot.countCalls()).toBeLessThanOrEqual(30);
  });

  it("costs the batches after it one call each", async () => {
    const hubSpot = createStrictHubSpot(everyRow);
    const shared = new UniformRefusals();
    await expect(narrow(makeInputs(100), hubSpot.send, shared)).rejects.toThrow();
    const before = hubSpot.countCalls();
    await expect(narrow(makeInputs(100), hubSpot.send, shared)).rejects.toMatchObject({ code: "hubspot_refused" });
    expect(hubSpot.countCalls() - before).toBe(1);
  });

  it("is narrowed down to the end where the portal accepts a row from anywhere in the batch", async () => {
    for (const good of [11, 50, 99]) {
      const hubSpot = createStrictHubSpot(
        refuseRows(Array.from({ length: 100 }, (_, index) => index).filter((row) => row < good)),
      );
      expect(rejected(await narrow(makeInputs(100), hubSpot.send))).toHaveLength(good);
      expect(hubSpot.written).toHaveLength(100 - good);
    }
  });

  it("rejects rows as ever where few are left, one is uploaded again, or a row was accepted before", async () => {
    const few = await narrow(makeInputs(15), createStrictHubSpot(everyRow).send);
    expect(rejected(few)).toHaveLength(15);
    const all = await narrow(makeInputs(100), createStrictHubSpot(everyRow).send, acceptedBefore());
    expect(rejected(all)).toHaveLength(100);
  });

  it("rejects every row whose fault has a code that is about rows", async () => {
    const hubSpot = createStrictHubSpot(() => contactExists);
    expect(rejected(await narrow(makeInputs(100), hubSpot.send))).toHaveLength(100);
  });
});
