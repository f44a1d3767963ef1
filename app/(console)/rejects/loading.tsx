import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function RejectsLoading() {
  return (
    <>
      <PageHeader
        title="Rejects"
        description="Why rows don’t arrive in HubSpot, over all runs. A cause closes when a later run proves it gone."
      />
      <SkeletonRows rows={8} label="Loading the causes" />
    </>
  );
}
