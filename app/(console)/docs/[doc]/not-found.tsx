import { BookOpen } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function DocNotFound() {
  return (
    <EmptyState
      icon={BookOpen}
      title="The docs have no such page"
      text="These are the docs of the version that runs here; another one's may have it, or it has another name."
      action={
        <LinkButton href="/docs" variant="primary">
          See all docs
        </LinkButton>
      }
    />
  );
}
