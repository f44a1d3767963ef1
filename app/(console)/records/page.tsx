import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { RecordLookup } from "@/components/records/record-lookup";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Records" };

export default async function RecordsPage() {
  const actor = await requireActor();
  return (
    <>
      <PageHeader
        title="Records"
        description="Every value that Sluice wrote to a record, by which sync, run and row, as far as it is kept."
      />
      <RecordLookup mayLook={actor.role !== "viewer"} />
    </>
  );
}
