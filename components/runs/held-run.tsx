"use client";

import { useQueryClient } from "@tanstack/react-query";
import { approveRun, cancelRun } from "@/app/_server/actions/runs";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { runQuery } from "@/lib/api/queries";
import type { RunView } from "@/lib/api/runs";
import { describeHeldPlan } from "./describe-held-plan";

/** A plan that is past the sync's limits: why, and the two ways on. Nothing has been written yet. */
export function HeldRun({ run }: { run: RunView }) {
  const queryClient = useQueryClient();
  const decide = async (decision: ReturnType<typeof approveRun>) => {
    await unwrapAction(decision);
    await queryClient.invalidateQueries({ queryKey: runQuery(run.id).queryKey, exact: true });
  };
  const plan = describeHeldPlan(run);
  return (
    <Callout
      tone="warning"
      isAnnounced
      title="This run waits for you: nothing has been written yet"
      action={
        <>
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="primary">
                Approve
              </Button>
            }
            title={`Approve this run of ${run.syncName}?`}
            description={`${plan.join(" ")} It is past a limit: ${run.guardReasons.join(" ")}`}
            confirmLabel="Approve the run"
            onConfirm={() => decide(approveRun({ runId: run.id }))}
          />
          <ConfirmDialog
            trigger={<Button size="sm">Discard</Button>}
            title={`Discard this run of ${run.syncName}?`}
            description="Nothing is written, and its rows count as cancelled. The next run plans anew."
            confirmLabel="Discard the run"
            tone="danger"
            onConfirm={() => decide(cancelRun({ runId: run.id }))}
          />
        </>
      }
    >
      <ul className="grid gap-0.5">
        {run.guardReasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="mt-1.5 font-medium text-ink">If it is approved</p>
      <ul className="grid gap-0.5">
        {plan.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Callout>
  );
}
