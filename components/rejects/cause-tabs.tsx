"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatNumber } from "@/components/ui/format-number";
import type { CauseCounts, CauseStatus } from "@/lib/api/causes";
import { causeCountsQuery, ifOlderThan } from "@/lib/api/queries";

interface CauseTabsProps {
  status: CauseStatus;
  syncId: string | undefined;
  counts: CauseCounts;
  /** When they were counted, in milliseconds. */
  readAt: number;
}

const words = { open: "Open", ignored: "Ignored", closed: "Closed" } satisfies Record<CauseStatus, string>;

/** Which causes are listed, with how many there are; it stands in the address. */
export function CauseTabs({ status, syncId, counts: firstCounts, readAt }: CauseTabsProps) {
  const { data: counts } = useQuery({
    ...causeCountsQuery({ syncId }),
    initialData: firstCounts,
    initialDataUpdatedAt: readAt,
    refetchOnMount: ifOlderThan(readAt),
  });
  return (
    <nav aria-label="Which causes" className="mb-4">
      <ul className="flex gap-1 border-b">
        {(["open", "ignored", "closed"] as const).map((one) => (
          <li key={one}>
            <Link
              href={`/rejects?${new URLSearchParams({ status: one, ...(syncId ? { syncId } : {}) })}`}
              aria-current={one === status ? "page" : undefined}
              className="-mb-px flex h-9 items-center gap-1.5 border-transparent border-b-2 px-3 text-sm text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {words[one]}
              <span className="text-xs text-faint tabular-nums">{formatNumber(counts[one])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
