import { expect, test } from "vitest";
import { SyncInput } from "@/lib/api/syncs";
import { emptyDraft, readDraft } from "../draft/sync-draft";
import { findPlace } from "./focus-place";

test("every part of a sync has a place on the page", () => {
  const parts = Object.keys(SyncInput.shape).flatMap((part) =>
    part === "mapping" ? ["mapping.match.column", "mapping.fields"] : [part],
  );
  expect(parts.filter((part) => findPlace(part) === null)).toEqual([]);
  expect(findPlace("unknown")).toBeNull();
});

test("what an empty draft lacks leads to the cards in their order", () => {
  const read = readDraft(emptyDraft, { timeZone: "UTC", now: new Date("2026-11-29T12:00:00Z") });
  const cards = read.ok ? [] : Object.keys(read.errors).map((path) => findPlace(path)?.card);
  expect([...new Set(cards)]).toEqual(["what", "where", "match", "name"]);
});

test("what a row of the mapping lacks leads to the row, and there to the property or the value", () => {
  expect(findPlace("mapping.fields.12.property")).toEqual({ card: "fields", row: 12, isProperty: true });
  expect(findPlace("mapping.fields.3.value.column")).toEqual({ card: "fields", row: 3, isProperty: false });
});
