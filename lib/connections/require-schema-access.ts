import { AppError } from "../errors";
import { decideAccess, describeLack, howToGet } from "../hubspot/access";
import { findKind } from "../hubspot/object-types";
import type { UsablePortal } from "./get-usable-portal";

/** Refuses what HubSpot is known to refuse: creating properties and options without the scope for it. */
export function requireSchemaAccess({ scopes }: UsablePortal, objectTypeId: string): void {
  const kind = findKind(objectTypeId);
  if (!kind || decideAccess(kind, scopes).canChangeProperties !== false) return;
  throw new AppError(
    "hubspot_scope_missing",
    `Properties of ${kind.plural} can't be changed from here: ${describeLack(kind.schemaScopes.join(" or "), scopes)} ${howToGet(scopes)}`,
  );
}
