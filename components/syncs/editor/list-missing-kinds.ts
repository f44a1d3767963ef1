import type { ObjectTypeView } from "@/lib/api/portals";

export interface MissingKind {
  readonly kind: string;
  readonly label: string;
  readonly scopes: readonly string[];
}

/** What has to be asked for before the greyed object types can be synced: each kind once, though it may have several types. */
export function listMissingKinds(types: readonly ObjectTypeView[]): readonly MissingKind[] {
  const kinds = new Map<string, MissingKind>();
  for (const { kind, label, missingScopes } of types) {
    if (missingScopes.length === 0) continue;
    const known = kinds.get(kind);
    const scopes = [...new Set([...(known?.scopes ?? []), ...missingScopes])];
    kinds.set(kind, { kind, label: kind === "custom" ? "Custom objects" : label, scopes });
  }
  return [...kinds.values()];
}
