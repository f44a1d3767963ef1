import { cn } from "./cn";

/** A grey stand-in of the size of what is coming, so that nothing jumps. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <div aria-hidden className={cn("animate-breathe bg-hover weak:h-4 weak:rounded-sm", className)} />;
}

/** Stand-in for a table or list of so many rows. */
export function SkeletonRows({
  rows = 5,
  label = "Loading",
}: {
  rows?: number | undefined;
  label?: string | undefined;
}) {
  return (
    <div role="status" aria-label={label} className="flex flex-col divide-y rounded-lg border bg-surface">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-9 items-center gap-6 px-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-1/6" />
          <Skeleton className="ml-auto w-12" />
        </div>
      ))}
    </div>
  );
}
