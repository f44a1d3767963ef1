import { describe, expect, it } from "vitest";
import { couldBeSameValue, isSameValue, type ValueKind } from "./same-value";

describe("a value that HubSpot gives back in another form is the same", () => {
  it.each<[ValueKind, string, string]>([
    ["number", "1.50", "1.5"],
    ["number", "-0.0", "0"],
    ["number", "007", "7"],
    ["number", ".5", "0.5"],
    ["number", "12345678901234567890.10", "12345678901234567890.1"],
    ["bool", "TRUE", "true"],
    ["options", "B;A", "A;B"],
    ["options", ";B", "A;B"],
    ["options", "A;A", "A"],
    ["date", "1990-01-01T00:00:00Z", "1990-01-01"],
    ["date", "631152000000", "1990-01-01"],
    ["datetime", "2026-01-31T08:00:00Z", "2026-01-31T08:00:00.000Z"],
    ["datetime", "2026-01-31T09:00:00.123456+01:00", "2026-01-31T08:00:00.123Z"],
    ["datetime", "1769846400000", "2026-01-31T08:00:00.000Z"],
    ["datetime", "2026-01-31T08:00:00", "2026-01-31T08:00:00Z"],
    ["text", " Ann ", "Ann"],
  ])("%s: %s as %s", (kind, sent, held) => {
    expect(isSameValue(sent, held, kind)).toBe(true);
    expect(kind === "text" || couldBeSameValue(sent, held)).toBe(true);
  });
});

describe("a value that differs is never the same", () => {
  it.each<[ValueKind, string, string]>([
    ["number", "1.5", "1.51"],
    ["number", "12345678901234567890", "12345678901234567891"],
    ["number", "1", "-1"],
    ["number", "", "0"],
    ["number", "0", ""],
    ["number", ".", "0"],
    ["bool", "true", "false"],
    ["options", "A", "A;B"],
    ["options", ";A;C", "A;B"],
    ["options", "a", "A"],
    ["date", "1990-01-01T01:00:00Z", "1990-01-01"],
    ["date", "1990-01-02", "1990-01-01"],
    ["datetime", "2026-01-31T08:00:00Z", "2026-01-31T08:00:01Z"],
    ["datetime", "2026-02-31T08:00:00Z", "nonsense"],
    ["text", "007", "7"],
    ["text", "true", "TRUE"],
    ["text", "A;B", "B;A"],
    ["text", "1990-01-01T00:00:00Z", "1990-01-01"],
    ["text", "", "x"],
  ])("%s: %s is not %s", (kind, sent, held) => {
    expect(isSameValue(sent, held, kind)).toBe(false);
  });
});
