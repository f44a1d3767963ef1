import { WhatIs } from "@/components/help/what-is";

interface ScopeListProps {
  label: string;
  scopes: readonly { readonly scope: string; readonly why: string }[];
}

/** Scopes of HubSpot's, each with what it is good for. */
export function ScopeList({ label, scopes }: ScopeListProps) {
  if (scopes.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <h3 className="text-xs font-medium text-muted">
        {label} <WhatIs word="scope" />
      </h3>
      <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {scopes.map(({ scope, why }) => (
          <div key={scope} className="min-w-0">
            <dt className="font-mono text-xs break-all">{scope}</dt>
            <dd className="text-xs text-muted">{why}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
