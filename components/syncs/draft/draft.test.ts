import { describe, expect, it } from "vitest";
import { type SyncInput, type SyncView, untouched } from "@/lib/api/syncs";
import { type Edit, type Editing, edit, hasChanges, isPreviewStale, startEditing } from "./edit-draft";
import { isOtherMapping, isOtherTarget, readDraft } from "./sync-draft";

const input: SyncInput = {
  name: "Customers",
  sourceId: "0198c2a0-0000-7000-8000-000000000001",
  query: { kind: "table", schema: "public", table: "customers" },
  portalId: "0198c2a0-0000-7000-8000-000000000002",
  objectTypeId: "0-1",
  mode: "upsert",
  ...untouched,
  mapping: {
    match: { column: "mail", property: "email" },
    fields: [
      { property: "firstname", value: { kind: "column", column: "first" }, whenEmpty: "skip" },
      { property: "lifecyclestage", value: { kind: "constant", value: "customer" }, whenEmpty: "clear" },
    ],
  },
  schedule: { kind: "interval", minutes: 30 },
  timeZone: "Europe/Berlin",
};

const sync: SyncView = {
  ...input,
  id: "0198c2a0-0000-7000-8000-000000000003",
  sourceName: "Shop",
  portalName: "example.com",
  objectLabel: "Contacts",
  scheduleWords: "Every 30 minutes",
  pausedAt: null,
  nextDueAt: null,
  whyBlocked: null,
  runsAfter: null,
  followers: [],
  version: 4,
  createdAt: "2026-11-23T12:00:00.000Z",
  updatedAt: "2026-11-23T12:00:00.000Z",
};

const viewer = { timeZone: "UTC", now: new Date("2026-11-23T12:00:00Z") };

function apply(state: Editing, ...edits: Edit[]): Editing {
  return edits.reduce(edit, state);
}

describe("a draft of a saved sync", () => {
  it("saves what was loaded when nothing was changed", () => {
    expect(readDraft(startEditing(sync).draft, viewer)).toEqual({ ok: true, input });
  });

  it.each([
    { schedule: { kind: "manual" } },
    { schedule: { kind: "cron", expression: "0 7 * * 1-5" } },
    { query: { kind: "sql", sql: "select 1" } },
    { duplicates: "last" },
    { vanished: "archive", guard: { ...untouched.guard, created: 0, removed: 250, missingShare: 0.005 } },
    { guard: { ...untouched.guard, missingShare: null, rejectedShare: 0.07, rowsShare: 1 } },
  ] satisfies Partial<SyncInput>[])("saves what was loaded: %j", (part) => {
    const { draft } = startEditing({ ...sync, ...part });
    expect(readDraft(draft, viewer)).toEqual({ ok: true, input: { ...input, ...part } });
  });

  it("previews its saved query without being asked", () => {
    expect(startEditing(sync).previewed).toEqual({ sourceId: input.sourceId, query: input.query });
  });

  it("is changed by a change, and unchanged again once that is undone", () => {
    const renamed = apply(startEditing(sync), { type: "change", change: { name: "People" } });
    expect(hasChanges(renamed)).toBe(true);
    expect(hasChanges(apply(renamed, { type: "change", change: { name: "Customers" } }))).toBe(false);
    expect(hasChanges(apply(renamed, { type: "discard" }))).toBe(false);
  });

  it("only updates while it is matched by the record id, and does again what was chosen once it isn't", () => {
    const creating = startEditing({ ...sync, mode: "create" });
    const byId = apply(creating, { type: "change", change: { matchProperty: "hs_object_id" } });
    expect(readDraft(byId.draft, viewer)).toMatchObject({ ok: true, input: { mode: "update" } });
    const byEmail = apply(byId, { type: "change", change: { matchProperty: "email" } });
    expect(readDraft(byEmail.draft, viewer)).toMatchObject({ ok: true, input: { mode: "create" } });
    expect(hasChanges(byEmail)).toBe(false);
  });

  it("keeps what was typed while it was being saved", () => {
    const sent = apply(startEditing(sync), { type: "change", change: { name: "People" } });
    const typed = apply(sent, { type: "change", change: { minutes: "45" } });
    const state = apply(typed, { type: "saved", draft: sent.draft, version: 5 });
    expect(state.draft).toMatchObject({ name: "People", minutes: "45" });
    expect(hasChanges(state)).toBe(true);
    expect(hasChanges(apply(state, { type: "change", change: { minutes: "30" } }))).toBe(false);
  });

  it("is not changed by looking at an alternative and coming back", () => {
    const state = apply(
      startEditing(sync),
      { type: "choose_query_kind", kind: "sql" },
      { type: "change", change: { sql: "select 2", scheduleKind: "cron" } },
      { type: "change", change: { scheduleKind: "interval" } },
      { type: "choose_query_kind", kind: "table" },
    );
    expect(hasChanges(state)).toBe(false);
    expect(state.draft.sql).toBe("select 2");
  });

  it("knows when it is about other records than before", () => {
    const { draft, saved } = startEditing(sync);
    expect(isOtherTarget(draft, saved)).toBe(false);
    expect(isOtherTarget({ ...draft, matchProperty: "external_id" }, saved)).toBe(true);
    expect(isOtherTarget({ ...draft, matchColumn: "id" }, saved)).toBe(false);
  });
});

