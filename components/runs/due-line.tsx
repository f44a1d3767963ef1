import { Time } from "@/components/ui/time";
import type { RunListItem } from "@/lib/api/runs";
import { describeMissed, isLate } from "./is-late";
import { SkippedDue } from "./skipped-due";

/** In a list: that a run came late, and which due times it stood in the way of. */
export function DueLine({ run }: { run: RunListItem }) {
  const missed = describeMissed(run.missedDueTimes);
  return (
    <>
      {isLate(run) && run.dueAt && (
        <p className="mt-0.5 max-w-56 text-xs text-warning">
          Was due at <Time at={run.dueAt} />
          {missed && `; ${missed}`}
        </p>
      )}
      {run.skippedDue && (
        <p className="mt-0.5 max-w-56 text-xs text-warning">
          Due meanwhile and skipped: <SkippedDue skipped={run.skippedDue} />
        </p>
      )}
    </>
  );
}
