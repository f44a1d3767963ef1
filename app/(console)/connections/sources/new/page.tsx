import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { SourceForm } from "@/components/connections/source-form";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Add source" };

export default async function NewSourcePage() {
  await requireActor();
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Add source"
        description="A PostgreSQL database that rows are read from. Nothing is ever written to it."
        breadcrumbs={[{ label: "Connections", href: "/connections" }]}
      />
      <SourceForm source={null} />
    </div>
  );
}
