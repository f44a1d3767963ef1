import fc from "fast-check";
import { expect, test } from "vitest";
import { countFlow } from "./count-flow";

test("what the preflight refused and what HubSpot refused are told apart", () => {
  const ledger = { read: 100, unchanged: 40, created: 10, updated: 30, skipped: 0, rejected: 20, cancelled: 0 };
  expect(countFlow({ ledger, rowsPlanned: 45, rowsDelivered: 45 })).toEqual({
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

test("the two kinds of rejects add up to the ledger's, however far the run has come", () => {
  const count = fc.nat(10_000);
  fc.assert(
    fc.property(count, count, count, count, count, (created, updated, skipped, invalid, rejectedByHubSpot) => {
      const rejected = invalid + rejectedByHubSpot;
      const rowsDelivered = created + updated + skipped + rejectedByHubSpot;
      const ledger = { read: 50_000, unchanged: 0, created, updated, skipped, rejected, cancelled: 0 };
      const flow = countFlow({ ledger, rowsPlanned: null, rowsDelivered });
      expect(flow).toMatchObject({ invalid, rejected: rejectedByHubSpot });
    }),
  );
});
