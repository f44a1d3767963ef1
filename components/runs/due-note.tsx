import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/components/ui/format-number";
import { Time } from "@/components/ui/time";
import type { RunView } from "@/lib/api/runs";
import { describeMissed, isLate } from "./is-late";
import { SkippedDue } from "./skipped-due";

/** What a person should know of a run's schedule: that it came late, and what was skipped while it was under way. */
export function DueNote({ run }: { run: RunView }) {
  const missed = describeMissed(run.missedDueTimes);
  return (
    <>
      {isLate(run) && run.dueAt && (
        <Callout tone="warning" title="This run came late">
          It was due at <Time at={run.dueAt} />, and was asked for at <Time at={run.requestedAt} />
          {missed && `; ${missed}`}. Nothing could start it meanwhile. A run reads the whole query, so that no row is
          left out.
        </Callout>
      )}
      {run.skippedDue && (
        <Callout
          tone="warning"
          title={`${formatCount(run.skippedDue.times, "due time")} of the schedule ${run.skippedDue.times === 1 ? "was" : "were"} skipped`}
        >
          <SkippedDue skipped={run.skippedDue} />: this run was under way, and a sync has one run at a time. Where that
          happens often, give the schedule more time between runs.
        </Callout>
      )}
    </>
  );
}
