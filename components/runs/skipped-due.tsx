import { Time } from "@/components/ui/time";
import type { RunListItem } from "@/lib/api/runs";

/** Which due times were skipped: one, or from when to when. */
export function SkippedDue({ skipped: { times, first, last } }: { skipped: NonNullable<RunListItem["skippedDue"]> }) {
  if (times === 1) return <Time at={first} />;
  return (
    <>
      {times} times, <Time at={first} /> to <Time at={last} />
    </>
  );
}
