"use client";

import { useQuery } from "@tanstack/react-query";
import { OutOfDate } from "@/components/ui/out-of-date";
import { Table, TBody, TH, THead, TR } from "@/components/ui/table";
import { syncsQuery } from "@/lib/api/queries";
import type { SyncListItem } from "@/lib/api/syncs";
import { NoSyncs } from "./no-syncs";
import { SyncRow } from "./sync-row";

interface SyncsListProps {
  syncs: SyncListItem[];
  hasSource: boolean;
  hasPortal: boolean;
}

/** All syncs and how they are doing, kept fresh. */
export function SyncsList({ syncs: initialData, hasSource, hasPortal }: SyncsListProps) {
  const { data: syncs, error } = useQuery({ ...syncsQuery(), initialData });
  if (syncs.length === 0) return <NoSyncs hasSource={hasSource} hasPortal={hasPortal} />;
  return (
    <div className="grid gap-3">
      <OutOfDate what="This list" errors={[error]} />
      <Table label="Syncs">
        <THead>
          <TR>
            <TH>Sync</TH>
            <TH>Last run</TH>
            <TH>Recent runs</TH>
            <TH>From → to</TH>
            <TH>Schedule</TH>
            <TH>Next run</TH>
          </TR>
        </THead>
        <TBody>
          {syncs.map((sync) => (
            <SyncRow key={sync.id} sync={sync} />
          ))}
        </TBody>
      </Table>
    </div>
  );
}
