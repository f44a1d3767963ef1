import { useInfiniteQuery } from "@tanstack/react-query";
import { runsQuery } from "@/lib/api/queries";
import type { RunListItem, RunPage } from "@/lib/api/runs";

const shown = 10;

/** The newest runs of a sync, kept fresh; every second while one is under way. */
export function useRecentRuns(syncId: string, firstPage: RunPage): readonly RunListItem[] {
  const { data } = useInfiniteQuery({
    ...runsQuery({ syncId }),
    initialData: { pages: [firstPage], pageParams: [""] },
  });
  return data.pages.flatMap(({ runs }) => runs).slice(0, shown);
}
