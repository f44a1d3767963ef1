"use client";

import { useQueryClient } from "@tanstack/react-query";
import { leaveStorage } from "@/app/_server/actions/storage";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { storageQuery } from "@/lib/api/queries";

export function LeaveStorage({ bucket }: { bucket: string }) {
  const queryClient = useQueryClient();

  const leave = async () => {
    const view = await unwrapAction(leaveStorage());
    queryClient.setQueryData(storageQuery().queryKey, view);
    toast.success("Rejected rows are kept in the instance’s store from now on");
  };

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          Stop using it
        </Button>
      }
      title={`Stop using ${bucket}?`}
      description="Files of later runs stay in the instance’s store. Those that are in the bucket stay there, and are still read there: Sluice keeps the credentials for that."
      confirmLabel="Use the instance’s store"
      onConfirm={leave}
    />
  );
}
