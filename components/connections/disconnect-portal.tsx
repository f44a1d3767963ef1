"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { disconnectPortal } from "@/app/_server/actions/portals";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatCount } from "@/components/ui/format-number";
import type { PortalView } from "@/lib/api/portals";
import { portalsQuery } from "@/lib/api/queries";

export function DisconnectPortal({ portal }: { portal: PortalView }) {
  const router = useRouter();
  const queryClient = useQueryClient();

  const disconnect = async () => {
    await unwrapAction(disconnectPortal({ portalId: portal.id }));
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
      <li>
        {portal.authKind === "oauth"
          ? "The tokens are forgotten here, and the app is uninstalled from the account."
          : "The token is forgotten here. In HubSpot it stays good until you delete it there."}
      </li>
      <li>
        {portal.syncs === 0
          ? "No sync writes to this portal."
          : `${formatCount(portal.syncs, "sync")} of this portal will stand still until it is connected again.`}
      </li>
      <li>Records in HubSpot and the history of runs stay as they are.</li>
    </ul>
  );
}
