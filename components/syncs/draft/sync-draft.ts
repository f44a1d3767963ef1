import { readInput } from "@/lib/api/read-input";
import type { SourceQuery } from "@/lib/api/sources";
import { type AfterEnd, type Schedule, SyncInput, type SyncView, untouched } from "@/lib/api/syncs";
import type { VanishedMode } from "@/lib/engine/guard";
import { isRecordIdMatch } from "@/lib/engine/list-match-properties";
import type { FieldMapping, MappedValue, Mapping, WriteMode, WriteRule } from "@/lib/engine/types";
import { readCron } from "../schedule/read-cron";
import { type Conversions, readConversions, writeConversions } from "./conversions";
import { type Limits, readLimits, writeLimits } from "./limits";

/**
 * A sync while it is being written. Every alternative keeps its own input (the table and the SQL, the column, the constant
 * and the template), so that looking at the other one loses nothing. `""` is "not chosen yet".
 */
export interface SyncDraft {
  readonly name: string;
  readonly sourceId: string;
  readonly queryKind: SourceQuery["kind"];
  readonly schema: string;
  readonly table: string;
  readonly sql: string;
  readonly portalId: string;
  readonly objectTypeId: string;
  readonly mode: WriteMode;
  readonly duplicates: SyncInput["duplicates"];
  readonly vanished: VanishedMode;
  readonly limits: Limits;
  readonly matchColumn: string;
  readonly matchProperty: string;
  readonly fields: readonly DraftField[];
  readonly scheduleKind: Schedule["kind"];
  readonly minutes: string;
  readonly expression: string;
  readonly afterSyncId: string;
  readonly afterOn: AfterEnd;
  readonly timeZone: string;
}

export interface DraftField {
  /** Tells the rows of the form apart; never saved. */
  readonly id: number;
  readonly property: string;
  readonly kind: MappedValue["kind"];
  readonly column: string;
  readonly constant: string;
  readonly template: string;
  readonly write: WriteRule;
  readonly whenEmpty: FieldMapping["whenEmpty"];
  /** Of the column and the template; they stay while a constant is looked at. */
  readonly conversions: Conversions;
}

/** What is wrong with a draft, by the path of its `SyncInput`. */
export type DraftErrors = Readonly<Record<string, string>>;

export const emptyDraft: SyncDraft = {
  name: "",
  sourceId: "",
  queryKind: "table",
  schema: "",
  table: "",
  sql: "",
  portalId: "",
  objectTypeId: "",
  mode: "upsert",
  duplicates: untouched.duplicates,
  vanished: untouched.vanished,
  limits: writeLimits(untouched.guard),
  matchColumn: "",
  matchProperty: "",
  fields: [],
  scheduleKind: "manual",
  minutes: "15",
  expression: "0 7 * * 1-5",
  afterSyncId: "",
  afterOn: "completed",
  timeZone: "",
};

export function createDraft(sync: SyncView): SyncDraft {
  const { query, mapping, schedule } = sync;
  return {
    ...emptyDraft,
    name: sync.name,
    sourceId: sync.sourceId,
    queryKind: query.kind,
    ...(query.kind === "table" ? { schema: query.schema, table: query.table } : { sql: query.sql }),
    portalId: sync.portalId,
    objectTypeId: sync.objectTypeId,
    mode: sync.mode,
    duplicates: sync.duplicates,
    vanished: sync.vanished,
    limits: writeLimits(sync.guard),
    matchColumn: mapping.match.column,
    matchProperty: mapping.match.property,
    fields: mapping.fields.map(createDraftField),
    scheduleKind: schedule.kind,
    ...(schedule.kind === "interval" ? { minutes: String(schedule.minutes) } : {}),
    ...(schedule.kind === "cron" ? { expression: schedule.expression } : {}),
    ...(schedule.kind === "after" ? { afterSyncId: schedule.syncId, afterOn: schedule.on } : {}),
    timeZone: sync.timeZone,
  };
}

export function createDraftField(field: FieldMapping, id: number): DraftField {
  const { property, value, whenEmpty, write = "always" } = field;
  return {
    id,
    property,
    kind: value.kind,
    column: value.kind === "column" ? value.column : "",
    constant: value.kind === "constant" ? value.value : "",
    template: value.kind === "template" ? value.template : "",
    write,
    whenEmpty,
    conversions: writeConversions(field),
  };
}

export function toFieldMapping(field: DraftField): FieldMapping {
  const { property, kind, whenEmpty, write } = field;
  // Of what says nothing, nothing is saved: a mapping without rules stays as it was.
  const written = { property, value: readValue(field), whenEmpty, ...(write === "always" ? {} : { write }) };
  return kind === "constant" ? written : { ...written, ...readConversions(field.conversions) };
}

