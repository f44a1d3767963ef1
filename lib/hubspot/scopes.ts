import { labelOf, type ObjectKind, objectKinds } from "./object-types";

export interface Scope {
  readonly scope: string;
  /** What it lets Sluice do, for the connect screen. */
  readonly why: string;
}

/** What a person may want to sync besides contacts, or to do with them. */
export interface ScopeChoice {
  readonly kind: string;
  readonly label: string;
  /** What an account needs to have it; null when every account does. */
  readonly needs: string | null;
  readonly scopes: readonly Scope[];
}

/** Asked of everybody. HubSpot's install page fails unless this is exactly the app's own list of required scopes. */
export const requiredScopes: readonly Scope[] = [
  { scope: "oauth", why: "Connect the account and read its name, time zone and currency" },
  { scope: "crm.objects.contacts.read", why: "Read contacts and which properties they have" },
  { scope: "crm.objects.contacts.write", why: "Create and update contacts" },
];

/** What is asked for with each kind. A kind whose records come with the required scopes has its properties left. */
export const scopeChoices: readonly ScopeChoice[] = objectKinds.map((kind) => {
  const all = listScopesOf(kind);
  const scopes = all.filter(({ scope }) => requiredScopes.every((required) => required.scope !== scope));
  const label = scopes.length < all.length ? `Properties of ${kind.plural}` : labelOf(kind);
  return { kind: kind.kind, label, needs: kind.needs, scopes };
});

const chosen = scopeChoices.flatMap(({ scopes }) => scopes);

/** The app's optional scopes: all that any choice asks for. HubSpot grants them as far as the account has the feature. */
export const optionalScopes: readonly Scope[] = chosen.filter(
  ({ scope }, index) => chosen.findIndex((other) => other.scope === scope) === index,
);

function listScopesOf({ plural, readScopes, writeScopes, schemaScopes, listScopes }: ObjectKind): Scope[] {
  const purposes: [readonly string[], string][] = [
    [listScopes, `Find the ${plural} that there are`],
    [readScopes, `Read ${plural} and which properties they have`],
    [writeScopes, `Create and update ${plural}`],
    [schemaScopes, `Create properties of ${plural}, to match by, and options`],
  ];
  // A scope that serves several purposes is one, explained by all of them: `tickets`.
  const scopes = new Map<string, string>();
  for (const [[scope], why] of purposes) {
    if (scope === undefined) continue;
    const known = scopes.get(scope);
    scopes.set(scope, known ? `${known}; ${why.charAt(0).toLowerCase()}${why.slice(1)}` : why);
  }
  return [...scopes].map(([scope, why]) => ({ scope, why }));
}
