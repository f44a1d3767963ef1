import type { ComparedField, FieldEffect } from "../../api/row-comparison";
import type { FieldMapping, Property } from "../../engine/types";
import { holdsValue } from "../../hubspot/holds-payload";
import { kindOf } from "../../hubspot/property-kinds";
import type { HeldRecord } from "../../hubspot/read-held";

interface FieldToCompare {
  readonly field: FieldMapping;
  readonly property: Property | undefined;
  /** What the payload says; undefined where it leaves the property out. */
  readonly sent: string | undefined;
  /** The record as HubSpot has it; null where it would be created, or the row isn't sent. */
  readonly record: HeldRecord | null;
}

/** What sending a row would do to one property. Values are compared as HubSpot keeps them. */
export function compareField({ field, property, sent, record }: FieldToCompare): ComparedField {
  const held = record?.properties[field.property] || null;
  if (sent === undefined) return { property: field.property, sent: null, held, effect: "untouched" };
  return { property: field.property, sent, held, effect: decideEffect(field.property, sent, held ?? "", property) };
}

function decideEffect(name: string, sent: string, held: string, property: Property | undefined): FieldEffect {
  if (holdsValue(name, sent, held, (property && kindOf(property)) ?? "text")) return "same";
  if (held === "") return "set";
  return sent.trim() === "" ? "blank" : "change";
}
