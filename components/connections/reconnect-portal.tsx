"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { PortalView } from "@/lib/api/portals";
import { TokenForm } from "./token-form";
import type { Connecting } from "./use-connect";

interface ReconnectPortalProps {
  portal: PortalView;
  /** Null where this instance has no app at HubSpot. */
  oauth: Connecting | null;
}

/** The way that the portal came: at HubSpot, where one chooses the same account again, or by a new token. */
export function ReconnectPortal({ portal, oauth }: ReconnectPortalProps) {
  const variant = portal.status === "connected" ? "secondary" : "primary";
  if (portal.authKind === "token" || !oauth) return <ReconnectByToken portal={portal} variant={variant} />;
  return (
    <Button
      size="sm"
      variant={variant}
      pending={oauth.isPending}
      onClick={() => oauth.connect({ kinds: [], portalId: portal.id })}
    >
      Reconnect
    </Button>
  );
}

function ReconnectByToken({ portal, variant }: { portal: PortalView; variant: "primary" | "secondary" }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger>
        <Button size="sm" variant={variant}>
          Reconnect
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Reconnect ${portal.domain}`}
        description={`Paste a token of the account ${portal.hubId}. A token of another account is refused, so that no sync ends up in the wrong one.`}
      >
        <TokenForm portalId={portal.id} onConnected={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
