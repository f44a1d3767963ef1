import type { Payload } from "./types";

/**
 * Writes payloads of these properties as one text each, to be hashed: the same for the same properties and values in
 * whatever order, and different for all others. Neither names nor values hold a NUL (HubSpot isn't sent any), so it
 * ends each of them.
 */
export function createCanonicalWriter(properties: readonly string[]): (payload: Payload) => string {
  const sorted = [...new Set(properties)].sort();
  return (payload) => {
    let text = "";
    for (const property of sorted) {
      const value = payload[property];
      if (value !== undefined) text += `${property}\0${value}\0`;
    }
    return text;
  };
}
