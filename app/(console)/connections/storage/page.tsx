import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { StorageForm } from "@/components/connections/storage-form";
import { PageHeader } from "@/components/ui/page-header";
import { getStorage } from "@/lib/connections/get-storage";

export const metadata: Metadata = { title: "Storage" };

export default async function StoragePage() {
  const view = await getStorage(await requireActor());
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Storage"
        description="A bucket of your own for rejected rows. They go there when a run has ended."
        breadcrumbs={[{ label: "Connections", href: "/connections" }]}
      />
      <StorageForm view={view} />
    </div>
  );
}
