import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { orNotFound } from "@/app/_server/or-not-found";
import { SyncDetail } from "@/components/syncs/detail/sync-detail";
import { listPortals } from "@/lib/connections/list-portals";
import { listSources } from "@/lib/connections/list-sources";
import { listRuns } from "@/lib/runs/list-runs";
import { getSync } from "@/lib/syncs/get-sync";

interface SyncPageProps {
  params: Promise<{ syncId: string }>;
}

export async function generateMetadata({ params }: SyncPageProps): Promise<Metadata> {
  const actor = await requireActor();
  const sync = await orNotFound(getSync(actor, { syncId: (await params).syncId }));
  return { title: sync.name };
}

export default async function SyncPage({ params }: SyncPageProps) {
  const actor = await requireActor();
  const { syncId } = await params;
  const sync = await orNotFound(getSync(actor, { syncId }));
  const [runs, sources, portals] = await Promise.all([
    listRuns(actor, { syncId }),
    listSources(actor),
    listPortals(actor),
  ]);
  return (
    <div className="max-w-5xl">
      <SyncDetail
        key={sync.id}
        sync={sync}
        runs={runs}
        sources={sources}
        portals={portals}
        draftOwner={`${actor.workspaceId}:${actor.userId}`}
      />
    </div>
  );
}
