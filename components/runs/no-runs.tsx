import { History, SearchX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { isUnfiltered, type RunFilter } from "@/lib/api/run-filter";

export function NoRuns({ filter }: { filter: RunFilter }) {
  const { syncId, ...others } = filter;
  if (!isUnfiltered(others)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No run fits"
        text="Runs there may be, but none that fits all that is filtered by. Take a filter away, or all of them."
        action={
          <LinkButton href="/runs" variant="primary">
            Clear filters
          </LinkButton>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={History}
      title={syncId ? "This sync has not run yet" : "Nothing has run yet"}
      text="A run reads the rows of a sync, sends the changed ones, and accounts here for every one of them."
      action={
        <LinkButton href={syncId ? `/syncs/${syncId}` : "/syncs"} variant="primary">
          {syncId ? "Open the sync" : "Go to the syncs"}
        </LinkButton>
      }
    />
  );
}
