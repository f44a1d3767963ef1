"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ClipboardCheck, Pause, Play, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { startRun } from "@/app/_server/actions/runs";
import { pauseSync, resumeSync } from "@/app/_server/actions/syncs";
import { toastWithUndo } from "@/components/forms/toast-with-undo";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { syncQuery } from "@/lib/api/queries";
import { isRunLive } from "@/lib/api/run-status";
import type { RunPage } from "@/lib/api/runs";
import type { SyncView } from "@/lib/api/syncs";
import type { EditorControls } from "../editor/sync-editor";
import { DeleteSync } from "./delete-sync";
import { useRecentRuns } from "./use-recent-runs";

interface SyncActionsProps {
  sync: SyncView;
  runs: RunPage;
  /** The page's draft: a run goes without what isn't saved of it. */
  editor: EditorControls;
  onDeleted: () => void;
}

/** Run now, check all rows, pause or resume, delete. What is refused is said below the buttons. */
export function SyncActions({ sync, runs: firstPage, editor, onDeleted }: SyncActionsProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const lives = useRecentRuns(sync.id, firstPage).filter(({ status }) => isRunLive(status));
  const live = lives.find(({ dryRun }) => dryRun === null);
  const liveCheck = lives.find(({ dryRun }) => dryRun !== null);
  const keep = (changed: SyncView) => {
    queryClient.setQueryData(syncQuery(sync.id).queryKey, changed);
  };

  const start = useAction(startRun, ({ runId }) => router.push(`/runs/${runId}`));
  const pausedWords = "The schedule is paused. A run that is under way goes on.";
  const resumedWords = "The schedule runs again.";
  const pause = useAction(pauseSync, (paused) => {
    keep(paused);
    const undo = () => resumeSync({ syncId: sync.id });
    toastWithUndo({ words: pausedWords, undo, onUndone: keep, undoneWords: resumedWords });
  });
  const resume = useAction(resumeSync, (resumed) => {
    keep(resumed);
    const undo = () => pauseSync({ syncId: sync.id });
    toastWithUndo({ words: resumedWords, undo, onUndone: keep, undoneWords: pausedWords });
  });
  const runSaved = () => start.run({ syncId: sync.id });
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
      <DeleteSync sync={sync} onDeleted={onDeleted} />
      {liveCheck ? (
        <LinkButton href={`/runs/${liveCheck.id}`}>See the dry run</LinkButton>
      ) : (
        <Button
          pending={editor.check.isUnderWay}
          disabled={sync.whyBlocked !== null || editor.isSaving}
          onClick={editor.check.start}
        >
          <ClipboardCheck aria-hidden />
          Check all rows
        </Button>
      )}
      {live ? (
        <LinkButton href={`/runs/${live.id}`} variant="primary">
          See the run
        </LinkButton>
      ) : (
        <RunNow
          isPending={start.isPending || editor.isSaving}
          isBlocked={sync.whyBlocked !== null}
          asksFirst={editor.hasChanges}
          onRun={runSaved}
          onSaveAndRun={() => editor.save({ andThen: runSaved })}
        />
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

interface RunNowProps {
  isPending: boolean;
  isBlocked: boolean;
  /** Whether there is something to save before. */
  asksFirst: boolean;
  onRun: () => void;
  onSaveAndRun: () => void;
}

function RunNow({ isPending, isBlocked, asksFirst, onRun, onSaveAndRun }: RunNowProps) {
  const button = (
    <Button variant="primary" pending={isPending} disabled={isBlocked} onClick={asksFirst ? undefined : onRun}>
      <Play aria-hidden />
      Run now
    </Button>
  );
  if (!asksFirst) return button;
  return (
    <Dialog>
      <DialogTrigger>{button}</DialogTrigger>
      <DialogContent
        size="sm"
        title="Save your changes first?"
        description="They aren’t saved. A run without them goes by what was saved last, and they stay in this browser."
        footer={
          <>
            <DialogClose>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
            <DialogClose>
              <Button onClick={onRun}>Run without them</Button>
            </DialogClose>
            <DialogClose>
              <Button variant="primary" onClick={onSaveAndRun}>
                Save and run
              </Button>
            </DialogClose>
          </>
        }
      />
    </Dialog>
  );
}
