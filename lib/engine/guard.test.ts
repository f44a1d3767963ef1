import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Guard, listGuardReasons, type PlanFacts } from "./guard";

const open: Guard = {
  created: null,
  removed: null,
  missingShare: null,
  rejected: null,
  rejectedShare: null,
  rowsShare: null,
};
const calm: PlanFacts = {
  vanished: "archive",
  read: 1_000,
  fresh: 10,
  rejected: 5,
  known: 1_000,
  missing: 20,
  usualRows: 1_000,
};

describe("a guard", () => {
  it.each<[string, Partial<PlanFacts>, Partial<Guard>, string]>([
    ["creates", { fresh: 501 }, { created: 500 }, "501 records would be created; the limit is 500."],
    [
      "archives",
      { missing: 21 },
      { removed: 20 },
      "21 records would be archived, since their rows have vanished; the limit is 20.",
    ],
    [
      "cleared records",
      { missing: 21, vanished: "clear" },
      { removed: 20 },
      "21 records would have the mapped properties cleared, since their rows have vanished; the limit is 20.",
    ],
    [
      "vanished rows",
      { missing: 101 },
      { missingShare: 0.1 },
      "101 of 1,000 rows of earlier runs have vanished (10.1 %); the limit is 10 %.",
    ],
    ["rejects", { rejected: 6 }, { rejected: 5 }, "6 rows were rejected before sending; the limit is 5."],
    ["one reject", { rejected: 1 }, { rejected: 0 }, "1 row was rejected before sending; the limit is 0."],
    [
      "one vanished row",
      { missing: 1 },
      { removed: 0 },
      "1 record would be archived, since its row has vanished; the limit is 0.",
    ],
    [
      "the share of rejects",
      { rejected: 21 },
      { rejectedShare: 0.02 },
      "21 of 1,000 rows were rejected before sending (2.1 %); the limit is 2 %.",
    ],
    [
      "fewer rows than usual",
      { read: 499 },
      { rowsShare: 0.5 },
      "499 rows were read, where the last runs read 1,000: more than 50 % off.",
    ],
    [
      "a single row",
      { read: 1, usualRows: 1_000 },
      { rowsShare: 0.5 },
      "1 row was read, where the last runs read 1,000: more than 50 % off.",
    ],
    [
      "more rows than usual",
      { read: 1_501 },
      { rowsShare: 0.5 },
      "1,501 rows were read, where the last runs read 1,000: more than 50 % off.",
    ],
  ])("of %s says what is past which limit", (_, plan, guard, reason) => {
    expect(listGuardReasons({ ...calm, ...plan }, { ...open, ...guard })).toEqual([reason]);
  });

  it("never lets an empty source remove anything, whatever the limits", () => {
    const empty = { ...calm, read: 0, missing: 1_000 };
    expect(listGuardReasons(empty, open)).toEqual([
      "The source gave no row at all, so all 1,000 records would be archived.",
    ]);
    expect(listGuardReasons({ ...empty, missing: 1 }, open)).toEqual([
      "The source gave no row at all, so 1 record would be archived.",
    ]);
    expect(listGuardReasons({ ...empty, missing: 0, known: 0 }, open)).toEqual([]);
  });

  it("doesn't mind vanished rows whose records are kept", () => {
    const plan = { ...calm, vanished: "keep" as const, read: 0, missing: 1_000 };
    expect(listGuardReasons(plan, { ...open, removed: 0, missingShare: 0 })).toEqual([]);
  });

  it("knows no usual number of rows before there were some runs", () => {
    expect(listGuardReasons({ ...calm, read: 5, usualRows: null }, { ...open, rowsShare: 0.1 })).toEqual([]);
  });

  it("lets pass what is exactly at its limit", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (part, rest) => {
        const plan = { ...calm, fresh: part, rejected: part, read: part + rest, missing: part, known: part + rest };
        const share = part / (part + rest);
        const guard = {
          ...open,
          created: part,
          rejected: part,
          removed: part,
          missingShare: share,
          rejectedShare: share,
        };
        expect(listGuardReasons(plan, guard)).toEqual([]);
      }),
    );
  });
});
