import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function RecordsLoading() {
  return (
    <>
      <PageHeader
        title="Records"
        description="Every value that Sluice wrote to a record, by which sync, run and row, as far as it is kept."
      />
      <div role="status" aria-label="Loading the page" className="flex max-w-xl gap-2">
        <Skeleton className="h-8 flex-1 rounded-md" />
        <Skeleton className="h-8 w-24 rounded-md" />
      </div>
    </>
  );
}
