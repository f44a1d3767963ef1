"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { describeFailure } from "@/components/forms/describe-failure";
import { RefusalWords } from "@/components/runs/refusal-words";
import { StageBadge } from "@/components/runs/stage-badge";
import { formatNumber, formatPercent } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { rejectsQuery, syncsQuery } from "@/lib/api/queries";
import type { RejectView } from "@/lib/api/runs";
import { listRefusingRuns, type RefusingRun } from "./list-refusing-runs";

/** Where the newest runs of each sync have refused a row with this match value, and in whose words. */
export function RefusedRows({ value }: { value: string }) {
  const { data: syncs } = useQuery(syncsQuery());
  if (!syncs) return null;
  return (
    <section aria-label="Refused rows" aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {listRefusingRuns(syncs).map((run) => (
        <RefusedInRun key={run.id} run={run} value={value} />
      ))}
    </section>
  );
}

function RefusedInRun({ run, value }: { run: RefusingRun; value: string }) {
  const { data, error, isLoadingError } = useInfiniteQuery(rejectsQuery(run.id, { matchValue: value }));
  const page = data?.pages[0];
  const rows = page?.rejects.filter(({ matchValue }) => isSame(matchValue, value)) ?? [];
  if (isLoadingError) {
    return (
      <p className="text-sm text-muted">
        The rejected rows of <RunLink run={run} /> couldn’t be looked through: {describeFailure(error)}
      </p>
    );
  }
  if (!page || (rows.length === 0 && page.looked === 1)) return null;
  if (rows.length === 0) {
    return (
      <p className="text-sm text-muted">
        Of the rejected rows of <RunLink run={run} /> {formatPercent(page.looked)} were looked through, and it isn’t
        among those.
      </p>
    );
  }
  return (
    <article className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
      <p className="text-sm">
        <span className="font-medium text-danger">Rejected</span> by <RunLink run={run} />
      </p>
      {rows.map((row) => (
        <Refused key={row.rowNumber} row={row} />
      ))}
    </article>
  );
}

function Refused({ row }: { row: RejectView }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
        Row {formatNumber(row.sourceRow ?? row.rowNumber)}
        <StageBadge stage={row.stage} />
        <code className="font-mono">{row.code}</code>
        {row.property && <code className="font-mono">{row.property}</code>}
        {row.settledBy && <TextLink href={`/runs/${row.settledBy}`}>A later run has taken it</TextLink>}
      </p>
      <RefusalWords stage={row.stage} message={row.message} />
    </div>
  );
}

function RunLink({ run }: { run: RefusingRun }) {
  return (
    <>
      <TextLink href={`/runs/${run.id}#rejects`}>
        the run of <Time at={run.requestedAt} />
      </TextLink>{" "}
      of <TextLink href={`/syncs/${run.syncId}`}>{run.syncName}</TextLink>
    </>
  );
}

// The list finds beginnings of match values.
function isSame(matchValue: string | null, value: string): boolean {
  return matchValue?.trim().toLowerCase() === value.trim().toLowerCase();
}
