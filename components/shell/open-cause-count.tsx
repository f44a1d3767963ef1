"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCompact, formatCount } from "@/components/ui/format-number";
import { causeCountsQuery } from "@/lib/api/queries";

/** How many causes of rejects are open; nothing where none is, or nobody knows yet. */
export function OpenCauseCount() {
  const { data } = useQuery(causeCountsQuery());
  if (!data || data.open === 0) return null;
  return (
    <span
      title={formatCount(data.open, "open cause")}
      className="ml-auto rounded-full bg-danger-soft px-1.5 text-2xs leading-5 font-medium text-danger tabular-nums"
    >
      {formatCompact(data.open)}
      <span className="sr-only"> open</span>
    </span>
  );
}
