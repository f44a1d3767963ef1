import { History } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function RunNotFound() {
  return (
    <EmptyState
      icon={History}
      title="No run has this address"
      text="It may have been deleted together with its sync, or it belongs to a workspace that you aren't a member of."
      action={
        <LinkButton href="/runs" variant="primary">
          See all runs
        </LinkButton>
      }
    />
  );
}
