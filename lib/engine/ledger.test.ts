import fc from "fast-check";
import { expect, it } from "vitest";
import { addLedgers, describeGap, emptyLedger, isLedgerClosed, type Ledger } from "./ledger";

const counts = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat());
const closedLedgers = counts.map(([unchanged, created, updated, skipped, rejected, cancelled]): Ledger => {
  const read = unchanged + created + updated + skipped + rejected + cancelled;
  return { read, unchanged, created, updated, skipped, rejected, cancelled };
});

it("closes when every row that was read has one outcome", () => {
  expect(isLedgerClosed(emptyLedger)).toBe(true);
  fc.assert(
    fc.property(closedLedgers, (ledger) => {
      expect(isLedgerClosed(ledger)).toBe(true);
      expect(describeGap(ledger)).toBeNull();
      expect(isLedgerClosed({ ...ledger, read: ledger.read + 1 })).toBe(false);
      expect(isLedgerClosed({ ...ledger, cancelled: ledger.cancelled + 1 })).toBe(false);
    }),
  );
});

it("adds closed ledgers up to a closed one", () => {
  fc.assert(
    fc.property(fc.array(closedLedgers), (ledgers) => {
      const sum = addLedgers(...ledgers);
      expect(isLedgerClosed(sum)).toBe(true);
      expect(sum.read).toBe(ledgers.reduce((total, { read }) => total + read, 0));
    }),
  );
});

it("says how far a ledger is from closing", () => {
  expect(describeGap({ ...emptyLedger, read: 3, created: 2 })).toBe(
    "3 rows read, 2 with an outcome: 1 row without one.",
  );
  expect(describeGap({ ...emptyLedger, read: 1, updated: 3 })).toBe(
    "1 row read, 3 with an outcome: 2 rows counted too often.",
  );
});
