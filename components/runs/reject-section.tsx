import { CircleCheck } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { CauseCard } from "./cause-card";
import { RetryBlock } from "./retry-block";
import { RetryButton } from "./retry-button";
import { RunFilesNote } from "./run-files-note";

/** What was refused, by cause, the most frequent first. */
export function RejectSection({ run }: { run: RunView }) {
  const { rejected } = run.ledger;
  const canRetry = !isRunLive(run.status) && run.retry.whyNot === null && run.retry.rows > 0;
  return (
    <section id="rejects" aria-labelledby="rejects-title" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="rejects-title" className="text-base font-semibold">
          Rejects
          {rejected > 0 && (
            <span className="ml-2 text-sm font-normal text-muted">
              {formatCount(rejected, "row")} by {formatCount(run.causes.length, "cause")}
            </span>
          )}
        </h2>
        {canRetry && (
          <RetryButton
            runId={run.id}
            label={run.retry.rows === 1 ? "Retry the open row" : `Retry all ${formatNumber(run.retry.rows)} open rows`}
            whyNot={null}
          />
        )}
      </div>
      {canRetry && (
        <p className="max-w-prose text-sm text-pretty text-muted">
          A retry sends these rows as they were read. What was corrected in the source goes with the next run, which
          reads them anew.
        </p>
      )}
      <RetryBlock run={run} />
      <RunFilesNote run={run} />
      {run.causes.length === 0 && <NoRejects run={run} />}
      <ul className="flex flex-col gap-3">
        {run.causes.map((cause) => (
          <li key={cause.id}>
            <CauseCard run={run} cause={cause} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoRejects({ run }: { run: RunView }) {
  if (run.ledger.rejected > 0) {
    return <p className="text-sm text-muted">The causes are being counted; they appear here by themselves.</p>;
  }
  if (isRunLive(run.status)) return <EmptyState title="Nothing was rejected so far" />;
  if (run.ledger.read === 0) return <EmptyState title="Nothing was rejected" text="No row was read." />;
  return (
    <EmptyState
      icon={CircleCheck}
      title="Nothing was rejected"
      text={
        run.dryRun
          ? "The preflight takes every row. HubSpot wasn’t asked."
          : "Neither the preflight nor HubSpot refused a row of this run."
      }
    />
  );
}
