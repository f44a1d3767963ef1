import { cn } from "@/components/ui/cn";
import { formatCount } from "@/components/ui/format-number";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { OpenCauseView } from "@/lib/api/causes";

/** A cause's rows in the last full runs, the oldest first: a bar each, as high as the most of them allows. */
export function TrendBars({ trend }: { trend: OpenCauseView["trend"] }) {
  const most = Math.max(1, ...trend.map(({ rows }) => rows));
  // A bar by itself is no trend.
  if (trend.length < 2) return null;
  return (
    <div className="flex flex-col items-end gap-0.5">
      <ol aria-label="Rows in the last full runs, the oldest first" className="flex h-8 items-end">
        {trend.map(({ runId, finishedAt, rows }) => (
          <li key={runId}>
            <Tooltip
              content={
                <>
                  {formatCount(rows, "row")}, <Time at={finishedAt} />
                </>
              }
            >
              <span className="flex h-8 w-2.5 items-end justify-center rounded-sm hover:bg-hover">
                <span className="sr-only">{formatCount(rows, "row")}</span>
                <span
                  aria-hidden
                  style={{ height: rows === 0 ? 2 : `${Math.max(12, (rows / most) * 100)}%` }}
                  className={cn("w-1.5 rounded-xs", rows === 0 ? "bg-line-strong" : "bg-danger")}
                />
              </span>
            </Tooltip>
          </li>
        ))}
      </ol>
      <p aria-hidden className="text-2xs text-faint">
        rows of the last {trend.length} runs
      </p>
    </div>
  );
}
