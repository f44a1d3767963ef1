import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { NewSync } from "@/components/syncs/editor/new-sync";
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
        description="One page of questions. Nothing is sent to HubSpot before the sync runs."
      />
      <NewSync sources={sources} portals={portals} draftOwner={`${actor.workspaceId}:${actor.userId}`} />
    </div>
  );
}
