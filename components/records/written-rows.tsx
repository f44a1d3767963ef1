"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Lock, SearchX } from "lucide-react";
import { describeFailure } from "@/components/forms/describe-failure";
import { useGo } from "@/components/forms/use-go";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, TH, THead, TR } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { writtenQuery } from "@/lib/api/queries";
import type { WrittenOutcome } from "@/lib/api/records";
import { outcomesOfRuns, outcomeWords } from "./outcome-badge";
import { WrittenRow } from "./written-row";

interface WrittenRowsProps {
  runId: string;
  outcome: WrittenOutcome | undefined;
  mayLook: boolean;
}

/** The rows that a run wrote, of one outcome or of all. */
export function WrittenRows({ runId, outcome, mayLook }: WrittenRowsProps) {
  const go = useGo();
  if (!mayLook) {
    return (
      <EmptyState
        icon={Lock}
        title="Seeing written rows takes the role of an editor"
        text="These are the values of people. Ask an owner of the workspace for the role."
      />
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="max-w-40">
        <Select
          aria-label="Which rows"
          value={outcome ?? ""}
          onChange={({ target: { value } }) => go(`/runs/${runId}/written${value === "" ? "" : `?outcome=${value}`}`)}
        >
          <option value="">All rows</option>
          {outcomesOfRuns.map((name) => (
            <option key={name} value={name}>
              {outcomeWords[name]}
            </option>
          ))}
        </Select>
      </div>
      <Rows runId={runId} outcome={outcome} />
    </div>
  );
}

function Rows({ runId, outcome }: Omit<WrittenRowsProps, "mayLook">) {
  const query = useInfiniteQuery(writtenQuery(runId, outcome));
  if (query.isPending) return <SkeletonRows rows={8} label="Loading the rows" />;
  if (query.isError && !query.data) {
    return (
      <ErrorState
        title="The rows couldn't be loaded"
        why={describeFailure(query.error)}
        onRetry={() => query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <NoRows />;
  return (
    <>
      <Table label="Rows that were written">
        <THead>
          <TR>
            <TH isNumeric>Row</TH>
            <TH>Match value</TH>
            <TH>Outcome</TH>
            <TH className="max-sm:hidden">Record</TH>
            <TH>What was sent</TH>
          </TR>
        </THead>
        <TBody>
          {rows.map((row) => (
            <WrittenRow key={`${row.rowNumber} ${row.recordId}`} row={row} />
          ))}
        </TBody>
      </Table>
      <LoadMore list={query} />
    </>
  );
}

function NoRows() {
  return (
    <EmptyState
      icon={SearchX}
      title="No such rows are kept"
      text={
        <>
          Either there were none, or the run’s values were deleted or never kept.{" "}
          <TextLink href="/docs/runs#records">What is kept, and for how long</TextLink>
        </>
      }
    />
  );
}
