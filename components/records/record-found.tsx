"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { describeFailure } from "@/components/forms/describe-failure";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { formatCount } from "@/components/ui/format-number";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonRows } from "@/components/ui/skeleton";
import { recordQuery } from "@/lib/api/queries";
import { GapNote } from "./gap-note";
import { KnownRecords } from "./known-records";
import { RefusedRows } from "./refused-rows";
import { WriteList } from "./write-list";

/** All that is known of what was written to a record. */
export function RecordFound({ value }: { value: string }) {
  const query = useInfiniteQuery(recordQuery(value));
  if (query.isPending) return <SkeletonRows rows={4} label="Looking it up" />;
  if (query.isError && !query.data) {
    return (
      <ErrorState
        title="The record couldn't be looked up"
        why={describeFailure(query.error)}
        onRetry={() => query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  const [first] = query.data.pages;
  if (!first) return null;
  const writes = query.data.pages.flatMap((page) => page.writes);
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        {writes.length === 0 ? "Nothing was found" : formatCount(writes.length, "write")}
      </p>
      <KnownRecords known={first.known} />
      <RefusedRows value={value} />
      {writes.length === 0 && !query.hasNextPage ? (
        <EmptyState
          icon={SearchX}
          title={first.known.length === 0 ? "Nothing was written to it" : "No values of it are kept"}
          text={
            first.known.length === 0
              ? "No run whose values are kept has written to such a record, and nobody has sent it a row by hand."
              : "A sync knows the record, and whoever wrote it kept no values, or they were deleted since."
          }
        />
      ) : (
        <WriteList writes={writes} />
      )}
      <LoadMore list={query}>Look further back</LoadMore>
      <GapNote gaps={first.gaps} keptDays={first.keptDays} />
    </div>
  );
}
