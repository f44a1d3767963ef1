import { BookOpen } from "lucide-react";
import type { Metadata } from "next";
import { NotFoundState } from "@/components/shell/not-found-state";

export const metadata: Metadata = { title: "Not found" };

export default function DocNotFound() {
  return (
    <NotFoundState
      icon={BookOpen}
      title="The docs have no such page"
      text="These are the docs of the version that runs here; another one's may have it, or it has another name."
      href="/docs"
      label="See all docs"
    />
  );
}
