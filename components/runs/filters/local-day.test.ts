import { expect, test } from "vitest";
import { startOfDay, toLocalDay } from "./local-day";

test("a day begins at its first moment where the viewer is, and ends where the next begins", () => {
  for (const day of ["2026-11-29", "2026-03-29", "2024-02-29", "2026-12-31"]) {
    const [start, end] = [startOfDay(day), startOfDay(day, 1)];
    expect(start && toLocalDay(start)).toBe(day);
    expect(end && toLocalDay(new Date(end.getTime() - 1))).toBe(day);
    expect(start?.getHours()).toBe(0);
  }
});

test("what is no day begins never", () => {
  for (const text of ["", "yesterday", "2026-1-1", "275760-09-14"]) expect(startOfDay(text)).toBeNull();
});
