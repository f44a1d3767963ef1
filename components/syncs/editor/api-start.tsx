"use client";

import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { TextLink } from "@/components/ui/text-link";

/** How a machine starts this sync, whatever its schedule: the very line, with a key that only its owner has. */
export function ApiStart({ syncId }: { syncId: string | null }) {
  // The address is the one that this page was opened by: only the browser knows it.
  const isHydrated = useIsHydrated();
  return (
    <Disclosure title="Start it by API as well">
      <div className="grid gap-2 text-sm text-muted">
        {syncId === null || !isHydrated ? (
          <p>Once the sync is created, the line that starts it stands here.</p>
        ) : (
          <CodeBlock title="Command" code={writeCommand(window.location.origin, syncId)} />
        )}
        <p>
          <code className="font-mono text-xs">$SLUICE_KEY</code> is an API key of an editor:{" "}
          <TextLink href="/settings">make one under Settings</TextLink>. Whoever asks twice by the same{" "}
          <code className="font-mono text-xs">Idempotency-Key</code> starts one run.{" "}
          <TextLink href="/docs/api">The API</TextLink> tells the rest.
        </p>
      </div>
    </Disclosure>
  );
}

function writeCommand(origin: string, syncId: string): string {
  return [
    `curl -X POST "${origin}/api/v1/runs"`,
    '  -H "Authorization: Bearer $SLUICE_KEY"',
    '  -H "Content-Type: application/json"',
    '  -H "Idempotency-Key: $JOB_ID"',
    `  -d '{"syncId": "${syncId}"}'`,
  ].join(" \\\n");
}
