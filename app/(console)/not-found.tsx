import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <EmptyState
      icon={Compass}
      title="There is nothing at this address"
      text="It may have been deleted, or it belongs to a workspace that you aren't a member of."
      action={
        <LinkButton href="/" variant="primary">
          Go to the overview
        </LinkButton>
      }
    />
  );
}
