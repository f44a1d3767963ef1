import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const cards = [1, 2, 3, 4, 5, 6, 7] as const;

/** The cards before they are there. */
export function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the sync" className="grid gap-3">
      {cards.map((card) => (
        <Card key={card} className="grid gap-4 p-4">
          <div className="flex items-center gap-3">
            <Skeleton className="size-6 rounded-full" />
            <Skeleton className="w-48" />
          </div>
          <Skeleton className="h-8 sm:ml-9 sm:w-1/2" />
        </Card>
      ))}
    </div>
  );
}
