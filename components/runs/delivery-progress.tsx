import { formatCount, formatNumber, formatPercent } from "@/components/ui/format-number";
import { formatDuration } from "@/components/ui/format-time";
import { Progress } from "@/components/ui/progress";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { measureProgress } from "./measure-progress";

/** How far a live run is, how fast, and how long it will take; nothing once it has ended. */
export function DeliveryProgress({ run, now }: { run: RunView; now: number }) {
  if (!isRunLive(run.status) || run.status === "held" || (run.dryRun && run.rowsPlanned !== null)) return null;
  const progress = measureProgress(run, now);
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
          {secondsLeft === null ? formatPercent(share) : `About ${describeSeconds(secondsLeft)} left`}
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

/** Tenths of a second would promise more than an estimate can keep. */
function describeSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000);
}

function describeBeginning(run: RunView): string {
  if (run.status === "queued") return "Waiting for its turn.";
  if (run.rowsPlanned === 0) return "There is nothing to send.";
  return "Reading the source and comparing it with what HubSpot has. The counts follow when every row is read.";
}
