"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "@/components/ui/format-number";
import { fixesQuery } from "@/lib/api/queries";
import type { CauseView, RunView } from "@/lib/api/runs";
import { LazyFixBar } from "./fixes/lazy-fix-bar";
import { useIsSeen } from "./fixes/use-is-seen";
import { hasOpenRows } from "./resend-cause";
import { RetryButton } from "./retry-button";

interface CauseFixesProps {
  run: RunView;
  cause: CauseView;
}

/** What can be done about a cause, once its run has ended and while it has open rows. */
export function CauseFixes({ run, cause }: CauseFixesProps) {
  return hasOpenRows(run, cause) ? <OpenFixes run={run} cause={cause} /> : null;
}

/** As buttons; asked for when they come into view, since a run may have hundreds of causes. */
function OpenFixes({ run, cause }: CauseFixesProps) {
  const { isSeen, ref } = useIsSeen();
  const [made, setMade] = useState<string | null>(null);
  const { data, error, isLoading } = useQuery({ ...fixesQuery(run.id, cause.id), enabled: isSeen });
  const isDone = made !== null || data?.isFixed === true;
  return (
    <div ref={ref} className="min-h-8 min-w-0">
      {isSeen && (
        <LazyFixBar
          place={{ runId: run.id, causeId: cause.id, portalId: run.portalId, objectTypeId: run.objectTypeId }}
          found={data}
          error={error}
          isLoading={isLoading}
          done={isDone ? `${made ?? "The sync as it is now takes these rows."} ${describeNext(run, cause)}` : null}
          next={isDone && canRetry(run, cause) ? <RetryFixed run={run} cause={cause} /> : null}
          onMade={setMade}
        />
      )}
    </div>
  );
}

function RetryFixed({ run, cause }: CauseFixesProps) {
  const rows = countOpen(cause);
  const label = rows === 1 ? "Retry this row" : `Retry these ${formatCount(rows, "row")}`;
  return <RetryButton size="sm" variant="primary" runId={run.id} causeIds={[cause.id]} label={label} whyNot={null} />;
}

function canRetry({ retry }: RunView, { whyNotRetried }: CauseView): boolean {
  return retry.whyNot === null && whyNotRetried === null;
}

function describeNext(run: RunView, cause: CauseView): string {
  if (canRetry(run, cause))
    return countOpen(cause) === 1 ? "Its row can be sent again." : "Its rows can be sent again.";
  // Which of several rows counts is known when all of them are read; an older run's rows were read anew since.
  return "The next run sends its rows.";
}

function countOpen({ rows, settledRows }: CauseView): number {
  return rows - settledRows;
}
