import { expect, test } from "vitest";
import { describeHeldPlan } from "./describe-held-plan";

const plan = { wouldCreate: 1_000, wouldUpdate: 1, wouldRemove: 12 };

test("what approving does is told by kind, with its numbers", () => {
  expect(describeHeldPlan({ heldPlan: plan, mode: "upsert", vanished: "archive" })).toEqual([
    "1,000 rows are new to this sync: each creates a record, or updates the one that HubSpot has.",
    "1 record is updated.",
    "12 records are archived, since the rows have vanished.",
  ]);
});

test("only what there is is told, and that there is nothing", () => {
  const heldPlan = { wouldCreate: 1, wouldUpdate: 0, wouldRemove: 0 };
  expect(describeHeldPlan({ heldPlan, mode: "create", vanished: "keep" })).toEqual([
    "1 row is new to this sync: each creates a record, unless HubSpot has one.",
  ]);
  const nothing = { ...heldPlan, wouldCreate: 0 };
  expect(describeHeldPlan({ heldPlan: nothing, mode: "upsert", vanished: "keep" })).toEqual([
    "No row has changed: nothing is sent.",
  ]);
  expect(describeHeldPlan({ heldPlan: null, mode: "upsert", vanished: "keep" })).toEqual([]);
});
