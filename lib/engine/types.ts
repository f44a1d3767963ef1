/**
 * The words that the engine, the source adapters and the HubSpot adapter share. Nothing here does anything.
 */

/** What a source column holds. It decides how a cell's text is read. */
export type ColumnType =
  | "text"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "timestamp"
  | "timestamptz"
  | "json"
  | "array"
  | "bytes"
  | "other";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** The source's own name for the type, for the screen: `numeric(10,2)`, `timestamptz`. */
  readonly nativeType: string;
}

/**
 * A cell in its canonical text, exact to the last digit, or null:
 * - integer, number: digits as the source prints them (`-12.50`, `1e20`, `NaN`)
 * - boolean: `true` or `false`
 * - date: `YYYY-MM-DD` (as the source prints it; `infinity` and years past 9999 come through unread)
 * - timestamp: `YYYY-MM-DDTHH:MM:SS[.ffffff]` without a zone
 * - timestamptz: `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`
 * - json: JSON text; array: a JSON array's text; bytes: `\x` and hex; text, other: the text
 */
export type Cell = string | null;

/** One row as it was read: cells in the order of the columns. */
export type SourceRow = readonly Cell[];

export type PropertyType =
  | "string"
  | "number"
  | "bool"
  | "enumeration"
  | "date"
  | "datetime"
  | "phone_number"
  | "unknown";

export interface PropertyOption {
  readonly value: string;
  readonly label: string;
  readonly hidden: boolean;
}

/** A validation rule of a property: HubSpot's `ruleType` (`MAX_LENGTH`, `REGEX`, …) and its arguments. */
export interface PropertyRule {
  readonly type: string;
  readonly arguments: readonly string[];
}

/** A HubSpot property as far as mapping and conversion need to know it. */
export interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  /** HubSpot's `fieldType`: `text`, `checkbox`, `select`, … */
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  /** True where HubSpot alone knows the allowed values (owners, for one): options are not checked before sending. */
  readonly hasExternalOptions: boolean;
  readonly isUnique: boolean;
  readonly isRequired: boolean;
  /** A new record needs a value for at least one of the properties that say so. */
  readonly isOneRequired: boolean;
  /** The group's name for people; the internal one where HubSpot doesn't tell. */
  readonly groupLabel: string;
  /** What an administrator allows as values. HubSpot enforces them: they are shown, not checked before sending. */
  readonly rules: readonly PropertyRule[];
  /** True for an enumeration of the portal's own, whose options may be added to. */
  readonly canAddOptions: boolean;
  /** Null when values may be written; else the reason why not, for the screen. */
  readonly whyNotMappable: string | null;
}

/** Where the value of a property comes from. */
export type MappedValue =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "constant"; readonly value: string }
  /** Liquid, in which the columns are variables. */
  | { readonly kind: "template"; readonly template: string };

/**
 * What is done to a cell's text before it is converted: blanks around it off, runs of blanks to one, small letters,
 * capitals. Steps are taken in this order, whatever the order that they are given in.
 */
export type CleanStep = "trim" | "collapse" | "lower" | "upper";

/** One value for another. Nothing (`""`) for `to` makes the value empty. */
export interface ValueReplacement {
  readonly from: string;
  readonly to: string;
}

/** What values go through on their way into a property; all of it is optional, a constant has none. */
export interface FieldConversions {
  readonly clean?: CleanStep[] | undefined;
  /** Compared with the cleaned value as a whole; of a property of several options, with each of them. */
  readonly valueMap?: ValueReplacement[] | undefined;
  /** What a value does that the preflight refuses: reject its row, or be left out of it. */
  readonly whenInvalid?: "reject" | "skip" | undefined;
}

/**
 * When a property is written: with every row that is sent, only where the record has no value, or only with the create
 * of a record.
 */
export type WriteRule = "always" | "if_empty" | "on_create";

export interface FieldMapping extends FieldConversions {
  readonly property: string;
  readonly value: MappedValue;
  /** What a null or empty cell does: leave the property as it is, or clear it. */
  readonly whenEmpty: "skip" | "clear";
  /** `always` where it is left out. */
  readonly write?: WriteRule | undefined;
}

export interface MatchMapping {
  readonly column: string;
  readonly property: string;
}

export interface Mapping {
  readonly match: MatchMapping;
  readonly fields: readonly FieldMapping[];
}

/** The properties of one record as HubSpot is sent them: strings only, `""` clears. */
export type Payload = Readonly<Record<string, string>>;

/** Why a row was refused, in the words of whoever refused it. */
export interface Refusal {
  /** A stable code, documented in docs/errors.md: ours for the preflight (`MISSING_KEY`), HubSpot's for HubSpot's (`INVALID_OPTION`). */
  readonly code: string;
  readonly property: string | null;
  /** The refused value of an enumeration, so that rejects group by it; null for all other codes. */
  readonly option: string | null;
  readonly message: string;
}

export type RejectStage = "preflight" | "hubspot" | "unconfirmed";

/**
 * What a sync may do to records: create and update them, only create those that aren't there, or only update those that
 * are. What the mode forbids is skipped, not refused.
 */
export type WriteMode = "upsert" | "create" | "update";

/** One planned record of a batch. `trace` is unique in its batch and comes back with its outcome. */
export interface WriteInput {
  readonly trace: string;
  readonly matchValue: string;
  readonly payload: Payload;
}

/** What became of one input. Every input of a batch has exactly one. */
export type WriteOutcome =
  | {
      readonly kind: "created" | "updated";
      readonly trace: string;
      readonly recordId: string;
      readonly warnings: readonly string[];
      /** Properties that weren't written, by their rules; none where it is left out. */
      readonly leftOut?: readonly string[];
    }
  | {
      readonly kind: "skipped";
      readonly trace: string;
      /** Why the mode left it alone: the record exists already, or it doesn't exist. */
      readonly reason: "exists" | "missing";
      /** Null for a missing one. */
      readonly recordId: string | null;
    }
  | {
      readonly kind: "rejected";
      readonly trace: string;
      readonly stage: "hubspot" | "unconfirmed";
      readonly refusal: Refusal;
      /** HubSpot's category (`VALIDATION_ERROR`), where it named one. */
      readonly category: string | null;
      readonly correlationId: string | null;
      /** The record that is in the way, where HubSpot named one. */
      readonly existingRecordId: string | null;
    };
