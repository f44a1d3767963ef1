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

/** How far a live run is, how fast, and how long it will take; nothing once it has ended. */
export function DeliveryProgress({ run, now }: { run: RunView; now: number }) {
  if (!isRunLive(run.status) || run.status === "held" || (run.dryRun && run.rowsPlanned !== null)) return null;
  return <LiveProgress run={run} now={now} />;
}

function LiveProgress({ run, now }: { run: RunView; now: number }) {
  const { data: pace } = useQuery({ ...paceQuery(run.id, true), enabled: run.status === "delivering" });
  const progress = measureProgress(run, now, pace ? measureRecentRows(pace) : null);
  if (!progress) {
    return (
      <div className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
        <p className="text-sm text-muted">{describeBeginning(run)}</p>
        <Progress label="Run" value={null} />
      </div>
    );
  }
  const { delivered, planned, share, rowsPerSecond, secondsLeft } = progress;
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
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
  if (run.rowsPlanned === 0) return "There is nothing to send.";
  return "Reading the source and comparing it with what HubSpot has. How long it takes isn’t known yet: the counts follow when every row is read.";
}
