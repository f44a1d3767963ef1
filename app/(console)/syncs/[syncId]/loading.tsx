import { EditorSkeleton } from "@/components/syncs/editor/editor-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function LoadingSync() {
  return (
    <div className="max-w-5xl">
      <div className="mb-5 grid gap-3">
        <Skeleton className="w-12" />
        <Skeleton className="h-8 w-64" />
        <Skeleton className="w-80" />
        <Skeleton className="h-10 w-full max-w-xl" />
      </div>
      <EditorSkeleton />
    </div>
  );
}
