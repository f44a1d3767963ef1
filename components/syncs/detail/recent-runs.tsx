"use client";

import Link from "next/link";
import { LedgerCounts } from "@/components/runs/ledger-counts";
import { RunStatusBadge } from "@/components/runs/run-status-badge";
import { RunStrip } from "@/components/runs/run-strip";
import type { RunPage } from "@/lib/api/runs";
import { useRecentRuns } from "./use-recent-runs";

interface RecentRunsProps {
  syncId: string;
  runs: RunPage;
}

/** The last runs as a strip, and what became of the newest that is no dry run. */
export function RecentRuns({ syncId, runs: firstPage }: RecentRunsProps) {
  const runs = useRecentRuns(syncId, firstPage);
  if (runs.length === 0) return <span className="text-faint">None yet</span>;
  const last = runs.find(({ dryRun }) => dryRun === null);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <RunStrip runs={runs} className="-ml-1" />
      {last && (
        <>
          <Link href={`/runs/${last.id}`} className="rounded-sm hover:underline">
            <RunStatusBadge status={last.status} />
          </Link>
          <LedgerCounts run={last} />
        </>
      )}
    </div>
  );
}
