import Link from "next/link";
import { Time } from "@/components/ui/time";
import type { RunGlance } from "@/lib/api/syncs";
import { LedgerCounts } from "./ledger-counts";
import { RunStatusBadge } from "./run-status-badge";

/** How the newest run of a sync is doing or has ended, and what became of its rows. */
export function LastRun({ run }: { run: RunGlance | null }) {
  if (!run) return <span className="text-faint">Not run yet</span>;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <Link href={`/runs/${run.id}`} className="rounded-sm hover:underline">
          <RunStatusBadge status={run.status} />
        </Link>
        <Time at={run.finishedAt ?? run.requestedAt} format="relative" className="text-xs text-faint" />
      </span>
      {run.errorMessage && (
        <p className="line-clamp-2 max-w-72 text-xs text-danger" title={run.errorMessage}>
          {run.errorMessage}
        </p>
      )}
      {(!run.errorMessage || run.ledger.read > 0) && <LedgerCounts run={run} />}
    </>
  );
}
