"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Drawer } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { formatCount, formatPercent } from "@/components/ui/format-number";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, TH, THead, TR } from "@/components/ui/table";
import { rejectsQuery } from "@/lib/api/queries";
import type { CauseView, RejectView, RunView } from "@/lib/api/runs";
import { RejectDrawer } from "./reject-drawer";
import { RejectRow } from "./reject-row";
import { type RejectFilter, RejectSearch } from "./reject-search";
import { RetryButton } from "./retry-button";
import { RowCheckbox } from "./row-checkbox";

interface RejectTableProps {
  run: Pick<RunView, "id" | "retry">;
  cause: CauseView;
}

const UNWRITTEN_MS = 2_000;

/** The rows of a cause, fifty at a time, to search and to choose from; each opens a drawer with all that is known of it. */
export function RejectTable({ run, cause }: RejectTableProps) {
  const [filter, setFilter] = useState<RejectFilter>({ matchValue: "", state: undefined });
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const canChoose = run.retry.whyNot === null && cause.whyNotRetried === null && cause.settledRows < cause.rows;
  return (
    <section aria-label="Rows" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-80">
          <RejectSearch filter={filter} onChange={setFilter} />
        </div>
        {canChoose && (
          <RetryButton
            runId={run.id}
            rowNumbers={[...chosen]}
            label={chosen.size === 0 ? "Retry selected" : `Retry ${formatCount(chosen.size, "selected row")}`}
            whyNot={chosen.size === 0 ? "Select rows in the table to retry just those." : null}
          />
        )}
      </div>
      <Rows
        key={JSON.stringify(filter)}
        run={run}
        cause={cause}
        filter={filter}
        choice={canChoose ? { chosen, onChange: setChosen } : null}
      />
    </section>
  );
}

interface RowsProps extends RejectTableProps {
  filter: RejectFilter;
  choice: { chosen: ReadonlySet<number>; onChange: (chosen: ReadonlySet<number>) => void } | null;
}

function Rows({ run, cause, filter, choice }: RowsProps) {
  const isFiltered = filter.matchValue !== "" || filter.state !== undefined;
  const query = useInfiniteQuery({
    ...rejectsQuery(run.id, { causeId: cause.id, ...filter }),
    // A retry may have taken some of them since they were last looked at.
    refetchOnMount: "always",
    // A cause is counted before its rows are written: until they are there, they are asked for again.
    refetchInterval: ({ state }) => (!isFiltered && state.data?.pages[0]?.rejects.length === 0 ? UNWRITTEN_MS : false),
  });
  const [opened, setOpened] = useState<RejectView | null>(null);

  if (query.isPending) return <SkeletonRows rows={5} label="Loading the rejected rows" />;
  if (query.isError && !query.data) {
    return (
      <ErrorState
        title="The rejected rows couldn't be loaded"
        why={describeFailure(query.error)}
        onRetry={() => query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  const rejects = query.data.pages.flatMap((page) => page.rejects);
  const looked = query.data.pages.at(-1)?.looked ?? 1;
  const open = rejects.filter(({ settledBy }) => settledBy === null);
  const choose = (rows: readonly RejectView[], isChosen: boolean) => {
    const next = new Set(choice?.chosen);
    for (const { rowNumber } of rows) {
      if (isChosen) next.add(rowNumber);
      else next.delete(rowNumber);
    }
    choice?.onChange(next);
  };

  return (
    <>
      {rejects.length > 0 && (
        <Table label={`Rows rejected with ${cause.code}`}>
          <THead>
            <TR>
              {choice && (
                <TH className="w-8">
                  <RowCheckbox
                    label="Select all rows that are shown"
                    isChecked={open.length > 0 && open.every(({ rowNumber }) => choice.chosen.has(rowNumber))}
                    onChange={(isChosen) => choose(open, isChosen)}
                  />
                </TH>
              )}
              <TH isNumeric>Row</TH>
              <TH>Match value</TH>
              <TH>Property</TH>
              <TH>Message</TH>
            </TR>
          </THead>
          <TBody>
            {rejects.map((reject) => (
              <RejectRow
                key={reject.rowNumber}
                reject={reject}
                onOpen={() => setOpened(reject)}
                choice={
                  choice && {
                    isChosen: choice.chosen.has(reject.rowNumber),
                    onChange: (isChosen) => choose([reject], isChosen),
                  }
                }
              />
            ))}
          </TBody>
        </Table>
      )}
      <p role="status" className="text-sm text-muted">
        {describeFound({ found: rejects.length, isFiltered, looked, hasMore: query.hasNextPage })}
      </p>
      <LoadMore list={query}>{rejects.length % 50 === 0 && rejects.length > 0 ? "Load more" : "Look further"}</LoadMore>
      <Drawer open={opened !== null} onOpenChange={() => setOpened(null)}>
        {opened && <RejectDrawer reject={opened} cause={cause} />}
      </Drawer>
    </>
  );
}

interface Found {
  readonly found: number;
  readonly isFiltered: boolean;
  readonly looked: number;
  readonly hasMore: boolean;
}

function describeFound({ found, isFiltered, looked, hasMore }: Found): string {
  if (!isFiltered) {
    return found > 0 ? "" : "These rows are still being written. They appear here by themselves.";
  }
  if (hasMore) return `${formatCount(found, "row")} so far: ${formatPercent(looked)} has been looked through.`;
  return found === 0 ? "No row is like that." : `${formatCount(found, "row")}, and no more.`;
}
