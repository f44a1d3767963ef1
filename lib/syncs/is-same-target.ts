import type { SyncInput } from "../api/syncs";

type Target = Pick<SyncInput, "portalId" | "objectTypeId" | "mapping">;

/** False when rows reach other records: what HubSpot has accepted was said of those before. */
export function isSameTarget(one: Target, other: Target): boolean {
  return isSameObject(one, other) && one.mapping.match.property === other.mapping.match.property;
}

export function isSameObject(one: Pick<Target, "portalId" | "objectTypeId">, other: typeof one): boolean {
  return one.portalId === other.portalId && one.objectTypeId === other.objectTypeId;
}
