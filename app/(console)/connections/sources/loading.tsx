import { Skeleton } from "@/components/ui/skeleton";

export default function SourceLoading() {
  return (
    <div role="status" aria-label="Loading the source" className="flex max-w-3xl flex-col gap-5">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-120 rounded-lg" />
    </div>
  );
}
