import { expect, test } from "vitest";
import { isUnfiltered, writeRunFilter } from "./run-filter";
import { RunFilter, readRunFilter } from "./run-filter-schema";

const syncId = "01970000-0000-7000-8000-000000000001";

test("a filter that is written into an address is read back as it was", () => {
  const filter = {
    syncId,
    status: "completed_with_rejects",
    trigger: "schedule",
    kind: "real",
    rejects: "some",
    ended: "24h",
    from: "2026-11-01T03:00:00.000Z",
    before: "2026-11-03T03:00:00.000Z",
    search: "O'Brien & 50% 🙂",
  } as const;
  const search = Object.fromEntries(writeRunFilter(filter));
  expect(readRunFilter(search)).toEqual(filter);
  expect(RunFilter.parse(search)).toEqual(filter);
});

test("what was mistyped is left out, and the rest counts", () => {
  const search = {
    syncId: "no id",
    status: "dead",
    trigger: ["api", "manual"],
    from: "yesterday",
    ended: "25h",
    search: "a".repeat(201),
    rejects: "some",
  };
  expect(writeRunFilter(readRunFilter(search)).toString()).toBe("rejects=some");
});

test("a day alone begins in UTC; what is no day of the calendar is none", () => {
  expect(readRunFilter({ from: "2026-11-30", before: "2026-02-31" })).toMatchObject({
    from: "2026-11-30T00:00:00.000Z",
    before: undefined,
  });
});

test("blanks and characters that no database takes are no search", () => {
  expect(isUnfiltered(readRunFilter({ search: " \0 " }))).toBe(true);
  expect(readRunFilter({ search: " time\0out " }).search).toBe("timeout");
});
