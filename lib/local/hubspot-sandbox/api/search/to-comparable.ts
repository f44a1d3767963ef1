import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";

/** What a value is compared as: a number, a moment, an option's value as it is, any other text without its case. */
export function toComparable(property: Property, value: string): string | number {
  switch (property.type) {
    case "number":
      return Number(value);
    case "date":
    case "datetime":
      return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
    case "enumeration":
    case "bool":
      return value;
    default:
      return value.toLowerCase();
  }
}
