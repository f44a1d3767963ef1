"use client";

import { SkippedDue } from "@/components/runs/skipped-due";
import { Fact } from "@/components/ui/fact-list";
import { TextLink } from "@/components/ui/text-link";
import type { RunPage } from "@/lib/api/runs";
import { useRecentRuns } from "./use-recent-runs";

interface LastSkippedProps {
  syncId: string;
  runs: RunPage;
}

/** The due times that the schedule skipped last, and the run that stood in their way; nothing where it skipped none lately. */
export function LastSkipped({ syncId, runs: firstPage }: LastSkippedProps) {
  const run = useRecentRuns(syncId, firstPage).find(({ skippedDue }) => skippedDue !== null);
  if (!run?.skippedDue) return null;
  return (
    <Fact term="Skipped by the schedule">
      <span className="text-warning">
        <SkippedDue skipped={run.skippedDue} />
      </span>
      , because <TextLink href={`/runs/${run.id}`}>a run</TextLink> {run.finishedAt ? "was" : "is"} under way
    </Fact>
  );
}
