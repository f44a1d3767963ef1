import { expect, test } from "vitest";
import { couldBeOf, encodeRejects, type Reject } from "./reject";
import { canHold, isOfCause, RejectIndex, RejectIndexer } from "./reject-index";

const reject = (changes: Partial<Reject>): Reject => ({
  rowNumber: 1,
  originRow: null,
  sourceRow: null,
  matchValue: "ada@example.com",
  stage: "preflight",
  code: "INVALID_OPTION",
  category: null,
  property: "tier",
  option: "gold",
  message: "No such tier.",
  alsoRefused: [],
  correlationId: null,
  existingRecordId: null,
  refusedAt: "2026-11-23T12:00:00.000Z",
  cells: [],
  payload: {},
  ...changes,
});

function indexPages(...pages: readonly (readonly Reject[])[]): RejectIndex {
  const indexer = new RejectIndexer();
  for (const [number, page] of pages.entries()) {
    indexer.beginPage(`page ${number}`);
    for (const one of page) indexer.add(one);
  }
  // As it comes back from the store.
  return RejectIndex.parse(JSON.parse(JSON.stringify(indexer.make())));
}

const gold = { stage: "preflight", code: "INVALID_OPTION", property: "tier", option: "gold" };

test("a cause is looked for only on the pages that hold it", () => {
  const index = indexPages(
    [reject({})],
    [reject({ option: "silver" })],
    [reject({ code: "MISSING_KEY", option: null })],
  );
  expect([0, 1, 2].map((page) => canHold(index, `page ${page}`, gold))).toEqual([true, false, false]);
});

test("a cause without an option is on every page that holds one of its options", () => {
  const index = indexPages([reject({})], [reject({ option: "silver" })], [reject({ property: "size" })]);
  const folded = { ...gold, option: "" };
  expect([0, 1, 2].map((page) => canHold(index, `page ${page}`, folded))).toEqual([true, true, false]);
});

test("a cause without a property is none of those with one", () => {
  const bare = { stage: "hubspot", code: "UNKNOWN", property: "", option: "" };
  const index = indexPages([reject({ stage: "hubspot", code: "UNKNOWN", property: null, option: null })], [reject({})]);
  expect([0, 1].map((page) => canHold(index, `page ${page}`, bare))).toEqual([true, false]);
});

test("a page of more causes than are worth listing is looked through", () => {
  const many = Array.from({ length: 1_000 }, (_, option) => reject({ option: `metal ${option}` }));
  const index = indexPages(many, [reject({})]);
  expect(index["page 0"]).toBeNull();
  expect(canHold(index, "page 0", gold)).toBe(true);
  expect(canHold(index, "page 1", { ...gold, option: "metal 1" })).toBe(false);
});

test("a page that came after the index was made is looked through", () => {
  expect(canHold(indexPages([reject({})]), "page 1", gold)).toBe(true);
});

test.each([
  [{}, true],
  [{ option: "silver" }, false],
  [{ stage: "hubspot" as const }, false],
  [{ property: null }, false],
])("a reject with %j is of the cause: %s", (changes, isIt) => {
  expect(isOfCause(reject(changes), gold)).toBe(isIt);
});

test.each(["gold", 'go"ld', "gö\\ld\n", "＋金"])(
  "a line that is of the cause %j is never taken for another",
  (option) => {
    const [line = ""] = encodeRejects([reject({ option })]).split("\n");
    expect(couldBeOf({ ...gold, option })(line)).toBe(true);
    expect(couldBeOf({ ...gold, option: "" })(line)).toBe(true);
    expect(couldBeOf({ ...gold, option: "silver" })(line)).toBe(false);
    expect(couldBeOf({ ...gold, code: "MISSING_KEY", option })(line)).toBe(false);
  },
);
