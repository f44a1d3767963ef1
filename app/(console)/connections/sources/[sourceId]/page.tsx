import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { orNotFound } from "@/app/_server/or-not-found";
import { DeleteSource } from "@/components/connections/delete-source";
import { SourceForm } from "@/components/connections/source-form";
import { formatCount } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { getSource } from "@/lib/connections/get-source";

interface SourcePageProps {
  params: Promise<{ sourceId: string }>;
}

export async function generateMetadata({ params }: SourcePageProps): Promise<Metadata> {
  const source = await orNotFound(getSource(await requireActor(), await params));
  return { title: source.name };
}

export default async function SourcePage({ params }: SourcePageProps) {
  const source = await orNotFound(getSource(await requireActor(), await params));
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={source.name}
        description={
          source.syncs === 0
            ? "Used by no sync yet."
            : `Used by ${formatCount(source.syncs, "sync")}. It can be deleted once none reads it.`
        }
        breadcrumbs={[{ label: "Connections", href: "/connections" }]}
        actions={<DeleteSource source={source} />}
      />
      <SourceForm source={source} />
    </div>
  );
}
