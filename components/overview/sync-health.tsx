import Link from "next/link";
import { LedgerCounts } from "@/components/runs/ledger-counts";
import { RunStatusBadge } from "@/components/runs/run-status-badge";
import { RunStrip } from "@/components/runs/run-strip";
import { Badge } from "@/components/ui/badge";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
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
            <TH>Rows of the last run</TH>
            <TH>Recent runs</TH>
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
  const [last] = sync.recentRuns;
  return (
    <TR>
      <TD className="min-w-40">
        <Link href={`/syncs/${sync.id}`} className="rounded-sm font-medium hover:underline">
          {sync.name}
        </Link>
        <SyncState sync={sync} />
      </TD>
      <TD className="min-w-44">
        {last ? (
          <>
            <Link href={`/runs/${last.id}`} className="rounded-sm hover:underline">
              <RunStatusBadge status={last.status} />
            </Link>
            <Time at={last.finishedAt ?? last.requestedAt} format="relative" className="block text-xs text-faint" />
          </>
        ) : (
          <span className="text-faint">Not run yet</span>
        )}
      </TD>
      <TD className="min-w-56">{last && <LedgerCounts runId={last.id} ledger={last.ledger} />}</TD>
      <TD>{last && <RunStrip runs={sync.recentRuns} />}</TD>
    </TR>
  );
}

function SyncState({ sync }: { sync: SyncListItem }) {
  if (sync.whyBlocked) {
    return (
      <span title={sync.whyBlocked} className="ml-2 inline-flex">
        <Badge tone="danger">Blocked</Badge>
      </span>
    );
  }
  if (!sync.pausedAt) return null;
  return (
    <Badge tone="muted" className="ml-2">
      Paused
    </Badge>
  );
}
