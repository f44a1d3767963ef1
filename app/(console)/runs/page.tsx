import type { Metadata } from "next";
import { z } from "zod";
import { requireActor } from "@/app/_server/actor";
import { RunsTable } from "@/components/runs/runs-table";
import { SyncFilter } from "@/components/runs/sync-filter";
import { PageHeader } from "@/components/ui/page-header";
import { listRuns } from "@/lib/runs/list-runs";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const metadata: Metadata = { title: "Runs" };

// An address that was mistyped shows all runs rather than none.
const RunsSearch = z.object({ syncId: z.uuid().optional().catch(undefined) });

interface RunsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: RunsPageProps) {
  const actor = await requireActor();
  const { syncId } = RunsSearch.parse(await searchParams);
  const [firstPage, syncs] = await Promise.all([listRuns(actor, { syncId }), listSyncs(actor)]);

  return (
    <>
      <PageHeader
        title="Runs"
        description="Every run, and what became of every row that it read."
        actions={syncs.length > 0 && <SyncFilter syncs={syncs} syncId={syncId} path="/runs" />}
      />
      <RunsTable key={syncId ?? "all"} syncId={syncId} firstPage={firstPage} readAt={Date.now()} />
    </>
  );
}
