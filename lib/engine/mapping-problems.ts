import { quoteValue } from "./show-text";
import type { TemplateFault } from "./template";
import type { MappedValue, Property } from "./types";

export type MappingProblemCode =
  | "NO_MATCH"
  | "MATCH_NOT_UNIQUE"
  | "MATCH_ALSO_MAPPED"
  | "MATCH_CREATES_NOTHING"
  | "COLUMN_MISSING"
  | "COLUMN_AMBIGUOUS"
  | "PROPERTY_MISSING"
  | "PROPERTY_NOT_MAPPABLE"
  | "PROPERTY_TWICE"
  | "CONSTANT_INVALID"
  | "CONSTANT_CONVERTED"
  | "TEMPLATE_INVALID"
  | "NEVER_WRITTEN"
  | "CLEAN_CONTRADICTS"
  | "VALUE_MAPPED_TWICE";

/** Why a mapping can't run: in `message`, which part of it and what to do. */
export interface MappingProblem {
  readonly code: MappingProblemCode;
  readonly property: string | null;
  readonly column: string | null;
  readonly message: string;
}

/** The place in a mapping that a problem is about; `""` where nothing is chosen. */
export interface MappingPlace {
  readonly property: string;
  readonly column: string;
  /** `column` where it is left out. */
  readonly kind?: MappedValue["kind"];
}

export function placeOf(property: string, value: MappedValue): MappingPlace {
  return { property, column: value.kind === "column" ? value.column : "", kind: value.kind };
}

export function reportNoMatch(place: MappingPlace): MappingProblem {
  return report("NO_MATCH", place, "Choose the column and the property by which rows are matched to records.");
}

/** `advice` names what can be the match property instead. */
export function reportMatchNotUnique(place: MappingPlace, property: Property, advice: string): MappingProblem {
  const refusal = `${nameProperty(property)} can't be the match property: HubSpot does not keep its values unique.`;
  return report("MATCH_NOT_UNIQUE", place, `${refusal} ${advice}`);
}

export function reportMatchAlsoMapped(place: MappingPlace): MappingProblem {
  const message = `\`${place.property}\` is the match property, with which every record is sent anyway. Remove its field.`;
  return report("MATCH_ALSO_MAPPED", place, message);
}

export function reportMatchCreatesNothing(place: MappingPlace): MappingProblem {
  const message =
    "Matched by the record id nothing can be created, and this sync only creates. Match by another property, or let the sync update.";
  return report("MATCH_CREATES_NOTHING", place, message);
}

export function reportColumnMissing(place: MappingPlace): MappingProblem {
  const { column, property } = place;
  if (column === "") {
    return report("COLUMN_MISSING", place, `No column is chosen for \`${property}\`. Choose one, or remove the field.`);
  }
  const advice = `Add it to the query, or choose another column${property === "" ? "" : ` for \`${property}\``}.`;
  return report("COLUMN_MISSING", place, `The query has no column \`${column}\`. ${advice}`);
}

export function reportColumnAmbiguous(place: MappingPlace): MappingProblem {
  const message = `The query has several columns named \`${place.column}\`. Give them different names with \`as\`.`;
  return report("COLUMN_AMBIGUOUS", place, message);
}

export function reportPropertyMissing(place: MappingPlace): MappingProblem {
  const { column, property, kind = "column" } = place;
  if (property === "") {
    const field = kind !== "column" ? `a ${kind}` : column === "" ? "a column" : `the column \`${column}\``;
    return report("PROPERTY_MISSING", place, `No property is chosen for ${field}. Choose one, or remove the field.`);
  }
  const message = `HubSpot has no property \`${property}\` here. Create it, refresh the properties, or choose another one.`;
  return report("PROPERTY_MISSING", place, message);
}

/** `why` is the property's own reason, a sentence. */
export function reportPropertyNotMappable(place: MappingPlace, property: Property, why: string): MappingProblem {
  const message = `${nameProperty(property)} can't be written, so choose another property. ${why}`;
  return report("PROPERTY_NOT_MAPPABLE", place, message);
}

export function reportPropertyTwice(place: MappingPlace): MappingProblem {
  return report("PROPERTY_TWICE", place, `\`${place.property}\` is mapped more than once. Keep one of its fields.`);
}

/** `why` is the message of the refusal that every row would get. */
export function reportConstantInvalid(place: MappingPlace, property: Property, why: string): MappingProblem {
  return report("CONSTANT_INVALID", place, `Change the constant for ${nameProperty(property)}. ${why}`);
}

export function reportConstantConverted(place: MappingPlace): MappingProblem {
  const message = `The constant for \`${place.property}\` has conversions, which are for columns. Take them out, and write the constant as HubSpot is to have it.`;
  return report("CONSTANT_CONVERTED", place, message);
}

/** `faults` is null where nobody could read it. */
export function reportTemplateInvalid(place: MappingPlace, faults: readonly TemplateFault[] | null): MappingProblem {
  if (faults === null) {
    return report("TEMPLATE_INVALID", place, `The template for \`${place.property}\` hasn't been read. Try again.`);
  }
  const whose = place.property === "" ? "" : ` for \`${place.property}\``;
  return report("TEMPLATE_INVALID", place, `Change the template${whose}: ${faults.map(spellFault).join("; ")}.`);
}

function spellFault({ why, place }: TemplateFault): string {
  return place === null ? why : `${why} (line ${place.line}, character ${place.column})`;
}

export function reportNeverWritten(place: MappingPlace): MappingProblem {
  const message = `\`${place.property}\` is written only when a record is created, and this sync only updates. Choose when it is set, or remove its field.`;
  return report("NEVER_WRITTEN", place, message);
}

export function reportCleanContradicts(place: MappingPlace): MappingProblem {
  const message = `The values for \`${place.property}\` are to become small letters and capitals at once. Keep one of the two.`;
  return report("CLEAN_CONTRADICTS", place, message);
}

/** `from` is the value as its second entry has it. */
export function reportValueMappedTwice(place: MappingPlace, from: string): MappingProblem {
  const message = `The value map for \`${place.property}\` has ${quoteValue(from)} more than once, as cleaned values are compared. Keep one of its entries.`;
  return report("VALUE_MAPPED_TWICE", place, message);
}

/** A property as messages name it: its label, and the name that nobody else has. */
export function nameProperty({ label, name }: Property): string {
  return `${label} (\`${name}\`)`;
}

function report(code: MappingProblemCode, { property, column }: MappingPlace, message: string): MappingProblem {
  return { code, property: property || null, column: column || null, message };
}
