import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function AuthLoading() {
  return (
    <Card role="status" aria-label="Loading" className="flex flex-col gap-5 p-6">
      <Skeleton className="h-6 w-2/5" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
      <Skeleton className="h-10" />
    </Card>
  );
}
