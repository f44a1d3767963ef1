"use client";

import { useQuery } from "@tanstack/react-query";
import { formatRoughly } from "@/components/ui/format-number";
import { rowEstimateQuery } from "@/lib/api/queries";
import type { Previewed } from "../draft/edit-draft";

/** How many rows the whole query gives, as its planner expects: the query isn't run for it. */
export function RowEstimate({ sourceId, query }: Previewed) {
  const estimate = useQuery({
    ...rowEstimateQuery(sourceId, query),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (estimate.isPending) return null;
  const rows = estimate.data?.rows ?? null;
  if (rows === null) return <> The source doesn’t say how many there are.</>;
  return (
    <>
      {" "}
      About <span className="font-medium text-ink">{formatRoughly(rows)}</span> rows in all, as the source’s planner
      estimates.
    </>
  );
}
