import fc from "fast-check";
import { expect, it } from "vitest";
import { describeGap, type Ledger } from "./ledger";

const counts = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat());
const closedLedgers = counts.map(([unchanged, created, updated, skipped, rejected, cancelled]): Ledger => {
  const read = unchanged + created + updated + skipped + rejected + cancelled;
  return { read, unchanged, created, updated, skipped, rejected, cancelled };
});

it("closes when every row that was read has one outcome", () => {
  fc.assert(
    fc.property(closedLedgers, (ledger) => {
      expect(describeGap(ledger)).toBeNull();
      expect(describeGap({ ...ledger, read: ledger.read + 1 })).not.toBeNull();
      expect(describeGap({ ...ledger, cancelled: ledger.cancelled + 1 })).not.toBeNull();
    }),
  );
});

const empty: Ledger = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };

it("says how far a ledger is from closing", () => {
  expect(describeGap({ ...empty, read: 3, created: 2 })).toBe("3 rows read, 2 with an outcome: 1 row without one.");
  expect(describeGap({ ...empty, read: 1, updated: 3 })).toBe(
    "1 row read, 3 with an outcome: 2 rows counted too often.",
  );
});
