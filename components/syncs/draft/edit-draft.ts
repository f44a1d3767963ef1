import type { SourceQuery } from "@/lib/api/sources";
import type { SyncView } from "@/lib/api/syncs";
import type { FieldMapping } from "@/lib/engine/types";
import {
  createDraft,
  createDraftField,
  type DraftField,
  emptyDraft,
  isSameDraft,
  readQuery,
  type SyncDraft,
} from "./sync-draft";

/** Everything that a person may have changed, and what it is compared with. */
export interface Editing {
  readonly draft: SyncDraft;
  readonly saved: SyncDraft;
  /** The version that the draft was begun from; null for a sync that isn't there yet. */
  readonly version: number | null;
  /** The version that `saved` is: a newer one where the draft was kept and brought back. */
  readonly savedVersion: number | null;
  /** What the preview shows. It changes when a person asks for it, not with each letter of the SQL. */
  readonly previewed: Previewed | null;
  readonly nextFieldId: number;
}

export interface Previewed {
  readonly sourceId: string;
  readonly query: SourceQuery;
}

/** Unsaved changes that were kept somewhere, of a version of the sync. */
export interface RestoredDraft {
  readonly draft: SyncDraft;
  readonly version: number | null;
  /** Whether the preview showed the rows of just this query. */
  readonly isPreviewed: boolean;
}

export type Edit =
  | { readonly type: "change"; readonly change: Partial<Omit<SyncDraft, "fields">> }
  | { readonly type: "choose_source"; readonly sourceId: string }
  | { readonly type: "choose_table"; readonly schema: string; readonly table: string }
  | { readonly type: "choose_query_kind"; readonly kind: SourceQuery["kind"] }
  | { readonly type: "preview" }
  | { readonly type: "add_fields"; readonly fields: readonly FieldMapping[] }
  | { readonly type: "change_field"; readonly id: number; readonly change: Partial<Omit<DraftField, "id">> }
  | { readonly type: "remove_field"; readonly id: number }
  /** `to` is its place among the others, from 0. */
  | { readonly type: "move_field"; readonly id: number; readonly to: number }
  | { readonly type: "replace_fields"; readonly fields: readonly FieldMapping[] }
  /** `draft` is what was sent: whatever was typed while it travelled stays a change. */
  | { readonly type: "saved"; readonly draft: SyncDraft; readonly version: number }
  | { readonly type: "load"; readonly sync: SyncView }
  | { readonly type: "restore"; readonly kept: RestoredDraft }
  | { readonly type: "discard" }
  /** The draft as it was before it was discarded. */
  | { readonly type: "put_back"; readonly before: Editing }
  /** `to` is its place among the others, from 0. */
  | { readonly type: "put_back_field"; readonly field: DraftField; readonly to: number };

/** What a new sync begins with, where there is nothing to choose between. */
export type OnlyChoice = Pick<SyncDraft, "sourceId" | "portalId">;

export function startEditing(sync: SyncView | null, only: Partial<OnlyChoice> = {}): Editing {
  const draft = sync === null ? { ...emptyDraft, ...only } : createDraft(sync);
  return {
    draft,
    saved: draft,
    version: sync?.version ?? null,
    savedVersion: sync?.version ?? null,
    previewed: findPreviewed(draft),
    nextFieldId: draft.fields.length,
  };
}

