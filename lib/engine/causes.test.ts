import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cause, CauseTally, mergeCauses } from "./causes";
import type { Refusal } from "./types";

function refusal(code: string, property: string | null, option: string | null = null, message = "No."): Refusal {
  return { code, property, option, message };
}

function tally(refusals: readonly Refusal[], firstRow = 1): Cause[] {
  const causes = new CauseTally();
  refusals.forEach((each, index) => {
    causes.add("preflight", each, {
      rowNumber: firstRow + index,
      sourceRow: null,
      matchValue: `key-${firstRow + index}`,
    });
  });
  return causes.list();
}

describe("CauseTally", () => {
  it("counts by stage, code, property and option, the most frequent first", () => {
    const causes = new CauseTally();
    const row = { rowNumber: 1, sourceRow: null, matchValue: null };
    causes.add("preflight", refusal("INVALID_DATE", "born"), row);
    for (const option of ["x", "y", "x", "x"]) causes.add("hubspot", refusal("INVALID_OPTION", "tier", option), row);
    causes.add("preflight", refusal("INVALID_OPTION", "tier", "x"), row);
    expect(causes.list().map(({ stage, code, option, count }) => [stage, code, option, count])).toEqual([
      ["hubspot", "INVALID_OPTION", "x", 3],
      ["preflight", "INVALID_DATE", null, 1],
      ["hubspot", "INVALID_OPTION", "y", 1],
      ["preflight", "INVALID_OPTION", "x", 1],
    ]);
  });

  it("keeps the first message and the first three rows", () => {
    const messages = ["first", "second", "third", "fourth"];
    expect(tally(messages.map((message) => refusal("INVALID_DATE", "born", null, message)))).toEqual([
      {
        stage: "preflight",
        code: "INVALID_DATE",
        property: "born",
        option: null,
        message: "first",
        count: 4,
        samples: [
          { rowNumber: 1, sourceRow: null, matchValue: "key-1", message: "first" },
          { rowNumber: 2, sourceRow: null, matchValue: "key-2", message: "second" },
          { rowNumber: 3, sourceRow: null, matchValue: "key-3", message: "third" },
        ],
      },
    ]);
  });

  it("tells 50 options of a property apart, and folds them into one cause at the 51st", () => {
    const options = Array.from({ length: 51 }, (_, index) => refusal("INVALID_OPTION", "tier", `option ${index}`));
    expect(tally(options.slice(0, 50))).toHaveLength(50);
    const other = refusal("INVALID_OPTION", "colour", "red");
    expect(tally([...options, other, ...options])).toMatchObject([
      { property: "tier", option: null, count: 102, samples: [{ rowNumber: 1 }, { rowNumber: 2 }, { rowNumber: 3 }] },
      { property: "colour", option: "red", count: 1 },
    ]);
  });

  it("stores no endless texts and nothing that Postgres refuses", () => {
    const [cause] = tally([
      refusal("INVALID_OPTION", "tier", `\0\ud800${"o".repeat(5_000)}`, `\0${"m".repeat(5_000)}`),
    ]);
    expect(cause?.option).toHaveLength(200);
    expect(cause?.message).toHaveLength(500);
    expect(JSON.stringify(cause)).not.toMatch(/\\u0000|\\ud800/);
  });
});

describe("mergeCauses", () => {
  const refusals = fc.array(
    fc
      .record({ code: fc.constantFrom("A", "B"), property: fc.constantFrom("p", null), option: fc.option(fc.nat(80)) })
      .map(({ code, property, option }) => refusal(code, property, option === null ? null : `option ${option}`)),
    { maxLength: 200, size: "max" },
  );

  it("loses no refusal", () => {
    fc.assert(
      fc.property(fc.array(refusals, { maxLength: 4 }), (chunks) => {
        const merged = mergeCauses(...chunks.map((chunk) => tally(chunk)));
        const total = merged.reduce((sum, { count }) => sum + count, 0);
        expect(total).toBe(chunks.flat().length);
        expect(merged.every(({ count, samples }) => samples.length === Math.min(count, 3))).toBe(true);
      }),
    );
  });

  it("gives what one tally of all rows gives, as long as nothing was folded", () => {
    const first = ["x", "y", "x"].map((option) => refusal("INVALID_OPTION", "tier", option));
    const second = ["y", "y", "z"].map((option) => refusal("INVALID_OPTION", "tier", option));
    expect(mergeCauses(tally(first), tally(second, 4))).toEqual(tally([...first, ...second]));
  });
});
