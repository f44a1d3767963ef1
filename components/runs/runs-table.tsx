"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Table, TBody, TH, THead, TR } from "@/components/ui/table";
import { runsQuery } from "@/lib/api/queries";
import type { RunPage } from "@/lib/api/runs";
import { NoRuns } from "./no-runs";
import { RunRow } from "./run-row";

interface RunsTableProps {
  syncId: string | undefined;
  firstPage: RunPage;
  /** When the first page was read, in milliseconds. */
  readAt: number;
}

/** The runs, the newest first: what was read, what became of it in HubSpot. Kept fresh while one of them is live. */
export function RunsTable({ syncId, firstPage, readAt }: RunsTableProps) {
  const { data, dataUpdatedAt, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...runsQuery({ syncId }),
    initialData: { pages: [firstPage], pageParams: [""] },
    initialDataUpdatedAt: readAt,
  });
  const runs = data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) return <NoRuns syncId={syncId} />;

  return (
    <div className="flex flex-col gap-3">
      {error && (
        <Callout tone="warning" title="This list may be out of date" isAnnounced>
          {error.message} It is asked for again by itself.
        </Callout>
      )}
      <Table label="Runs">
        <RunsHead />
        <TBody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} now={dataUpdatedAt} />
          ))}
        </TBody>
      </Table>
      {hasNextPage && (
        <div className="flex justify-center">
          <Button pending={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}

function RunsHead() {
  return (
    <THead>
      <TR>
        <TH rowSpan={2}>Run</TH>
        <TH rowSpan={2}>Sync</TH>
        <TH colSpan={2} scope="colgroup" className="border-l text-center">
          Source
        </TH>
        <TH colSpan={5} scope="colgroup" className="border-l text-center">
          HubSpot
        </TH>
        <TH rowSpan={2} isNumeric className="border-l">
          Duration
        </TH>
      </TR>
      <TR>
        <TH isNumeric className="border-l first:pl-3">
          Read
        </TH>
        <TH isNumeric>Unchanged</TH>
        <TH isNumeric className="border-l">
          Created
        </TH>
        <TH isNumeric>Updated</TH>
        <TH isNumeric>Skipped</TH>
        <TH isNumeric>Rejected</TH>
        <TH isNumeric className="last:pr-3">
          Cancelled
        </TH>
      </TR>
    </THead>
  );
}
