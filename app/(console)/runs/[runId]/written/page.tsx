import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { orNotFound } from "@/app/_server/or-not-found";
import { outcomeWords } from "@/components/records/outcome-badge";
import { WrittenRows } from "@/components/records/written-rows";
import { PageHeader } from "@/components/ui/page-header";
import { UnreadFilters } from "@/components/ui/unread-filters";
import { WrittenOutcome } from "@/lib/api/records";
import { listUnreadFilters } from "@/lib/api/unread-filters";
import { getRun } from "@/lib/runs/get-run";

export const metadata: Metadata = { title: "Written rows" };

interface WrittenPageProps {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WrittenPage({ params, searchParams }: WrittenPageProps) {
  const actor = await requireActor();
  const run = await orNotFound(getRun(actor, { runId: (await params).runId }));
  const search = await searchParams;
  const outcome = WrittenOutcome.safeParse(search.outcome).data;
  return (
    <>
      <PageHeader
        title={outcome ? `${outcomeWords[outcome]} rows` : "Rows that were written"}
        description="What this run sent to HubSpot, row by row, as far as it is kept."
        breadcrumbs={[
          { label: "Runs", href: "/runs" },
          { label: `${run.dryRun ? "Dry run" : "Run"} of ${run.syncName}`, href: `/runs/${run.id}` },
        ]}
      />
      <UnreadFilters unread={listUnreadFilters(search, { outcome })} />
      <WrittenRows key={outcome ?? ""} runId={run.id} outcome={outcome} mayLook={actor.role !== "viewer"} />
    </>
  );
}
