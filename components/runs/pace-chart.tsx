"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { loadPart } from "@/components/ui/connection";
import { Disclosure } from "@/components/ui/disclosure";
import { formatNumber, formatPercent } from "@/components/ui/format-number";
import { formatDuration } from "@/components/ui/format-time";
import { paceQuery } from "@/lib/api/queries";
import type { PaceView } from "@/lib/api/run-pace";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { formatPace } from "./format-pace";
import { beginPace, type MeasuredPace, measurePace } from "./measure-pace";

const PaceTable = dynamic(() => loadPart(() => import("./pace-table")).then((module) => module.PaceTable), {
  ssr: false,
});

const HEIGHT = 96;
const WIDTH = 600;

interface PaceChartProps {
  run: Pick<RunView, "id" | "status" | "callsMade" | "dryRun">;
  firstView: PaceView;
  /** When the first view was read, in milliseconds. */
  readAt: number;
}

/** Calls a second over the run's delivery, with what the portal allows as a line. */
export function PaceChart({ run, firstView, readAt }: PaceChartProps) {
  const isLive = isRunLive(run.status);
  const [isTableOpen, setIsTableOpen] = useState(false);
  // Before whoever watches a run deliver, nothing comes in between or goes: its place is there from the start.
  const [wasLive] = useState(isLive && run.dryRun === null);
  const { data = firstView } = useQuery({
    ...paceQuery(run.id, isLive),
    ...(isLive === wasLive ? { initialData: firstView, initialDataUpdatedAt: readAt } : {}),
    enabled: run.callsMade > 0,
  });
  const measured = measurePace(data);
  if (!measured && !wasLive) return null;
  const pace = measured ?? beginPace(data);
  return (
    <figure className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
      <figcaption className="flex items-baseline justify-between gap-x-6 gap-y-1 text-sm max-sm:flex-col">
        <span className="font-medium">Throughput</span>
        <span className="text-muted tabular-nums max-sm:min-h-8 max-sm:text-xs">
          {measured ? describePace(pace) : "Nothing so far"}
        </span>
      </figcaption>
      <Bars pace={pace} />
      <Disclosure title="As a table" onToggle={setIsTableOpen}>
        {isTableOpen && <PaceTable pace={pace} />}
      </Disclosure>
    </figure>
  );
}

function describePace({ callsPerSecond, rowsPerSecond, allowance }: MeasuredPace): string {
  const words = `${formatPace(callsPerSecond)} calls/s, ${formatPace(rowsPerSecond)} rows/s`;
  if (!allowance) return words;
  const share = formatPercent(allowance.fullestShare);
  return `${words} · ${share} of the allowance in the fullest ${formatNumber(allowance.seconds)} s`;
}

function Bars({ pace: { bars, seconds, allowance } }: { pace: MeasuredPace }) {
  const top = Math.max(allowance?.all ?? 0, ...bars.map(({ callsPerSecond }) => callsPerSecond)) * 1.1 || 1;
  const x = (at: number) => (at / seconds) * WIDTH;
  const y = (perSecond: number) => HEIGHT - (perSecond / top) * HEIGHT;
  return (
    <div className="flex flex-col gap-1">
      <div className="relative">
        <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="block h-24 w-full">
          {bars.map((bar) => (
            <rect
              key={bar.at}
              x={x(bar.at)}
              y={y(bar.callsPerSecond)}
              width={Math.max(1, x(bar.seconds) - 1)}
              height={HEIGHT - y(bar.callsPerSecond)}
              className="fill-accent"
            />
          ))}
          <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong" />
          {allowance && (
            <>
              <Line y={y(allowance.all)} className="stroke-muted" />
              {allowance.ours < allowance.all && <Line y={y(allowance.ours)} className="stroke-warning" isDashed />}
            </>
          )}
        </svg>
      </div>
      <p aria-hidden className="flex flex-wrap justify-between gap-x-4 text-xs text-muted tabular-nums">
        <span>0 s</span>
        {allowance && <Legend allowance={allowance} />}
        {seconds > 0 && <span>{formatDuration(seconds * 1_000)}</span>}
      </p>
    </div>
  );
}

function Line({ y, className, isDashed = false }: { y: number; className: string; isDashed?: boolean }) {
  return (
    <line
      x1={0}
      x2={WIDTH}
      y1={y}
      y2={y}
      strokeWidth={1.5}
      vectorEffect="non-scaling-stroke"
      className={className}
      {...(isDashed ? { strokeDasharray: "5 4" } : {})}
    />
  );
}

function Legend({ allowance: { all, ours, seconds } }: { allowance: NonNullable<MeasuredPace["allowance"]> }) {
  return (
    <span className="flex flex-wrap gap-x-4">
      <span className="inline-flex items-center gap-1.5">
        <span className="h-0 w-4 border-t-2 border-muted" />
        {formatPace(all)} calls/s allowed on average over {formatNumber(seconds)} s; a burst may be above
      </span>
      {ours < all && (
        <span className="inline-flex items-center gap-1.5">
          <span className="h-0 w-4 border-t-2 border-dashed border-warning" />
          {formatPace(ours)} ours, the rest is left to other apps
        </span>
      )}
    </span>
  );
}
