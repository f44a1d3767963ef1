import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { RunFilterBar } from "@/components/runs/filters/run-filter-bar";
import { RunsTable } from "@/components/runs/runs-table";
import { PageHeader } from "@/components/ui/page-header";
import { UnreadFilters } from "@/components/ui/unread-filters";
import { writeRunFilter } from "@/lib/api/run-filter";
import { readRunFilter } from "@/lib/api/run-filter-schema";
import { listUnreadFilters } from "@/lib/api/unread-filters";
import { listRuns } from "@/lib/runs/list-runs";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const metadata: Metadata = { title: "Runs" };

interface RunsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: RunsPageProps) {
  const actor = await requireActor();
  const search = await searchParams;
  const filter = readRunFilter(search);
  const [firstPage, syncs] = await Promise.all([listRuns(actor, filter), listSyncs(actor)]);

  return (
    <>
      <PageHeader title="Runs" description="Every run, and what became of every row that it read." />
      {syncs.length > 0 && <RunFilterBar filter={filter} syncs={syncs.map(({ id, name }) => ({ id, name }))} />}
      <UnreadFilters unread={listUnreadFilters(search, filter)} />
      <RunsTable key={writeRunFilter(filter).toString()} filter={filter} firstPage={firstPage} readAt={Date.now()} />
    </>
  );
}
