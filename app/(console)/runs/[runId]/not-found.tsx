import { History } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export default function RunNotFound() {
  return (
    <EmptyState
      icon={History}
      title="No run has this address"
      text="Runs are deleted together with their sync. Or it belongs to a workspace that you aren't a member of."
      action={
        <LinkButton href="/runs" variant="primary">
          See all runs
        </LinkButton>
      }
    />
  );
}
