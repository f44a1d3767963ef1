import { LastRun } from "@/components/runs/last-run";
import { RunStrip } from "@/components/runs/run-strip";
import { BlockedBadge } from "@/components/syncs/blocked-badge";
import { Badge } from "@/components/ui/badge";
import { NameLink } from "@/components/ui/name-link";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { OverviewView, StripRun } from "@/lib/api/runs";
import type { SyncListItem } from "@/lib/api/syncs";
import { OverviewSection } from "./overview-section";

interface SyncHealthProps {
  syncs: readonly SyncListItem[];
  /** The last thirty runs of each. */
  strips: OverviewView["strips"];
}

/** Each sync's last run and the ones before it, at a glance. */
export function SyncHealth({ syncs, strips }: SyncHealthProps) {
  return (
    <OverviewSection title="Syncs">
      <Table label="Health of the syncs">
        <THead>
          <TR>
            <TH>Sync</TH>
            <TH>Last run</TH>
            <TH className="max-lg:hidden">Last 30 runs</TH>
          </TR>
        </THead>
        <TBody>
          {syncs.map((sync) => (
            <SyncHealthRow
              key={sync.id}
              sync={sync}
              runs={strips.find(({ syncId }) => syncId === sync.id)?.runs ?? []}
            />
          ))}
        </TBody>
      </Table>
    </OverviewSection>
  );
}

function SyncHealthRow({ sync, runs }: { sync: SyncListItem; runs: readonly StripRun[] }) {
  return (
    <TR>
      <TD className="min-w-28 sm:min-w-40">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <NameLink href={`/syncs/${sync.id}`} name={sync.name} />
          <BlockedBadge sync={sync} />
          {!sync.whyBlocked && sync.pausedAt && <Badge tone="muted">Paused</Badge>}
        </div>
      </TD>
      <TD className="min-w-48">
        <LastRun run={sync.lastRun} />
      </TD>
      <TD className="max-lg:hidden">
        <RunStrip runs={runs} className="w-90" />
      </TD>
    </TR>
  );
}
