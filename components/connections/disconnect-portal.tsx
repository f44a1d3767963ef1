"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { disconnectPortal } from "@/app/_server/actions/portals";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatCount } from "@/components/ui/format-number";
import { toast } from "@/components/ui/toast";
import type { AppFate, PortalView } from "@/lib/api/portals";
import { portalsQuery } from "@/lib/api/queries";

interface DisconnectPortalProps {
  portal: PortalView;
  /** Hears what became of the app at HubSpot. */
  onDisconnected: (app: AppFate) => void;
}

export function DisconnectPortal({ portal, onDisconnected }: DisconnectPortalProps) {
  const router = useRouter();
  const queryClient = useQueryClient();

  const disconnect = async () => {
    const { app } = await unwrapAction(disconnectPortal({ portalId: portal.id }));
    onDisconnected(app);
    toast.success(`${portal.domain} is disconnected`);
    await queryClient.invalidateQueries({ queryKey: portalsQuery().queryKey });
    router.refresh();
  };

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          Disconnect
        </Button>
      }
      title={`Disconnect ${portal.domain}?`}
      description={<WhatHappens portal={portal} />}
      confirmLabel="Disconnect"
      tone="danger"
      onConfirm={disconnect}
    />
  );
}

function WhatHappens({ portal }: { portal: PortalView }) {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4">
      <li>{describeTokens(portal)}</li>
      <li>
        {portal.syncs === 0
          ? "No sync writes to this portal."
          : `${formatCount(portal.syncs, "sync")} of this portal will stand still until it is connected again.`}
      </li>
      <li>Records in HubSpot and the history of runs stay as they are.</li>
    </ul>
  );
}

function describeTokens({ authKind, status }: PortalView): string {
  if (authKind === "token") return "The token is forgotten here. In HubSpot it stays good until you delete it there.";
  const next =
    status === "reconnect"
      ? "HubSpot no longer takes them, so it can't be asked to uninstall the app."
      : "HubSpot is asked to uninstall the app from the account, unless another workspace of this instance is connected by it.";
  return `The tokens are forgotten here. ${next}`;
}
