"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount, formatNumber, formatPercent } from "@/components/ui/format-number";
import { Progress } from "@/components/ui/progress";
import { paceQuery } from "@/lib/api/queries";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { describeRemaining } from "./describe-remaining";
import { measureRecentRows } from "./measure-pace";
import { measureProgress } from "./measure-progress";

/** How far a run is that is live, or was when somebody came to it: how fast, and how long it will take. */
export function DeliveryProgress({ run, now }: { run: RunView; now: number }) {
  if (run.dryRun && (run.rowsPlanned !== null || !isRunLive(run.status))) return null;
  return <LiveProgress run={run} now={now} />;
}

function LiveProgress({ run, now }: { run: RunView; now: number }) {
  const { data: pace } = useQuery({ ...paceQuery(run.id, true), enabled: run.status === "delivering" });
  const progress = measureProgress(run, now, pace ? measureRecentRows(pace) : null);
  if (!progress) {
    return (
      <div className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
        <p className="min-h-7 text-sm text-muted max-sm:min-h-15">{describeBeginning(run)}</p>
        <Progress label="Run" value={isRunLive(run.status) && run.status !== "held" ? null : 0} />
      </div>
    );
  }
  const { delivered, planned, share, rowsPerSecond, secondsLeft } = progress;
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
      <div className="flex items-baseline justify-between gap-x-6 max-sm:min-h-15 max-sm:flex-col sm:min-h-7">
        <p className="text-xl font-semibold tracking-tight tabular-nums">
          {secondsLeft === null ? formatPercent(share) : `${upperFirst(describeRemaining(secondsLeft))} left`}
        </p>
        <p className="text-sm text-muted tabular-nums">
          {formatNumber(delivered)} of {formatCount(planned, "row")}
          {rowsPerSecond !== null && ` · ${formatNumber(Math.round(rowsPerSecond))} rows/s`}
        </p>
      </div>
      <Progress label="Delivered rows" value={delivered} max={planned} />
    </div>
  );
}

const upperFirst = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function describeBeginning(run: RunView): string {
  if (run.status === "queued") return "Waiting for its turn.";
  if (run.rowsPlanned === null && !isRunLive(run.status)) return "It ended before it was known what is to be sent.";
  if (run.rowsPlanned === 0) return "There is nothing to send.";
  return "Reading the source and comparing it with what HubSpot has. How long it takes is known once every row is read.";
}
