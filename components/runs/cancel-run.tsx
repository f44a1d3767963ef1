"use client";

import { useQueryClient } from "@tanstack/react-query";
import { cancelRun } from "@/app/_server/actions/runs";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { runQuery } from "@/lib/api/queries";
import type { RunView } from "@/lib/api/runs";

const ofRun =
  "What HubSpot has accepted stays and is recorded. The rows that were not sent yet count as cancelled; the next run sends them.";
const ofDryRun = "Nothing was sent, and what it has counted so far is dropped.";

export function CancelRun({ run }: { run: Pick<RunView, "id" | "syncName" | "dryRun"> }) {
  const queryClient = useQueryClient();

  const cancel = async () => {
    await unwrapAction(cancelRun({ runId: run.id }));
    await queryClient.invalidateQueries({ queryKey: runQuery(run.id).queryKey, exact: true });
  };

  return (
    <ConfirmDialog
      trigger={<Button>{run.dryRun ? "Cancel dry run" : "Cancel run"}</Button>}
      title={`Cancel this ${run.dryRun ? "dry run" : "run"} of ${run.syncName}?`}
      description={run.dryRun ? ofDryRun : ofRun}
      confirmLabel={run.dryRun ? "Cancel the dry run" : "Cancel the run"}
      cancelLabel="Keep running"
      tone="danger"
      onConfirm={cancel}
    />
  );
}
