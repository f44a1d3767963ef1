import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function LoadingSyncs() {
  return (
    <>
      <PageHeader title="Syncs" description="Which rows become which HubSpot records, and when." />
      <SkeletonRows rows={6} label="Loading the syncs" />
    </>
  );
}
