import type { Payload } from "./types";

/**
 * A payload as one text, to be hashed: the same for payloads with the same properties and values in whatever order,
 * and different for all others.
 */
export function canonicalPayload(payload: Payload): string {
  const flat: string[] = [];
  for (const property of Object.keys(payload).sort()) flat.push(property, payload[property] ?? "");
  return JSON.stringify(flat);
}
