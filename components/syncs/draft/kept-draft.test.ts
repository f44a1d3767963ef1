import { describe, expect, it, test } from "vitest";
import { edit, hasChanges, startEditing } from "./edit-draft";
import { type KeptDraft, readKept, writeKept } from "./kept-draft";
import { createDraftField, emptyDraft } from "./sync-draft";

const savedAt = new Date("2026-11-29T10:42:00.000Z");
const now = new Date("2026-11-29T12:00:00.000Z");
const field = createDraftField(
  {
    property: "firstname",
    value: { kind: "column", column: "first 😀 O'Brien" },
    whenEmpty: "clear",
    clean: ["trim"],
    valueMap: [{ from: "a", to: "b" }],
    whenInvalid: "skip",
  },
  7,
);
const kept: KeptDraft = {
  savedAt,
  version: 4,
  isPreviewed: true,
  draft: { ...emptyDraft, name: "Customers", sql: "x".repeat(65_536), queryKind: "sql", fields: [field] },
};

const change = (part: object) => JSON.stringify({ ...JSON.parse(writeKept(kept)), ...part });
const changeDraft = (part: object) => change({ draft: { ...JSON.parse(writeKept(kept)).draft, ...part } });

describe("a kept draft", () => {
  it("is read as it was written", () => {
    expect(readKept(writeKept(kept), now)).toEqual(kept);
  });

  it("that an earlier version kept has what it lacks as a new sync has it", () => {
    const { timeZone: _timeZone, ...draft } = kept.draft;
    const { constant: _constant, ...older } = field;
    const read = readKept(change({ draft: { ...draft, fields: [older] } }), now);
    expect(read?.draft).toEqual(kept.draft);
  });

  test.each<[string, string | null]>([
    ["nothing", null],
    ["an empty text", ""],
    ["half of a text", writeKept(kept).slice(0, 100)],
    ["something else", "[]"],
    ["another format", change({ format: 2 })],
    ["no draft", change({ draft: null })],
    ["a number in place of a text", changeDraft({ sql: 7 })],
    ["a choice that isn't one", changeDraft({ mode: "destroy" })],
    ["a schedule that isn't one", changeDraft({ scheduleKind: "never" })],
    ["fields that aren't any", changeDraft({ fields: [null] })],
    ["a text of another size", changeDraft({ sql: "x".repeat(300_000) })],
    ["a time that is none", change({ savedAt: "yesterday" })],
    ["what is too old", change({ savedAt: "2026-10-01T00:00:00.000Z" })],
  ])("that is %s counts as none", (_, text) => {
    expect(readKept(text, now)).toBeNull();
  });
});

describe("restoring it", () => {
  it("brings back what was written, of the version that it was written for, with room for further fields", () => {
    const state = edit({ ...startEditing(null), version: 6 }, { type: "restore", kept });
    expect(state).toMatchObject({ draft: kept.draft, version: 4, nextFieldId: 8 });
    expect(hasChanges(state)).toBe(true);
    expect(hasChanges(edit(state, { type: "discard" }))).toBe(false);
  });

  it("runs no statement that wasn't previewed before", () => {
    const draft = { ...kept.draft, sourceId: "0198c2a0-0000-7000-8000-000000000001" };
    const restore = (isPreviewed: boolean) =>
      edit(startEditing(null), { type: "restore", kept: { ...kept, draft, isPreviewed } }).previewed;
    expect(restore(false)).toBeNull();
    expect(restore(true)?.query).toEqual({ kind: "sql", sql: draft.sql });
  });
});
