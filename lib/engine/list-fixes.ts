import type { Cause } from "./causes";
import { fixValues } from "./fix-values";
import { type Fix, placeOfField, proposeType } from "./fixes";
import type { Cell, ColumnType, FieldMapping, Property } from "./types";

export interface FixQuestion {
  readonly cause: Pick<Cause, "stage" | "code" | "property" | "option">;
  /** The sync's field for the cause's property, as it is now; null where there is none. */
  readonly field: FieldMapping | null;
  /** The cause's property as the portal has it now; null where it is gone, or the cause names none. */
  readonly property: Property | null;
  /** Of the field's column. */
  readonly columnType: ColumnType;
  /** What some of the cause's rows have in that column; empty where that isn't known. */
  readonly cells: readonly Cell[];
  /** Records that own values of the cause's rows. */
  readonly owners: readonly { readonly matchValue: string | null; readonly url: string }[];
  readonly match: { readonly property: string };
  readonly duplicates: "reject" | "last";
  /** Whether the query has an order, by which one of several rows with one match value can be the last. */
  readonly isOrdered: boolean;
}

export interface CauseFixes {
  /** The best first, the way into the editor last: no cause is without a next step. */
  readonly fixes: readonly Fix[];
  /** True when the sync, as it is now, would no longer refuse these rows for this, as far as it can be told. */
  readonly isFixed: boolean;
}

/** What can be done about a cause in the sync as it is now. Never throws. */
export function listFixes(question: FixQuestion): CauseFixes {
  const { cause, match } = question;
  const edit: Fix = { kind: "edit_sync", place: findPlace(question) };
  if (cause.code === "DUPLICATE_KEY") return withEdit(fixDuplicates(question), edit);
  if (cause.code === "CONFLICT" || cause.code === "CONFLICTING_UNIQUE_VALUE") {
    return { fixes: [...openRecords(question), edit], isFixed: false };
  }
  if (cause.property === null || cause.property === match.property) return { fixes: [edit], isFixed: false };
  return withEdit(fixField(question, cause.property), edit);
}

function withEdit({ fixes, isFixed }: CauseFixes, edit: Fix): CauseFixes {
  return { fixes: isFixed ? [edit] : [...fixes, edit], isFixed };
}

function fixDuplicates({ duplicates, isOrdered }: FixQuestion): CauseFixes {
  return { fixes: isOrdered ? [{ kind: "change_duplicates" }] : [], isFixed: duplicates === "last" && isOrdered };
}

function openRecords({ owners }: FixQuestion): Fix[] {
  return owners.map(({ matchValue, url }) => ({ kind: "open_record", matchValue, url }));
}

// HubSpot's codes for a property that can't be written at all.
const unwritable: readonly string[] = ["READ_ONLY_VALUE", "PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA"];

function fixField(question: FixQuestion, name: string): CauseFixes {
  const { cause, field, property, columnType } = question;
  const isMissing = cause.code.startsWith("MISSING_");
  if (field === null) return { fixes: [], isFixed: !isMissing };
  if (property === null) {
    const type = field.value.kind === "column" ? proposeType(columnType) : "string";
    return { fixes: [{ kind: "create_property", property: name, type }, unmap(name)], isFixed: false };
  }
  if (cause.code === "PROPERTY_DOESNT_EXIST") return { fixes: [unmap(name)], isFixed: true };
  if (unwritable.includes(cause.code) || property.whyNotMappable !== null) {
    return { fixes: [unmap(name)], isFixed: false };
  }
  if (isMissing) return { fixes: [], isFixed: false };
  return fixValues({ ...question, field, property });
}

function unmap(property: string): Fix {
  return { kind: "unmap_property", property };
}

function findPlace({ cause, field, match }: FixQuestion): string {
  if (cause.code === "DUPLICATE_KEY" || cause.code === "SUPERSEDED_ROW") return "duplicates";
  if (cause.property !== null && cause.property === match.property) return "match";
  if (cause.property !== null && field !== null) return placeOfField(cause.property);
  return "fields";
}
