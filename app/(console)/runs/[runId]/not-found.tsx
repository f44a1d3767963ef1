import { History } from "lucide-react";
import type { Metadata } from "next";
import { NotFoundState } from "@/components/shell/not-found-state";

export const metadata: Metadata = { title: "Not found" };

export default function RunNotFound() {
  return (
    <NotFoundState
      icon={History}
      title="No run has this address"
      text="It may have been deleted together with its sync, or it belongs to a workspace that you aren't a member of."
      href="/runs"
      label="See all runs"
    />
  );
}
