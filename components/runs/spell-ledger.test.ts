import { expect, test } from "vitest";
import { spellLedger } from "./spell-ledger";

const closed = { read: 5043, unchanged: 0, created: 5001, updated: 30, skipped: 0, rejected: 12, cancelled: 0 };

test("a closed ledger names the usual outcomes, zero or not, and leaves out skipped and cancelled while there are none", () => {
  const { read, terms, open } = spellLedger(closed, null);
  expect(read).toBe(5043);
  expect(open).toBe(0);
  expect(terms.map(({ outcome, rows }) => `${rows} ${outcome}`)).toEqual([
    "0 unchanged",
    "5001 created",
    "30 updated",
    "12 rejected",
  ]);
});

test("skipped and cancelled rows join the sum as soon as there are some", () => {
  const { terms, open } = spellLedger({ ...closed, read: 5050, skipped: 3, cancelled: 4 }, null);
  expect(terms.map((term) => term.outcome)).toContain("skipped");
  expect(terms.map((term) => term.outcome)).toContain("cancelled");
  expect(open).toBe(0);
});

test("a ledger that doesn't close says by how many rows, and in which direction", () => {
  expect(spellLedger({ ...closed, read: 5050 }, null).open).toBe(7);
  expect(spellLedger({ ...closed, read: 5040 }, null).open).toBe(-3);
});

test("a dry run's sum names what is to be created and updated", () => {
  const planned = { ...closed, created: 0, updated: 0 };
  const { terms, open } = spellLedger(planned, { wouldCreate: 5001, wouldUpdate: 30, wouldRemove: 7 });
  expect(open).toBe(0);
  expect(terms.map(({ outcome, rows }) => `${rows} ${outcome}`)).toEqual([
    "0 unchanged",
    "5001 to create",
    "30 to update",
    "12 rejected",
  ]);
});
