"use client";

import { useQueryClient } from "@tanstack/react-query";
import { cancelRun } from "@/app/_server/actions/runs";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { runQuery } from "@/lib/api/queries";
import type { RunView } from "@/lib/api/runs";

export function CancelRun({ run }: { run: Pick<RunView, "id" | "syncName"> }) {
  const queryClient = useQueryClient();

  const cancel = async () => {
    await unwrapAction(cancelRun({ runId: run.id }));
    await queryClient.invalidateQueries({ queryKey: runQuery(run.id).queryKey, exact: true });
  };

  return (
    <ConfirmDialog
      trigger={<Button>Cancel run</Button>}
      title={`Cancel this run of ${run.syncName}?`}
      description="What HubSpot has accepted stays and is recorded. The rows that were not sent yet count as cancelled; the next run sends them."
      confirmLabel="Cancel the run"
      tone="danger"
      onConfirm={cancel}
    />
  );
}
