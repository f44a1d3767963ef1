import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function RunsLoading() {
  return (
    <>
      <PageHeader title="Runs" description="Every run, and what became of every row that it read." />
      <SkeletonRows rows={10} label="Loading the runs" />
    </>
  );
}
