import fc from "fast-check";
import { expect, test } from "vitest";
import { countFlow } from "./count-flow";

test("what the preflight refused and what HubSpot refused are told apart", () => {
  const ledger = { read: 100, unchanged: 40, created: 10, updated: 30, skipped: 0, rejected: 20, cancelled: 0 };
  expect(countFlow({ ledger, rowsPlanned: 45, rowsDelivered: 45, skippedByPlan: 0 })).toEqual({
    read: 100,
    changed: 45,
    unchanged: 40,
    invalid: 15,
    created: 10,
    updated: 30,
    rejected: 5,
    skipped: 0,
    cancelled: 0,
  });
});

test("the two kinds of rejects add up to the ledger's, whoever skipped rows and however far the run has come", () => {
  const count = fc.nat(10_000);
  fc.assert(
    fc.property(
      fc.record({ created: count, updated: count, asked: count, skippedByPlan: count, invalid: count, refused: count }),
      ({ created, updated, asked, skippedByPlan, invalid, refused }) => {
        const counts = { created, updated, skipped: asked + skippedByPlan, rejected: invalid + refused };
        const ledger = { read: 100_000, unchanged: 0, cancelled: 0, ...counts };
        const rowsDelivered = created + updated + asked + refused;
        const flow = countFlow({ ledger, rowsPlanned: null, rowsDelivered, skippedByPlan });
        expect(flow).toMatchObject({ invalid, rejected: refused });
      },
    ),
  );
});
