import { expect, test } from "vitest";
import { readRunFilter } from "./run-filter-schema";
import { listUnreadFilters } from "./unread-filters";

test("what an address asks for and nobody understands is named, as it stands there", () => {
  const search = {
    status: "dead",
    from: "yesterday",
    trigger: ["api", "manual"],
    rejects: "some",
    kind: "",
    page: "2",
  };
  expect(listUnreadFilters(search, readRunFilter(search))).toEqual([
    { name: "status", value: "dead" },
    { name: "trigger", value: "api, manual" },
    { name: "from", value: "yesterday" },
  ]);
});

test("of an address that is understood there is nothing to say", () => {
  const search = { from: "2026-11-30", ended: "24h" };
  expect(listUnreadFilters(search, readRunFilter(search))).toEqual([]);
  expect(listUnreadFilters({}, readRunFilter({}))).toEqual([]);
});
