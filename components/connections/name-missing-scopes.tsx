"use client";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { PortalView } from "@/lib/api/portals";

interface NameMissingScopesProps {
  portal: Pick<PortalView, "domain" | "authKind">;
  label: string;
  scopes: readonly string[];
}

/** A token can't be asked for more from here: whoever made it adds the scopes at HubSpot, by these names. */
export function NameMissingScopes({ portal, label, scopes }: NameMissingScopesProps) {
  const what = label.toLowerCase();
  return (
    <Dialog>
      <DialogTrigger>
        <Button size="sm" aria-label={`Which scopes ${what} need`}>
          Which scopes
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`What ${portal.domain} lacks for ${what}`}
        description={
          portal.authKind === "token"
            ? "Add these scopes to the service key or the private app that the token belongs to."
            : "Set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET to ask HubSpot from here, or reconnect with a token that has these scopes."
        }
      >
        <div className="flex flex-col gap-3 text-sm">
          <CodeBlock title="Scopes" code={scopes.join("\n")} />
          {portal.authKind === "token" && (
            <p className="text-muted">
              Then test the portal here. If HubSpot gives you a new token, reconnect with it: the syncs stay as they
              are.
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
