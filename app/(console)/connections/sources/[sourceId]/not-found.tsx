import { Database } from "lucide-react";
import type { Metadata } from "next";
import { NotFoundState } from "@/components/shell/not-found-state";

export const metadata: Metadata = { title: "Not found" };

export default function SourceNotFound() {
  return (
    <NotFoundState
      icon={Database}
      title="No source has this address"
      text="It may have been deleted, or it belongs to a workspace that you aren't a member of."
      href="/connections"
      label="See all connections"
    />
  );
}
