import { Database } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function SourceNotFound() {
  return (
    <EmptyState
      icon={Database}
      title="No source has this address"
      text="It may have been deleted, or it belongs to a workspace that you aren't a member of."
      action={
        <LinkButton href="/connections" variant="primary">
          See all connections
        </LinkButton>
      }
    />
  );
}
