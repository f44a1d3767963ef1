import Link from "next/link";
import { LastRun } from "@/components/runs/last-run";
import { RunStrip } from "@/components/runs/run-strip";
import { ScheduleWords } from "@/components/runs/schedule-words";
import { TD, TR } from "@/components/ui/table";
import type { SyncListItem } from "@/lib/api/syncs";
import { BlockedBadge } from "../blocked-badge";
import { NextDue } from "../detail/next-due";

export function SyncRow({ sync }: { sync: SyncListItem }) {
  return (
    <TR>
      <TD className="sm:min-w-36">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Link href={`/syncs/${sync.id}`} className="rounded-sm font-medium text-ink hover:underline">
            {sync.name}
          </Link>
          <BlockedBadge sync={sync} />
        </div>
        <span className="block text-xs break-words text-faint">{sync.queryLabel}</span>
      </TD>
      <TD className="min-w-48 sm:min-w-64">
        <LastRun run={sync.lastRun} />
      </TD>
      <TD>
        <RunStrip runs={sync.recentRuns} />
      </TD>
      <TD className="min-w-36">
        {sync.sourceName} → {sync.objectLabel}
        <span className="block text-xs text-faint">{sync.portalName}</span>
      </TD>
      <TD className="min-w-40">
        <ScheduleWords sync={sync} />
      </TD>
      <TD>
        <NextDue pausedAt={sync.pausedAt} nextDueAt={sync.nextDueAt} schedule={sync.schedule} />
      </TD>
    </TR>
  );
}
