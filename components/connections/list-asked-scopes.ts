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
