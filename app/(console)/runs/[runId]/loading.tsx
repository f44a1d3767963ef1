import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function RunLoading() {
  return (
    <div role="status" aria-label="Loading the run" className="flex flex-col gap-5">
      <div className="flex flex-col gap-3">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-7 w-72 max-w-full" />
        <Skeleton className="h-10 w-full max-w-xl" />
      </div>
      <div className="grid gap-2 lg:grid-cols-[1fr_auto_1fr]">
        <Skeleton className="h-25 rounded-lg" />
        <span className="size-5" />
        <Skeleton className="h-25 rounded-lg" />
      </div>
      <Skeleton className="h-9" />
      <SkeletonRows rows={3} label="Loading the rejects" />
    </div>
  );
}
