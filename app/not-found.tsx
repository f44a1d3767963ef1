import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { NotFoundState } from "@/components/shell/not-found-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center px-4">
      <NotFoundState
        icon={Compass}
        title="There is nothing at this address"
        text="It may have been deleted, or it belongs to a workspace that you aren't a member of."
        href="/"
        label="Go to the overview"
      />
    </main>
  );
}