function readValue({ kind, column, constant, template }: DraftField): MappedValue {
  switch (kind) {
    case "column":
      return { kind, column };
    case "constant":
      return { kind, value: constant };
    case "template":
      return { kind, template };
    default:
      return kind satisfies never;
  }
}

export function toMapping({ matchColumn, matchProperty, fields }: SyncDraft): Mapping {
  return { match: { column: matchColumn, property: matchProperty }, fields: fields.map(toFieldMapping) };
}

/** What runs may do: by the record id nothing can be created, whatever was chosen before that became the match. */
export function readMode({ mode, matchProperty }: Pick<SyncDraft, "mode" | "matchProperty">): WriteMode {
  return isRecordIdMatch({ name: matchProperty }) ? "update" : mode;
}

/** The query that the draft names; null while nothing is chosen or written. */
export function readQuery(draft: SyncDraft): SourceQuery | null {
  if (draft.queryKind === "sql") return draft.sql.trim() === "" ? null : { kind: "sql", sql: draft.sql.trim() };
  return draft.table === "" ? null : { kind: "table", schema: draft.schema, table: draft.table };
}

/** Whoever reads the draft: where they are, and when. */
export interface Viewer {
  /** Stands in where no time zone was chosen. */
  readonly timeZone: string;
  readonly now: Date;
}

/** The draft as the server wants it, or what is missing, in words. */
export function readDraft(
  draft: SyncDraft,
  { timeZone, now }: Viewer,
): { ok: true; input: SyncInput } | { ok: false; errors: DraftErrors } {
  const read = readInput(SyncInput, toRawInput(draft, timeZone));
  const errors: Record<string, string> = {};
  const issues = read.error?.issues.toSorted((a, b) => rankQuestion(a.path) - rankQuestion(b.path)) ?? [];
  for (const { path, message } of issues) errors[path.join(".")] ??= explainIssue(path, message);
  if (draft.scheduleKind === "cron") {
    const cron = readCron(draft.expression, draft.timeZone || timeZone, now, 1);
    if (!cron.ok) errors["schedule.expression"] = cron.message;
  }
  return read.success && Object.keys(errors).length === 0 ? { ok: true, input: read.data } : { ok: false, errors };
}

const questions: readonly PropertyKey[] = [
  "sourceId",
  "query",
  "portalId",
  "objectTypeId",
  "guard",
  "mapping",
  "schedule",
];

/** Errors come in the order of the questions; what is asked last is last. */
function rankQuestion([first = ""]: readonly PropertyKey[]): number {
  const rank = questions.indexOf(first);
  return rank === -1 ? questions.length : rank;
}

/** True when saving `a` and saving `b` would save the same. */
export function isSameDraft(a: SyncDraft, b: SyncDraft): boolean {
  return JSON.stringify(toRawInput(a, "")) === JSON.stringify(toRawInput(b, ""));
}

/** True when rows would be sent other values, or by other rules. Payloads know no order, and so the fields have none. */
export function isOtherMapping(a: SyncDraft, b: SyncDraft): boolean {
  return writeUnordered(toMapping(a)) !== writeUnordered(toMapping(b));
}

function writeUnordered({ match, fields }: Mapping): string {
  return JSON.stringify([match, fields.map((field) => JSON.stringify(field)).sort()]);
}

/** True when HubSpot's records would be other ones: whatever was accepted before then says nothing. */
export function isOtherTarget(a: SyncDraft, b: SyncDraft): boolean {
  return a.portalId !== b.portalId || a.objectTypeId !== b.objectTypeId || a.matchProperty !== b.matchProperty;
}

export function toRawInput(draft: SyncDraft, viewerTimeZone: string): unknown {
  return {
    name: draft.name,
    sourceId: draft.sourceId,
    query: readQuery(draft) ?? { kind: draft.queryKind, schema: "", table: "", sql: "" },
    portalId: draft.portalId,
    objectTypeId: draft.objectTypeId,
    mode: readMode(draft),
    duplicates: draft.duplicates,
    vanished: draft.vanished,
    guard: readLimits(draft.limits),
    mapping: toMapping(draft),
    schedule: { kind: draft.scheduleKind, ...readSchedule(draft) },
    timeZone: draft.timeZone || viewerTimeZone,
  };
}

function readSchedule({ scheduleKind, minutes, expression, afterSyncId, afterOn }: SyncDraft): object {
  switch (scheduleKind) {
    case "manual":
      return {};
    case "interval":
      return { minutes };
    case "cron":
      return { expression };
    case "after":
      return { syncId: afterSyncId, on: afterOn };
    default:
      return scheduleKind satisfies never;
  }
}

/** Where the schema's own message speaks of types rather than to a person. */
export function explainIssue(path: readonly PropertyKey[], message: string): string {
  const [first, second, , , part] = path;
  if (first === "query") return second === "sql" ? message : "Choose a table.";
  return part === "column" ? "Choose a column, or remove the row." : message;
}
