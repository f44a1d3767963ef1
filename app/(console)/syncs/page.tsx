import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { SyncsList } from "@/components/syncs/list/syncs-list";
import { NewSyncButton } from "@/components/syncs/new-sync-button";
import { PageHeader } from "@/components/ui/page-header";
import { listPortals } from "@/lib/connections/list-portals";
import { listSources } from "@/lib/connections/list-sources";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const metadata: Metadata = { title: "Syncs" };

export default async function SyncsPage() {
  const actor = await requireActor();
  const [syncs, sources, portals] = await Promise.all([listSyncs(actor), listSources(actor), listPortals(actor)]);
  return (
    <>
      <PageHeader
        title="Syncs"
        description="Which rows become which HubSpot records, and when."
        actions={syncs.length > 0 && <NewSyncButton />}
      />
      <SyncsList syncs={syncs} hasSource={sources.length > 0} hasPortal={portals.length > 0} />
    </>
  );
}
