import type { FixInput } from "../api/fixes";
import type { SyncView } from "../api/syncs";
import { convertValue } from "../engine/convert-value";
import { hasOrder } from "../engine/query-order";
import { mergeValueMap } from "../engine/shape-value";
import { addSteps } from "../engine/try-values";
import type { Property } from "../engine/types";
import { AppError } from "../errors";

/** A fix that changes the sync, and not HubSpot. */
export type SyncFix = Exclude<FixInput, { kind: "add_option" | "create_property" }>;

type Fixable = Pick<SyncView, "name" | "mapping" | "duplicates" | "query">;
type Field = Fixable["mapping"]["fields"][number];

export interface FixedSync {
  readonly mapping: Fixable["mapping"];
  readonly duplicates: Fixable["duplicates"];
  /** What has changed, for the audit log; never a row's contents. */
  readonly summary: string;
}

/** The sync with the fix in it. Throws `conflict` where the sync, as it is now, has no place for it. */
export function changeByFix(sync: Fixable, fix: SyncFix, properties: readonly Property[]): FixedSync {
  const { mapping, duplicates } = sync;
  if (fix.kind === "change_duplicates") {
    if (!hasOrder(sync.query)) throw noOrder(sync.name);
    return { mapping, duplicates: "last", summary: "of rows with one match value the last counts" };
  }
  if (fix.kind === "unmap_property") {
    const fields = mapping.fields.filter(({ property }) => property !== fix.property);
    return { duplicates, mapping: { ...mapping, fields }, summary: `${fix.property} is no longer written` };
  }
  const fields = mapping.fields.map((field) =>
    field.property === fix.property ? changeField(field, fix, properties) : field,
  );
  requireColumn(sync, fix.property);
  return { duplicates, mapping: { ...mapping, fields }, summary: summarize(fix) };
}

type FieldFix = Exclude<SyncFix, { kind: "change_duplicates" | "unmap_property" }>;

function changeField(field: Field, fix: FieldFix, properties: readonly Property[]): Field {
  switch (fix.kind) {
    case "clean":
      return { ...field, clean: addSteps(field.clean ?? [], fix.steps) };
    case "skip_invalid":
      return { ...field, whenInvalid: "skip" };
    case "map_value":
      return { ...field, valueMap: mapValues(field, fix, requireProperty(fix.property, properties)) };
    default:
      return fix satisfies never;
  }
}

const MAX_ENTRIES = 1_000;

function mapValues(field: Field, { values }: Extract<FieldFix, { kind: "map_value" }>, property: Property) {
  for (const { to } of values) {
    const converted = convertValue(property, "text", to);
    if (converted !== null && typeof converted !== "string") {
      throw new AppError("invalid_input", `No value can become this one of ${property.label}: ${converted.message}`);
    }
  }
  const merged = mergeValueMap(field, values, property);
  if (merged.length <= MAX_ENTRIES) return merged;
  throw new AppError(
    "invalid_input",
    `The value map of ${field.property} would have ${merged.length.toLocaleString("en-US")} entries, and at most 1,000 will do. Map more values in the query, with a join.`,
  );
}

function requireProperty(name: string, properties: readonly Property[]): Property {
  const property = properties.find((candidate) => candidate.name === name);
  if (property) return property;
  throw new AppError("conflict", `HubSpot has no property ${name} any more. Create it, or take its field out.`);
}

function requireColumn({ name, mapping }: Fixable, property: string): void {
  const field = mapping.fields.find((candidate) => candidate.property === property);
  if (field !== undefined && field.value.kind !== "constant") return;
  const what = field ? `writes a constant to ${property}` : `doesn't write ${property}`;
  throw new AppError("conflict", `The sync ${name} ${what} by now, so this fix has no place. Look at the sync.`);
}

function noOrder(name: string): AppError {
  return new AppError(
    "conflict",
    `The query of ${name} has no order, so none of its rows is the last. Give it an \`order by\`, then let the last row count.`,
  );
}

function summarize(fix: FieldFix): string {
  switch (fix.kind) {
    case "clean":
      return `values for ${fix.property} are cleaned (${fix.steps.join(", ")})`;
    case "map_value":
      return `${fix.values.length} more ${fix.values.length === 1 ? "value" : "values"} mapped for ${fix.property}`;
    case "skip_invalid":
      return `invalid values for ${fix.property} are left out`;
    default:
      return fix satisfies never;
  }
}
