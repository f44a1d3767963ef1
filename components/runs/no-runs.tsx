import { History } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export function NoRuns({ syncId }: { syncId: string | undefined }) {
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
