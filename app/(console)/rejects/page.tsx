import type { Metadata } from "next";
import { z } from "zod";
import { requireActor } from "@/app/_server/actor";
import { CauseTabs } from "@/components/rejects/cause-tabs";
import { OpenCauses } from "@/components/rejects/open-causes";
import { SyncFilter } from "@/components/rejects/sync-filter";
import { PageHeader } from "@/components/ui/page-header";
import { UnreadFilters } from "@/components/ui/unread-filters";
import { CauseStatus } from "@/lib/api/causes";
import { listUnreadFilters } from "@/lib/api/unread-filters";
import { countCauses, listCauses } from "@/lib/runs/list-causes";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const metadata: Metadata = { title: "Rejects" };

// An address that was mistyped shows what is open of all syncs rather than nothing, and the page says so.
const RejectsSearch = z.object({
  status: CauseStatus.optional().catch(undefined),
  syncId: z.uuid().optional().catch(undefined),
});

interface RejectsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RejectsPage({ searchParams }: RejectsPageProps) {
  const actor = await requireActor();
  const search = await searchParams;
  const read = RejectsSearch.parse(search);
  const { status = "open", syncId } = read;
  const [firstPage, counts, syncs] = await Promise.all([
    listCauses(actor, { status, syncId }),
    countCauses(actor, { syncId }),
    listSyncs(actor),
  ]);
  const readAt = Date.now();
  return (
    <>
      <PageHeader
        title="Rejects"
        description="Why rows don’t arrive in HubSpot, over all runs. A cause closes when a later run proves it gone."
        actions={syncs.length > 0 && <SyncFilter syncs={syncs} syncId={syncId} keep={{ status }} />}
      />
      <UnreadFilters unread={listUnreadFilters(search, { status: read.status, syncId })} />
      <CauseTabs key={`tabs ${syncId}`} status={status} syncId={syncId} counts={counts} readAt={readAt} />
      <OpenCauses key={`${status} ${syncId}`} status={status} syncId={syncId} firstPage={firstPage} readAt={readAt} />
    </>
  );
}
