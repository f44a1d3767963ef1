import Link from "next/link";
import { LedgerCounts } from "@/components/runs/ledger-counts";
import { RunStatusBadge } from "@/components/runs/run-status-badge";
import { RunStrip } from "@/components/runs/run-strip";
import { ScheduleWords } from "@/components/runs/schedule-words";
import { Badge } from "@/components/ui/badge";
import { TD, TR } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RunGlance, SyncListItem } from "@/lib/api/syncs";
import { NextDue } from "../detail/next-due";

export function SyncRow({ sync }: { sync: SyncListItem }) {
  return (
    <TR>
      <TD className="min-w-40">
        <Link href={`/syncs/${sync.id}`} className="rounded-sm font-medium text-ink hover:underline">
          {sync.name}
        </Link>
        {sync.whyBlocked && (
          <Badge tone="danger" className="ml-2">
            Blocked
          </Badge>
        )}
        <span className="block text-xs text-faint">{sync.queryLabel}</span>
      </TD>
      <TD className="min-w-44">
        {sync.sourceName} → {sync.objectLabel}
        <span className="block text-xs text-faint">{sync.portalName}</span>
      </TD>
      <TD className="min-w-40">
        <ScheduleWords schedule={sync.schedule} timeZone={sync.timeZone} />
      </TD>
      <TD>
        <NextDue pausedAt={sync.pausedAt} nextDueAt={sync.nextDueAt} />
      </TD>
      <TD className="min-w-64">
        <LastRun run={sync.recentRuns[0]} />
      </TD>
      <TD>
        <RunStrip runs={sync.recentRuns} />
      </TD>
    </TR>
  );
}

function LastRun({ run }: { run: RunGlance | undefined }) {
  if (!run) return <span className="text-faint">Never run</span>;
  return (
    <>
      <span className="flex items-center gap-2">
        <Link href={`/runs/${run.id}`} className="rounded-sm hover:underline">
          <RunStatusBadge status={run.status} />
        </Link>
        <Time at={run.finishedAt ?? run.requestedAt} format="relative" className="text-xs text-faint" />
      </span>
      {run.errorMessage ? (
        <p className="max-w-80 truncate text-xs text-danger" title={run.errorMessage}>
          {run.errorMessage}
        </p>
      ) : (
        <LedgerCounts runId={run.id} ledger={run.ledger} />
      )}
    </>
  );
}
