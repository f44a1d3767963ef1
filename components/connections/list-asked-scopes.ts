import type { ConnectView } from "@/lib/api/portals";

type Choice = ConnectView["choices"][number];

/** The scopes of the chosen kinds, each once and under the first kind that asks for it; a kind without any is left out. */
export function listAskedScopes(choices: readonly Choice[], chosen: ReadonlySet<string>): readonly Choice[] {
  const asked = new Set<string>();
  return choices
    .filter(({ kind }) => chosen.has(kind))
    .map((choice) => {
      const scopes = choice.scopes.filter(({ scope }) => !asked.has(scope));
      for (const { scope } of scopes) asked.add(scope);
      return { ...choice, scopes };
    })
    .filter(({ scopes }) => scopes.length > 0);
}

/** The names of all scopes that the app has to have at HubSpot, whatever is chosen. */
export function listAppScopes({ requiredScopes, choices }: Pick<ConnectView, "requiredScopes" | "choices">) {
  const optional = listAskedScopes(choices, new Set(choices.map(({ kind }) => kind))).flatMap(({ scopes }) => scopes);
  return {
    required: requiredScopes.map(({ scope }) => scope),
    optional: optional.map(({ scope }) => scope),
  };
}

/** Of the scopes that are asked for, the names of those that a token can have: `oauth` comes with an app only. */
export function listTokenScopes(scopes: readonly { readonly scope: string }[]): string[] {
  return scopes.map(({ scope }) => scope).filter((scope) => scope !== "oauth");
}
