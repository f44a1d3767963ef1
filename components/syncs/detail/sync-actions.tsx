"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pause, Play, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { startRun } from "@/app/_server/actions/runs";
import { pauseSync, resumeSync } from "@/app/_server/actions/syncs";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { syncQuery } from "@/lib/api/queries";
import { isRunLive } from "@/lib/api/run-status";
import type { RunPage } from "@/lib/api/runs";
import type { SyncView } from "@/lib/api/syncs";
import { DeleteSync } from "./delete-sync";
import { useRecentRuns } from "./use-recent-runs";

interface SyncActionsProps {
  sync: SyncView;
  runs: RunPage;
}

/** Run now, pause or resume, delete. What is refused is said below the buttons. */
export function SyncActions({ sync, runs: firstPage }: SyncActionsProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const live = useRecentRuns(sync.id, firstPage).find(({ status }) => isRunLive(status));
  const keep = (changed: SyncView) => queryClient.setQueryData(syncQuery(sync.id).queryKey, changed);

  const start = useAction(startRun, ({ runId }) => router.push(`/runs/${runId}`));
  const pause = useAction(pauseSync, (paused) => {
    keep(paused);
    toast.success("The schedule is paused. A run that is under way goes on.");
  });
  const resume = useAction(resumeSync, (resumed) => {
    keep(resumed);
    toast.success("The schedule runs again.");
  });
  const problem = start.problem ?? pause.problem ?? resume.problem;

  return (
    <>
      {sync.pausedAt !== null && (
        <Button pending={resume.isPending} onClick={() => resume.run({ syncId: sync.id })}>
          <RotateCw aria-hidden />
          Resume
        </Button>
      )}
      {sync.pausedAt === null && sync.schedule.kind !== "manual" && (
        <Button pending={pause.isPending} onClick={() => pause.run({ syncId: sync.id })}>
          <Pause aria-hidden />
          Pause
        </Button>
      )}
      <DeleteSync sync={sync} />
      {live ? (
        <LinkButton href={`/runs/${live.id}`} variant="primary">
          See the run
        </LinkButton>
      ) : (
        <Button
          variant="primary"
          pending={start.isPending}
          disabled={sync.whyBlocked !== null}
          onClick={() => start.run({ syncId: sync.id })}
        >
          <Play aria-hidden />
          Run now
        </Button>
      )}
      {problem && (
        // As wide as the buttons and no wider, so that they stay where they are.
        <p role="alert" className="w-0 min-w-full text-sm text-danger sm:text-right">
          {problem.message}
        </p>
      )}
    </>
  );
}