export function edit(state: Editing, action: Edit): Editing {
  const { draft } = state;
  switch (action.type) {
    case "change":
      return { ...state, draft: { ...draft, ...action.change } };
    case "choose_source": {
      if (action.sourceId === draft.sourceId) return state;
      // A table belongs to its source; SQL may well fit the next one, and isn't run there before somebody asks.
      return { ...state, draft: { ...draft, sourceId: action.sourceId, schema: "", table: "" }, previewed: null };
    }
    case "choose_table":
      return preview(state, { ...draft, schema: action.schema, table: action.table });
    case "choose_query_kind": {
      const changed = { ...draft, queryKind: action.kind };
      return action.kind === "table" ? preview(state, changed) : { ...state, draft: changed };
    }
    case "preview":
      return preview(state, draft);
    case "add_fields": {
      const added = action.fields.map((field, index) => createDraftField(field, state.nextFieldId + index));
      const nextFieldId = state.nextFieldId + added.length;
      return { ...state, draft: { ...draft, fields: [...draft.fields, ...added] }, nextFieldId };
    }
    case "change_field": {
      const fields = draft.fields.map((field) => (field.id === action.id ? { ...field, ...action.change } : field));
      return { ...state, draft: { ...draft, fields } };
    }
    case "move_field": {
      const moved = draft.fields.find(({ id }) => id === action.id);
      if (moved === undefined) return state;
      const others = draft.fields.filter(({ id }) => id !== action.id);
      return { ...state, draft: { ...draft, fields: others.toSpliced(action.to, 0, moved) } };
    }
    case "replace_fields": {
      const fields = action.fields.map((field, index) => createDraftField(field, state.nextFieldId + index));
      return { ...state, draft: { ...draft, fields }, nextFieldId: state.nextFieldId + fields.length };
    }
    case "remove_field":
      return { ...state, draft: { ...draft, fields: draft.fields.filter(({ id }) => id !== action.id) } };
    case "saved":
      return { ...state, saved: action.draft, version: action.version, savedVersion: action.version };
    case "load":
      return startEditing(action.sync);
    case "restore": {
      const { draft: restored, version, isPreviewed } = action.kept;
      const nextFieldId = Math.max(state.nextFieldId, ...restored.fields.map(({ id }) => id + 1));
      const previewed = isPreviewed ? findPreviewed(restored) : null;
      return { ...state, draft: restored, version, previewed, nextFieldId };
    }
    case "discard":
      return { ...state, draft: state.saved, version: state.savedVersion, previewed: findPreviewed(state.saved) };
    case "put_back": {
      const { draft: before, version, previewed } = action.before;
      const nextFieldId = Math.max(state.nextFieldId, action.before.nextFieldId);
      // What was begun before the sync was created is of its version by now.
      return { ...state, draft: before, version: version ?? state.version, previewed, nextFieldId };
    }
    case "put_back_field":
      return putBackField(state, action.field, action.to);
    default:
      return action satisfies never;
  }
}

export function hasChanges({ draft, saved }: Editing): boolean {
  return !isSameDraft(draft, saved);
}

/** True when the preview shows something else than what the draft says by now. */
export function isPreviewStale({ draft, previewed }: Editing): boolean {
  return JSON.stringify(findPreviewed(draft)) !== JSON.stringify(previewed);
}

function putBackField(state: Editing, field: DraftField, to: number): Editing {
  const { draft, nextFieldId } = state;
  const insert = (added: DraftField): Editing => ({
    ...state,
    draft: { ...draft, fields: draft.fields.toSpliced(to, 0, added) },
    nextFieldId: Math.max(nextFieldId, added.id + 1),
  });
  const taken = draft.fields.find(({ id }) => id === field.id);
  if (taken === undefined) return insert(field);
  // The draft was loaded or discarded meanwhile, which counts its rows anew: this row may be there, or another one.
  const there = [taken, ...draft.fields].find(
    ({ id, property }) => property === field.property && (property !== "" || id === field.id),
  );
  if (there === undefined) return insert({ ...field, id: nextFieldId });
  const fields = draft.fields.map((other) => (other === there ? { ...field, id: there.id } : other));
  return { ...state, draft: { ...draft, fields } };
}

function preview(state: Editing, draft: SyncDraft): Editing {
  return { ...state, draft, previewed: findPreviewed(draft) };
}

function findPreviewed(draft: SyncDraft): Previewed | null {
  const query = readQuery(draft);
  return draft.sourceId === "" || query === null ? null : { sourceId: draft.sourceId, query };
}
