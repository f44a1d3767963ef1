import Link from "next/link";
import { LastRun } from "@/components/runs/last-run";
import { RunStrip } from "@/components/runs/run-strip";
import { BlockedBadge } from "@/components/syncs/blocked-badge";
import { Badge } from "@/components/ui/badge";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { SyncListItem } from "@/lib/api/syncs";
import { OverviewSection } from "./overview-section";

/** Each sync's last run and the ones before it, at a glance. */
export function SyncHealth({ syncs }: { syncs: readonly SyncListItem[] }) {
  return (
    <OverviewSection title="Syncs">
      <Table label="Health of the syncs">
        <THead>
          <TR>
            <TH>Sync</TH>
            <TH>Last run</TH>
            <TH className="max-sm:hidden">Recent runs</TH>
          </TR>
        </THead>
        <TBody>
          {syncs.map((sync) => (
            <SyncHealthRow key={sync.id} sync={sync} />
          ))}
        </TBody>
      </Table>
    </OverviewSection>
  );
}

function SyncHealthRow({ sync }: { sync: SyncListItem }) {
  return (
    <TR>
      <TD className="sm:min-w-40">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Link href={`/syncs/${sync.id}`} className="rounded-sm font-medium hover:underline">
            {sync.name}
          </Link>
          <BlockedBadge sync={sync} />
          {!sync.whyBlocked && sync.pausedAt && <Badge tone="muted">Paused</Badge>}
        </div>
      </TD>
      <TD className="min-w-48">
        <LastRun run={sync.lastRun} />
      </TD>
      <TD className="max-sm:hidden">
        <RunStrip runs={sync.recentRuns} />
      </TD>
    </TR>
  );
}
