import type { FieldMapping, Payload, WriteRule } from "./types";

/** By property, the rules that are asked of the record: properties that are always written aren't here. */
export type WriteRules = ReadonlyMap<string, Exclude<WriteRule, "always">>;

export const noRules: WriteRules = new Map();

export function readWriteRules(fields: readonly Pick<FieldMapping, "property" | "write">[]): WriteRules {
  return new Map(
    fields.flatMap(({ property, write = "always" }) => (write === "always" ? [] : [[property, write] as const])),
  );
}

/** True when something of the payload depends on the record. */
export function isRuled(payload: Payload, rules: WriteRules): boolean {
  return rules.size > 0 && Object.keys(payload).some((property) => rules.has(property));
}

/**
 * What of a payload is written to a record that exists: nothing that is only for a create, and of what is for empty
 * properties that which the record has no value for. `held` is what HubSpot has, as far as it was asked for.
 */
export function leaveOutByRules(
  payload: Payload,
  held: Readonly<Record<string, string | null>>,
  rules: WriteRules,
): Payload {
  if (!isRuled(payload, rules)) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([property]) => isWritten(property, held, rules)));
}

function isWritten(property: string, held: Readonly<Record<string, string | null>>, rules: WriteRules): boolean {
  const rule = rules.get(property);
  switch (rule) {
    case undefined:
      return true;
    case "if_empty":
      return (held[property] ?? "") === "";
    case "on_create":
      return false;
    default:
      return rule satisfies never;
  }
}
