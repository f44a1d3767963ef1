"use client";

import { useQuery } from "@tanstack/react-query";
import { OutOfDate } from "@/components/ui/out-of-date";
import { PageHeader } from "@/components/ui/page-header";
import { causeQuery, ifOlderThan, runQuery } from "@/lib/api/queries";
import type { CauseView, RunView } from "@/lib/api/runs";
import { CauseAdvice } from "./cause-advice";
import { CauseTools } from "./cause-card";
import { CauseFacts } from "./cause-facts";
import { CauseFixes } from "./cause-fixes";
import { CauseTitle } from "./cause-title";
import { RefusalWords } from "./refusal-words";
import { RejectTable } from "./reject-table";
import { ResendCause } from "./resend-cause";
import { RetryBlock } from "./retry-block";

interface CauseDetailProps {
  run: RunView;
  cause: CauseView;
  /** When they were read, in milliseconds. */
  readAt: number;
}

/** One cause of a run: what it means, what to do, and all its rows. */
export function CauseDetail({ run: firstRun, cause: firstCause, readAt }: CauseDetailProps) {
  const { data: run, error } = useQuery({
    ...runQuery(firstRun.id),
    initialData: firstRun,
    initialDataUpdatedAt: readAt,
    refetchOnMount: ifOlderThan(readAt),
  });
  const { data: cause } = useQuery({
    ...causeQuery(firstRun.id, firstCause.id),
    initialData: firstCause,
    initialDataUpdatedAt: readAt,
    refetchOnMount: ifOlderThan(readAt),
  });
  return (
    <div className="flex flex-col gap-5">
      <div>
        <PageHeader
          className="mb-3"
          title={<CauseTitle rows={cause.rows} title={cause.title} href={null} />}
          breadcrumbs={[
            { label: "Runs", href: "/runs" },
            { label: `Run of ${run.syncName}`, href: `/runs/${run.id}#rejects` },
          ]}
          actions={
            <div className="flex flex-wrap items-start gap-2">
              <CauseTools run={run} cause={cause} />
              <ResendCause run={run} cause={cause} />
            </div>
          }
        />
        <CauseFacts cause={cause} />
      </div>
      <OutOfDate what="This page" errors={[error]} />
      <RetryBlock run={run} />
      <RefusalWords stage={cause.stage} message={cause.message} />
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        <CauseAdvice cause={cause} isTitled />
      </dl>
      <CauseFixes run={run} cause={cause} />
      <RejectTable run={run} cause={cause} />
    </div>
  );
}
