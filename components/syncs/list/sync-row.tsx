import { LastRun } from "@/components/runs/last-run";
import { RunStrip } from "@/components/runs/run-strip";
import { ScheduleWords } from "@/components/runs/schedule-words";
import { NameLink } from "@/components/ui/name-link";
import { TD, TR } from "@/components/ui/table";
import type { SyncListItem } from "@/lib/api/syncs";
import { BlockedBadge } from "../blocked-badge";
import { NextDue } from "../detail/next-due";

export function SyncRow({ sync }: { sync: SyncListItem }) {
  return (
    <TR>
      <TD className="min-w-28 sm:min-w-36">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <NameLink href={`/syncs/${sync.id}`} name={sync.name} />
          <BlockedBadge sync={sync} />
        </div>
        <span className="block max-w-72 text-xs wrap-anywhere text-faint">{sync.queryLabel}</span>
      </TD>
      <TD className="min-w-48 sm:min-w-64">
        <LastRun run={sync.lastRun} />
      </TD>
      <TD>
        <RunStrip runs={sync.recentRuns} />
      </TD>
      <TD className="min-w-36">
        <span
          title={`${sync.sourceName} → ${sync.objectLabel}`}
          className="line-clamp-3 max-w-72 2xl:max-w-lg wrap-anywhere"
        >
          {sync.sourceName} → {sync.objectLabel}
        </span>
        <span className="block max-w-72 text-xs wrap-anywhere text-faint">{sync.portalName}</span>
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
