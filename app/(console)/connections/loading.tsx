import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function ConnectionsLoading() {
  return (
    <>
      <PageHeader title="Connections" description="Where rows come from, and the HubSpot accounts they go to." />
      <div role="status" aria-label="Loading the connections" className="flex flex-col gap-8">
        {["portals", "sources"].map((section) => (
          <div key={section} className="flex flex-col gap-3">
            <Skeleton className="h-6 w-20" />
            <Skeleton className="h-36 rounded-lg" />
          </div>
        ))}
      </div>
    </>
  );
}
