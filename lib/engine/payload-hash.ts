import type { Payload, WriteRule } from "./types";
import { noRules, type WriteRules } from "./write-rules";

/**
 * Writes payloads of these properties as one text each, to be hashed: the same for the same properties and values in
 * whatever order, and different for all others. Neither names nor values hold a NUL (HubSpot isn't sent any), so it
 * ends each of them. A property's rule is part of its name: when it changes, what was accepted before says nothing, while
 * payloads without rules are written as they always were.
 */
export function createCanonicalWriter(
  properties: readonly string[],
  rules: WriteRules = noRules,
): (payload: Payload) => string {
  const sorted = [...new Set(properties)].sort();
  const named = sorted.map((property) => ({ property, name: nameByRule(property, rules.get(property)) }));
  return (payload) => {
    let text = "";
    for (const { property, name } of named) {
      const value = payload[property];
      if (value !== undefined) text += `${name}\0${value}\0`;
    }
    return text;
  };
}

function nameByRule(property: string, rule: WriteRule | undefined): string {
  return rule === undefined ? property : `${property} ${rule}`;
}