describe("the fields of a draft", () => {
  it("keep their identity when others are removed and added", () => {
    const field = { property: "phone", value: { kind: "column", column: "tel" }, whenEmpty: "skip" } as const;
    const state = apply(
      startEditing(sync),
      { type: "remove_field", id: 1 },
      { type: "add_fields", fields: [field, { ...field, property: "fax" }] },
      { type: "change_field", id: 2, change: { whenEmpty: "clear" } },
    );
    expect(state.draft.fields.map(({ id, property, whenEmpty }) => [id, property, whenEmpty])).toEqual([
      [0, "firstname", "skip"],
      [2, "phone", "clear"],
      [3, "fax", "skip"],
    ]);
  });
});

describe("what is taken back", () => {
  const removed = { type: "remove_field", id: 0 } as const;

  it("is the draft as it was, with the version that it was begun from and what its preview shows", () => {
    const kept = {
      ...startEditing(sync).draft,
      name: "Mine",
      queryKind: "sql",
      sql: "select 1",
    } as const;
    const state = apply(
      startEditing({ ...sync, version: 6 }),
      { type: "restore", kept: { draft: kept, version: 4, isPreviewed: false } },
      { type: "add_fields", fields: [{ property: "fax", value: { kind: "column", column: "f" }, whenEmpty: "skip" }] },
    );
    const discarded = apply(state, { type: "discard" });
    expect(discarded).toMatchObject({ version: 6, draft: { name: "Customers" } });
    expect(hasChanges(discarded)).toBe(false);
    expect(apply(discarded, { type: "put_back", before: state })).toEqual(state);
  });

  it("is a row, at its place, with all that it had and none twice", () => {
    const state = startEditing(sync);
    const [field] = state.draft.fields;
    if (!field) throw new Error("The sync has fields.");
    const back = { type: "put_back_field", field, to: 0 } as const;
    const renamed = apply(state, removed, { type: "change", change: { name: "People" } }, back, back);
    expect(renamed.draft).toEqual({ ...state.draft, name: "People" });
  });

  it("is a row also once a newer version was loaded, whose rows are counted anew", () => {
    const fax = { property: "fax", value: { kind: "column", column: "f" }, whenEmpty: "skip" } as const;
    const begun = apply(startEditing(sync), { type: "add_fields", fields: [fax] });
    const field = begun.draft.fields.find(({ property }) => property === "fax");
    if (!field) throw new Error("The row was added.");
    const back = { type: "put_back_field", field, to: 2 } as const;
    const phone = { ...fax, property: "phone" };
    const newer = { ...sync, version: 5, mapping: { ...sync.mapping, fields: [...sync.mapping.fields, phone] } };
    const state = apply(begun, { type: "remove_field", id: field.id }, { type: "load", sync: newer }, back, back);
    expect(state.draft.fields.map(({ property }) => property)).toEqual(["firstname", "lifecyclestage", "fax", "phone"]);
    const added = apply(state, { type: "add_fields", fields: [{ ...fax, property: "mobile" }] });
    expect(new Set(added.draft.fields.map(({ id }) => id)).size).toBe(5);
  });

  it("is a row as it was where a discard has brought back another form of it", () => {
    const begun = apply(startEditing(sync), { type: "change_field", id: 0, change: { column: "given" } });
    const [field] = begun.draft.fields;
    if (!field) throw new Error("The sync has fields.");
    const state = apply(begun, removed, { type: "discard" }, { type: "put_back_field", field, to: 0 });
    expect(state.draft).toEqual(begun.draft);
  });

  it("is a row whose number no later one gets", () => {
    const [, last] = startEditing(sync).draft.fields;
    if (!last) throw new Error("The sync has fields.");
    const shorter = { ...sync, mapping: { ...sync.mapping, fields: [] } };
    const fax = { property: "fax", value: { kind: "column", column: "f" }, whenEmpty: "skip" } as const;
    const state = apply(
      startEditing(shorter),
      { type: "put_back_field", field: last, to: 1 },
      { type: "add_fields", fields: [fax, fax] },
    );
    expect(state.draft.fields.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it("keeps the version that a new sync has got meanwhile", () => {
    const before = startEditing(null);
    const created = apply(before, { type: "saved", draft: before.draft, version: 1 });
    expect(apply(created, { type: "put_back", before }).version).toBe(1);
  });
});

describe("a mapping in another order", () => {
  it("is a change, and none that sends a row again", () => {
    const state = startEditing(sync);
    const moved = apply(state, { type: "move_field", id: 1, to: 0 });
    expect(hasChanges(moved)).toBe(true);
    expect(isOtherMapping(moved.draft, moved.saved)).toBe(false);
    const changed = apply(moved, { type: "change_field", id: 1, change: { whenEmpty: "skip" } });
    expect(isOtherMapping(changed.draft, changed.saved)).toBe(true);
    expect(isOtherMapping(apply(state, { type: "remove_field", id: 1 }).draft, state.saved)).toBe(true);
  });
});

describe("the preview", () => {
  it("follows a chosen table at once, and SQL only when it is asked for", () => {
    const table = apply(startEditing(sync), { type: "choose_table", schema: "crm", table: "people" });
    expect(isPreviewStale(table)).toBe(false);
    const written = apply(
      table,
      { type: "choose_query_kind", kind: "sql" },
      { type: "change", change: { sql: "select 1" } },
    );
    expect(written.previewed).toEqual(table.previewed);
    expect(isPreviewStale(written)).toBe(true);
    const asked = apply(written, { type: "preview" });
    expect(asked.previewed?.query).toEqual({ kind: "sql", sql: "select 1" });
    expect(isPreviewStale(asked)).toBe(false);
  });

  it("never runs a statement on another source before somebody asks", () => {
    const sql = startEditing({ ...sync, query: { kind: "sql", sql: "select 1" } });
    const moved = apply(sql, { type: "choose_source", sourceId: "0198c2a0-0000-7000-8000-000000000009" });
    expect(moved.previewed).toBeNull();
    expect(moved.draft.sql).toBe("select 1");
  });
});

describe("a draft that is not complete", () => {
  it("says what is missing, each at its place", () => {
    const read = readDraft(startEditing(null).draft, viewer);
    expect(read).toEqual({
      ok: false,
      errors: {
        name: "Give the sync a name.",
        sourceId: "Choose a source.",
        "query.schema": "Choose a table.",
        "query.table": "Choose a table.",
        portalId: "Choose a portal.",
        objectTypeId: "Choose an object type.",
        "mapping.match.column": "Choose the column that identifies a row.",
        "mapping.match.property": "Choose the unique property that identifies a record.",
      },
    });
  });

  it("says it in the order of the questions", () => {
    const read = readDraft(startEditing(null).draft, viewer);
    const paths = read.ok ? [] : Object.keys(read.errors);
    expect([paths[0], paths.at(-1)]).toEqual(["sourceId", "name"]);
  });

  it("says which field has no column or no property", () => {
    const fields = [{ property: "", value: { kind: "column", column: "" }, whenEmpty: "skip" }] as const;
    const state = apply(startEditing({ ...sync, mapping: { ...sync.mapping, fields: [] } }), {
      type: "add_fields",
      fields,
    });
    expect(readDraft(state.draft, viewer)).toEqual({
      ok: false,
      errors: {
        "mapping.fields.0.property": "Choose a property.",
        "mapping.fields.0.value.column": "Choose a column, or remove the row.",
      },
    });
  });

  it("takes the viewer's time zone where none was chosen", () => {
    const { draft } = startEditing(sync);
    expect(readDraft({ ...draft, timeZone: "" }, { ...viewer, timeZone: "Asia/Tokyo" })).toMatchObject({
      ok: true,
      input: { timeZone: "Asia/Tokyo" },
    });
  });

  it("is not complete while its cron expression can't be read", () => {
    const { draft } = startEditing({ ...sync, schedule: { kind: "cron", expression: "0 7 * *" } });
    expect(readDraft(draft, viewer)).toEqual({
      ok: false,
      errors: { "schedule.expression": expect.stringContaining("Write five fields") },
    });
  });

  it("is not complete with a name that is too long, and says so in words", () => {
    const { draft } = startEditing({ ...sync, name: "n".repeat(121) });
    expect(readDraft(draft, viewer)).toEqual({
      ok: false,
      errors: { name: "The name must have at most 120 characters; it has 121." },
    });
    expect(readDraft({ ...draft, name: ` ${"n".repeat(120)} ` }, viewer)).toMatchObject({ ok: true });
  });

  it("asks for whole minutes", () => {
    const { draft } = startEditing(sync);
    expect(readDraft({ ...draft, minutes: "1.5" }, viewer)).toEqual({
      ok: false,
      errors: { "schedule.minutes": "Write whole minutes." },
    });
  });
});
