"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { LoadMore } from "@/components/ui/load-more";
import { OutOfDate } from "@/components/ui/out-of-date";
import { Table, TBody, TH, THead, TR } from "@/components/ui/table";
import { runsQuery } from "@/lib/api/queries";
import type { RunFilter } from "@/lib/api/run-filter";
import type { RunPage } from "@/lib/api/runs";
import { NoRuns } from "./no-runs";
import { RunRow } from "./run-row";

interface RunsTableProps {
  filter: RunFilter;
  firstPage: RunPage;
  /** When the first page was read, in milliseconds. */
  readAt: number;
}

/** The runs, the newest first: what was read, what became of it. Kept fresh while one of them is live. */
export function RunsTable({ filter, firstPage, readAt }: RunsTableProps) {
  const query = useInfiniteQuery({
    ...runsQuery(filter),
    initialData: { pages: [firstPage], pageParams: [""] },
    initialDataUpdatedAt: readAt,
  });
  const runs = query.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) return <NoRuns filter={filter} />;

  return (
    <div className="flex flex-col gap-3">
      <OutOfDate what="This list" errors={[query.error]} isToldElsewhere={query.isFetchNextPageError} />
      <Table label="Runs">
        <RunsHead />
        <TBody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} now={query.dataUpdatedAt} />
          ))}
        </TBody>
      </Table>
      <LoadMore list={query} />
    </div>
  );
}

function RunsHead() {
  return (
    <THead>
      <TR>
        <TH rowSpan={2}>Run</TH>
        <TH rowSpan={2}>Sync</TH>
        <TH colSpan={3} scope="colgroup" className="border-l text-center max-lg:hidden">
          Source
        </TH>
        <TH colSpan={5} scope="colgroup" className="border-l text-center max-lg:hidden">
          HubSpot
        </TH>
        <TH rowSpan={2} isNumeric className="border-l max-sm:hidden">
          Duration
        </TH>
      </TR>
      <TR className="max-lg:hidden">
        <TH isNumeric className="border-l first:pl-3!">
          Read
        </TH>
        <TH isNumeric>Changed</TH>
        <TH isNumeric>Invalid</TH>
        <TH isNumeric className="border-l">
          Created
        </TH>
        <TH isNumeric>Updated</TH>
        <TH isNumeric>Skipped</TH>
        <TH isNumeric>Rejected</TH>
        <TH isNumeric className="last:pr-3!">
          Cancelled
        </TH>
      </TR>
    </THead>
  );
}
