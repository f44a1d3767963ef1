"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { OutOfDate } from "@/components/ui/out-of-date";
import type { CausePage, CauseStatus } from "@/lib/api/causes";
import { causesQuery, ifOlderThan } from "@/lib/api/queries";
import { OpenCauseRow } from "./open-cause-row";

interface OpenCausesProps {
  status: CauseStatus;
  syncId: string | undefined;
  firstPage: CausePage;
  /** When the first page was read, in milliseconds. */
  readAt: number;
}

/** The causes over all runs, kept fresh. */
export function OpenCauses({ status, syncId, firstPage, readAt }: OpenCausesProps) {
  const query = useInfiniteQuery({
    ...causesQuery({ status, syncId }),
    initialData: { pages: [firstPage], pageParams: [""] },
    initialDataUpdatedAt: readAt,
    refetchOnMount: ifOlderThan(readAt),
  });
  const causes = query.data.pages.flatMap((page) => page.causes);
  return (
    <div className="flex flex-col gap-3">
      <OutOfDate what="This list" errors={[query.error]} isToldElsewhere={query.isFetchNextPageError} />
      {causes.length === 0 ? (
        <EmptyState {...nothing[status]} />
      ) : (
        <ul className="flex flex-col divide-y overflow-hidden rounded-lg border bg-surface shadow-card">
          {causes.map((cause) => (
            <li key={cause.id}>
              <OpenCauseRow cause={cause} />
            </li>
          ))}
        </ul>
      )}
      <LoadMore list={query} />
    </div>
  );
}

const nothing = {
  open: {
    icon: CircleCheck,
    title: "No rejected row is open",
    text: "Every row of the last runs has arrived, or was taken by a later run.",
  },
  ignored: {
    title: "Nothing is ignored",
    text: "A cause that nobody has to care about can be ignored: its rows are rejected as before, and it waits here.",
  },
  closed: { title: "No cause has closed yet", text: "A cause closes when a retry or the next run proves it gone." },
};
