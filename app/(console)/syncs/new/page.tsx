import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { SyncEditor } from "@/components/syncs/editor/sync-editor";
import { PageHeader } from "@/components/ui/page-header";
import { listPortals } from "@/lib/connections/list-portals";
import { listSources } from "@/lib/connections/list-sources";

export const metadata: Metadata = { title: "New sync" };

export default async function NewSyncPage() {
  const actor = await requireActor();
  const [sources, portals] = await Promise.all([listSources(actor), listPortals(actor)]);
  return (
    <div className="max-w-5xl">
      <PageHeader
        breadcrumbs={[{ label: "Syncs", href: "/syncs" }]}
        title="New sync"
        description="Six questions. Nothing is sent to HubSpot before the sync runs."
      />
      <SyncEditor sync={null} sources={sources} portals={portals} />
    </div>
  );
}
