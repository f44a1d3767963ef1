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

/** Asked for, and granted as far as the account has the feature. */
export const optionalScopes: readonly Scope[] = [
  ...listStandardScopes(),
  { scope: "crm.schemas.custom.read", why: "Find custom objects and their properties" },
  { scope: "crm.objects.custom.read", why: "Read back custom objects" },
  { scope: "crm.objects.custom.write", why: "Create and update custom objects" },
];

// One scope may serve several object types and purposes; its first purpose explains it: writing, then reading.
function listStandardScopes(): Scope[] {
  const scopes = new Map<string, Scope>();
  const add = (scope: string, why: string) => {
    if (!scopes.has(scope)) scopes.set(scope, { scope, why });
  };
  for (const { plural, readScopes, writeScopes, schemaScopes } of standardObjectTypes) {
    for (const scope of writeScopes) add(scope, `Create and update ${plural}`);
    for (const scope of readScopes) add(scope, `Read which properties ${plural} have`);
    for (const scope of schemaScopes) add(scope, `Create a unique property to match ${plural} by`);
  }
  for (const { scope } of requiredScopes) scopes.delete(scope);
  return [...scopes.values()];
}
