import type { CleanStep, ColumnType } from "./types";

/** The types that a property can be made with here. */
export type NewPropertyType = "string" | "number" | "bool" | "date" | "datetime";

/** A change offered beside a cause, with what it needs. */
export type Fix =
  /** Steps of cleaning which make `fitting` of the `tried` values valid. */
  | {
      readonly kind: "clean";
      readonly property: string;
      readonly steps: readonly CleanStep[];
      readonly fitting: number;
      readonly tried: number;
    }
  /** Refused values to be replaced, each with the option that it most likely means; null where it resembles none. */
  | {
      readonly kind: "map_value";
      readonly property: string;
      readonly values: readonly { readonly from: string; readonly nearest: string | null }[];
    }
  | { readonly kind: "add_option"; readonly property: string; readonly value: string }
  | { readonly kind: "skip_invalid"; readonly property: string }
  | { readonly kind: "create_property"; readonly property: string; readonly type: NewPropertyType }
  | { readonly kind: "unmap_property"; readonly property: string }
  /** Of rows with one match value the last counts. */
  | { readonly kind: "change_duplicates" }
  | { readonly kind: "open_record"; readonly matchValue: string | null; readonly url: string }
  /** `place` is where in the sync's editor: the id of an element there; empty for the editor as a whole. */
  | { readonly kind: "edit_sync"; readonly place: string };

const typesForColumns: Readonly<Record<ColumnType, NewPropertyType>> = {
  text: "string",
  integer: "number",
  number: "number",
  boolean: "bool",
  date: "date",
  timestamp: "datetime",
  timestamptz: "datetime",
  json: "string",
  array: "string",
  bytes: "string",
  other: "string",
};

/** The type of a property that takes all of a column's values as they are. */
export function proposeType(columnType: ColumnType): NewPropertyType {
  return typesForColumns[columnType];
}

/** The id of a field in the editor. */
export function placeOfField(property: string): string {
  return `field-${property}`;
}
