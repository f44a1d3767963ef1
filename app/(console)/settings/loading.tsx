import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function SettingsLoading() {
  return (
    <>
      <PageHeader title="Settings" description="The API keys with which programs work in this workspace." />
      <div role="status" aria-label="Loading the settings" className="flex flex-col gap-3">
        <Skeleton className="h-6 w-20" />
        <Skeleton className="h-36 rounded-lg" />
      </div>
    </>
  );
}
