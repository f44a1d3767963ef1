import { formatCount } from "@/components/ui/format-number";
import { isRunLive } from "@/lib/api/run-status";
import type { CauseView, RunView } from "@/lib/api/runs";
import { RetryButton } from "./retry-button";
import { RunAgain } from "./run-again";

interface ResendCauseProps {
  run: Pick<RunView, "id" | "syncId" | "status" | "retry">;
  cause: CauseView;
}

/** What sends a cause's rows once it is set right: a run where that can be in the source, which only a run reads; a retry. */
export function ResendCause({ run, cause }: ResendCauseProps) {
  // Why nothing of the run can be retried stands above all its causes.
  if (!hasOpenRows(run, cause) || run.retry.whyNot !== null) return null;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {cause.fixedIn.includes("source") && (
        <div className="flex flex-col items-start gap-1">
          <RunAgain
            size="sm"
            syncId={run.syncId}
            label="Run the sync"
            refusalClassName="max-w-80 text-sm text-pretty text-danger"
          />
        </div>
      )}
      <RetryButton
        size="sm"
        runId={run.id}
        causeIds={[cause.id]}
        label={`Retry ${formatCount(cause.rows - cause.settledRows, "row")}`}
        whyNot={cause.whyNotRetried}
      />
    </div>
  );
}

/** Whether a run that has ended left rows of a cause that no later run has taken. */
export function hasOpenRows({ status }: Pick<RunView, "status">, { rows, settledRows }: CauseView): boolean {
  return !isRunLive(status) && rows > settledRows;
}
