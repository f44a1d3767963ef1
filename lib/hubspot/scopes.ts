import { standardObjectTypes } from "./object-types";

export interface Scope {
  readonly scope: string;
  /** What it lets Sluice do, for the connect screen. */
  readonly why: string;
}

/** Asked of everybody. HubSpot's install page fails unless this is exactly the app's own list of required scopes. */
export const requiredScopes: readonly Scope[] = [
  { scope: "oauth", why: "Connect the account and read its name, time zone and currency" },
  { scope: "crm.objects.contacts.read", why: "Read which properties contacts have" },
  { scope: "crm.objects.contacts.write", why: "Create and update contacts" },
];

export interface OptionalScope extends Scope {
  /** The object types that it serves; empty for custom objects. */
  readonly objectTypeIds: readonly string[];
}

/** Asked for, and granted as far as the account has the feature. */
export const optionalScopes: readonly OptionalScope[] = [
  ...listStandardScopes(),
  { scope: "crm.schemas.custom.read", why: "Find custom objects and their properties", objectTypeIds: [] },
  { scope: "crm.objects.custom.read", why: "Read back custom objects", objectTypeIds: [] },
  { scope: "crm.objects.custom.write", why: "Create and update custom objects", objectTypeIds: [] },
];

// One scope may serve several object types and purposes; its first purpose explains it: writing, then reading.
function listStandardScopes(): OptionalScope[] {
  const scopes = new Map<string, OptionalScope>();
  const add = (scope: string, why: string, objectTypeId: string) => {
    const known = scopes.get(scope);
    const objectTypeIds = [...new Set([...(known?.objectTypeIds ?? []), objectTypeId])];
    scopes.set(scope, { scope, why: known?.why ?? why, objectTypeIds });
  };
  for (const { objectTypeId, plural, readScopes, writeScopes, schemaScopes } of standardObjectTypes) {
    for (const scope of writeScopes) add(scope, `Create and update ${plural}`, objectTypeId);
    for (const scope of readScopes) add(scope, `Read which properties ${plural} have`, objectTypeId);
    for (const scope of schemaScopes) add(scope, `Create a unique property to match ${plural} by`, objectTypeId);
  }
  for (const { scope } of requiredScopes) scopes.delete(scope);
  return [...scopes.values()];
}

export interface ScopeVerdict extends Scope {
  readonly isRequired: boolean;
  readonly isGranted: boolean;
}

/** Every scope that Sluice knows, with whether this connection has it. */
export function explainScopes(granted: readonly string[]): ScopeVerdict[] {
  const explain =
    (isRequired: boolean) =>
    ({ scope, why }: Scope) => ({ scope, why, isRequired, isGranted: granted.includes(scope) });
  return [...requiredScopes.map(explain(true)), ...optionalScopes.map(explain(false))];
}
