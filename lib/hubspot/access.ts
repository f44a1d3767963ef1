import { customObjects, findKind, type ObjectKind } from "./object-types";

/** What is known of a connection's scopes. */
export interface KnownScopes {
  /** Null where HubSpot doesn't tell: for a pasted token. */
  readonly granted: readonly string[] | null;
  /** Those that HubSpot has named in a refusal since the connection was made. They count as missing. */
  readonly denied: readonly string[];
}

/** Null means that nobody knows: allowed until HubSpot says otherwise. */
export interface Access {
  readonly canRead: boolean | null;
  readonly canWrite: boolean | null;
  readonly canChangeProperties: boolean | null;
}

export function decideAccess(kind: ObjectKind, known: KnownScopes): Access {
  return {
    canRead: hasOneOf(kind.readScopes, known),
    canWrite: hasOneOf(kind.writeScopes, known),
    canChangeProperties: hasOneOf(kind.schemaScopes, known),
  };
}

/** The scopes to ask for before records of this kind can be synced; empty when none is known to be missing. */
export function listMissingToSync({ readScopes, writeScopes }: ObjectKind, known: KnownScopes): string[] {
  return listMissing([readScopes, writeScopes], known);
}

/** The same with what it takes to create properties and options. */
export function listMissingOf(
  { readScopes, writeScopes, schemaScopes, listScopes }: ObjectKind,
  known: KnownScopes,
): string[] {
  return listMissing([listScopes, readScopes, writeScopes, schemaScopes], known);
}

/** Whether the connection may know which custom objects there are. */
export function canListCustomObjects(known: KnownScopes): boolean {
  return hasOneOf(customObjects.listScopes, known) !== false;
}

/** Why records of this kind can't be synced, and what to do; null when nothing that is known stands against it. */
export function explainMissing(
  { readScopes, writeScopes }: ObjectKind,
  known: KnownScopes,
): { whyNot: string; fix: string } | null {
  const missing = [readScopes, writeScopes].filter((scopes) => hasOneOf(scopes, known) === false);
  if (missing.length === 0) return null;
  const names = [...new Set(missing.map((scopes) => scopes.join(" or ")))].join(" and ");
  return { whyNot: describeLack(names, known), fix: howToGet(known) };
}

/** Why a sync of this object type can't work with these scopes, and what to do; null when nothing known is against it. */
export function explainBlocked(objectTypeId: string, label: string, known: KnownScopes): string | null {
  const kind = findKind(objectTypeId);
  const missing = kind && explainMissing(kind, known);
  return missing ? `${label} can't be synced: ${missing.whyNot} ${missing.fix}` : null;
}

export function describeLack(names: string, known: KnownScopes): string {
  return `${known.granted === null ? "The pasted token lacks" : "This connection wasn't granted"} ${names}.`;
}

export function howToGet(known: KnownScopes): string {
  if (known.granted === null) {
    return "Add it to the token in HubSpot, then test the portal under Connections.";
  }
  return "Connect the portal again and ask for it, as a user who may grant it. Some accounts don't have the feature that the scope belongs to.";
}

function hasOneOf(anyOf: readonly string[], { granted, denied }: KnownScopes): boolean | null {
  const left = anyOf.filter((scope) => !denied.includes(scope));
  if (left.length === 0) return anyOf.length === 0;
  return granted === null ? null : left.some((scope) => granted.includes(scope));
}

function listMissing(needs: readonly (readonly string[])[], known: KnownScopes): string[] {
  const missing = needs.filter((anyOf) => hasOneOf(anyOf, known) === false);
  return [...new Set(missing.flatMap(([first]) => first ?? []))];
}
