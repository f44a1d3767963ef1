"use client";

import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { CauseView, RunView } from "@/lib/api/runs";
import { CauseAdvice } from "./cause-advice";
import { CauseDownload } from "./cause-download";
import { CauseFacts } from "./cause-facts";
import { CauseFixes } from "./cause-fixes";
import { CauseSamples } from "./cause-samples";
import { CauseTitle } from "./cause-title";
import { IgnoreCause } from "./ignore-cause";
import { RefusalWords } from "./refusal-words";
import { hasOpenRows, ResendCause } from "./resend-cause";

interface CauseCardProps {
  run: RunView;
  cause: CauseView;
}

/** A cause: how many rows and why, in whose words, what it means, what to do. The count leads to its rows. */
export function CauseCard({ run, cause }: CauseCardProps) {
  const titleId = `cause-${cause.id}`;
  const codeId = `${titleId}-code`;
  return (
    <Card
      aria-labelledby={`${codeId} ${titleId}`}
      className={cn("overflow-hidden", cause.ofSync?.ignored && "bg-sunken")}
    >
      <div className="flex flex-col gap-3 px-4 py-3">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1.5">
            <h3 id={titleId} className="text-sm font-semibold">
              <CauseTitle rows={cause.rows} title={cause.title} href={`/runs/${run.id}/causes/${cause.id}`} />
            </h3>
            <CauseFacts cause={cause} codeId={codeId} />
          </div>
          <CauseTools run={run} cause={cause} />
        </div>
        <RefusalWords stage={cause.stage} message={cause.message} />
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
          <CauseAdvice cause={cause} isTitled />
          <CauseSamples cause={cause} />
        </dl>
        {hasOpenRows(run, cause) && (
          <div className="flex flex-wrap-reverse items-end justify-between gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-72">
              <CauseFixes run={run} cause={cause} />
            </div>
            <ResendCause run={run} cause={cause} />
          </div>
        )}
      </div>
    </Card>
  );
}

/** A cause's rows as a file, and whether it counts. */
export function CauseTools({ run, cause }: CauseCardProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <CauseDownload run={run} cause={cause} />
      {cause.ofSync && <IgnoreCause causeId={cause.ofSync.id} isIgnored={cause.ofSync.ignored !== null} />}
    </div>
  );
}
