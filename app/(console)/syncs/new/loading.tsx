import { EditorSkeleton } from "@/components/syncs/editor/editor-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function LoadingNewSync() {
  return (
    <div className="max-w-5xl">
      <PageHeader
        breadcrumbs={[{ label: "Syncs", href: "/syncs" }]}
        title="New sync"
        description="One page of questions. Nothing is sent to HubSpot before the sync runs."
      />
      <EditorSkeleton />
    </div>
  );
}
