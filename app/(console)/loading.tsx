import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function OverviewLoading() {
  return (
    <>
      <PageHeader title="Overview" />
      <div className="flex flex-col gap-7">
        <div className="flex flex-col gap-2.5">
          <Skeleton className="h-5 w-24" />
          <SkeletonRows rows={1} label="Loading what needs you" />
        </div>
        <div className="flex flex-col gap-2.5">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-19 rounded-lg" />
        </div>
        <div className="flex flex-col gap-2.5">
          <Skeleton className="h-5 w-16" />
          <SkeletonRows rows={4} label="Loading the syncs" />
        </div>
      </div>
    </>
  );
}
