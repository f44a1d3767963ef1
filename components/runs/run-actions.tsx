"use client";

import { ClipboardCheck, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { startDryRun, startRun } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { CancelRun } from "./cancel-run";
import { ReportLinks } from "./report-links";
import { UploadLink } from "./upload-link";

/** What can be done with a run: take its rejects along, stop it, or start the next one. */
export function RunActions({ run }: { run: RunView }) {
  const isLive = isRunLive(run.status);
  return (
    <>
      <ReportLinks run={run} />
      <UploadLink run={run} />
      {isLive && run.status !== "held" && run.cancelRequestedAt === null && <CancelRun run={run} />}
      {!isLive && !run.dryRun && <StartNext syncId={run.syncId} label="Run again" />}
      {!isLive && run.dryRun && !run.isDraft && (
        <>
          <CheckNext syncId={run.syncId} />
          <StartNext syncId={run.syncId} label="Run now" />
        </>
      )}
      {/* The draft isn't here: it can only be checked again where it is written. */}
      {!isLive && run.isDraft && <LinkButton href={`/syncs/${run.syncId}`}>Open the sync</LinkButton>}
    </>
  );
}

function StartNext({ syncId, label }: { syncId: string; label: string }) {
  const router = useRouter();
  const { run, isPending, problem } = useAction(startRun, ({ runId }) => router.push(`/runs/${runId}`));
  return (
    <>
      <Button pending={isPending} onClick={() => run({ syncId })}>
        <Play aria-hidden />
        {label}
      </Button>
      <Refusal message={problem?.message} />
    </>
  );
}

function CheckNext({ syncId }: { syncId: string }) {
  const router = useRouter();
  const { run, isPending, problem } = useAction(startDryRun, ({ runId }) => router.push(`/runs/${runId}`));
  return (
    <>
      <Button pending={isPending} onClick={() => run({ syncId, draft: null })}>
        <ClipboardCheck aria-hidden />
        Check again
      </Button>
      <Refusal message={problem?.message} />
    </>
  );
}

/** As wide as the buttons and no wider, so that they stay where they are. */
function Refusal({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p role="alert" className="w-0 min-w-full text-sm text-danger sm:text-right">
      {message}
    </p>
  );
}
