import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function CauseLoading() {
  return (
    <div role="status" aria-label="Loading the cause" className="flex flex-col gap-5">
      <div className="flex flex-col gap-3">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-7 w-96 max-w-full" />
      </div>
      <SkeletonRows rows={8} label="Loading the rejected rows" />
    </div>
  );
}
