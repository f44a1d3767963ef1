"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { deleteSync } from "@/app/_server/actions/syncs";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { syncsQuery } from "@/lib/api/queries";
import type { SyncView } from "@/lib/api/syncs";

/** Asks first: the history goes with the sync, the records in HubSpot don't. */
export function DeleteSync({ sync, onDeleted }: { sync: SyncView; onDeleted: () => void }) {
  const router = useRouter();
  const queryClient = useQueryClient();

  async function confirm() {
    await unwrapAction(deleteSync({ syncId: sync.id }));
    onDeleted();
    toast.success(`${sync.name} is deleted`);
    // The list begins again with what the server says, so that the deleted one doesn't flash up in it.
    queryClient.removeQueries({ queryKey: syncsQuery().queryKey, exact: true });
    router.push("/syncs");
  }

  return (
    <ConfirmDialog
      trigger={
        <Button>
          <Trash2 aria-hidden />
          Delete
        </Button>
      }
      tone="danger"
      title={`Delete ${sync.name}?`}
      description={`Its runs and the files of their rejected rows are deleted with it, for good. Records in HubSpot stay as they are.${describeFollowers(sync)}`}
      confirmLabel="Delete sync"
      onConfirm={confirm}
    />
  );
}

function describeFollowers({ followers }: SyncView): string {
  if (followers.length === 0) return "";
  const names = followers.map(({ name }) => name).join(", ");
  return ` ${names} ${followers.length === 1 ? "runs" : "run"} after it, and will need another schedule.`;
}
