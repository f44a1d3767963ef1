import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { Overview } from "@/components/overview/overview";
import { PageHeader } from "@/components/ui/page-header";
import { getOverview } from "@/lib/runs/get-overview";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const actor = await requireActor();
  const [overview, syncs] = await Promise.all([getOverview(actor), listSyncs(actor)]);
  return (
    <>
      <PageHeader title="Overview" />
      <Overview overview={overview} syncs={syncs} />
    </>
  );
}
