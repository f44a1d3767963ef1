"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { formatNumber } from "@/components/ui/format-number";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { rejectsQuery } from "@/lib/api/queries";
import type { CauseView, RejectView } from "@/lib/api/runs";
import { RefusalText } from "./refusal-words";
import { RejectDrawer } from "./reject-drawer";

interface RejectTableProps {
  runId: string;
  cause: CauseView;
}

const UNWRITTEN_MS = 2_000;

/** The rows of a cause, fifty at a time; each opens a drawer with all that is known of it. */
export function RejectTable({ runId, cause }: RejectTableProps) {
  const query = useInfiniteQuery({
    ...rejectsQuery(runId, cause.id),
    // A cause is counted before its rows are written: until they are there, they are asked for again.
    refetchInterval: ({ state }) => (state.data?.pages[0]?.rejects.length === 0 ? UNWRITTEN_MS : false),
  });
  const [opened, setOpened] = useState<RejectView | null>(null);

  if (query.isPending) return <SkeletonRows rows={3} label="Loading the rejected rows" />;
  if (query.isError && !query.data) {
    return (
      <ErrorState
        className="m-4"
        title="The rejected rows couldn't be loaded"
        why={describeFailure(query.error)}
        onRetry={() => query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  const rejects = query.data.pages.flatMap((page) => page.rejects);
  if (rejects.length === 0) {
    return (
      <p className="border-t px-4 py-3 text-sm text-muted">
        These rows are still being written. They appear here by themselves.
      </p>
    );
  }

  return (
    <div className="border-t">
      <Table label={`Rows rejected with ${cause.code}`} isFlush boxClassName="max-h-96">
        <THead>
          <TR>
            <TH isNumeric>Row</TH>
            <TH>Match value</TH>
            <TH>Property</TH>
            <TH>Message</TH>
          </TR>
        </THead>
        <TBody>
          {rejects.map((reject) => (
            <RejectRow key={reject.rowNumber} reject={reject} onOpen={() => setOpened(reject)} />
          ))}
        </TBody>
      </Table>
      {query.hasNextPage && (
        <div className="flex justify-center border-t py-2">
          <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      <Drawer open={opened !== null} onOpenChange={() => setOpened(null)}>
        {opened && <RejectDrawer reject={opened} cause={cause} />}
      </Drawer>
    </div>
  );
}

function RejectRow({ reject, onOpen }: { reject: RejectView; onOpen: () => void }) {
  const number = formatNumber(reject.rowNumber);
  return (
    <TR>
      <TD isNumeric>
        <Button variant="ghost" size="sm" aria-label={`Open row ${number}`} onClick={onOpen}>
          {number}
        </Button>
      </TD>
      <TD className="max-w-64 truncate font-mono text-xs">{reject.matchValue ?? <Missing />}</TD>
      <TD className="max-w-48 truncate">{reject.property ?? <Missing />}</TD>
      <TD className="min-w-64 wrap-anywhere">
        <RefusalText stage={reject.stage} message={reject.message} />
        {reject.alsoRefused.length > 0 && <span className="text-faint"> and {reject.alsoRefused.length} more</span>}
      </TD>
    </TR>
  );
}

function Missing() {
  return <span className="font-sans text-faint">–</span>;
}
