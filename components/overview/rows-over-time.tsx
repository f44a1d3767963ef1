import { Disclosure } from "@/components/ui/disclosure";
import { formatCompact, formatCount } from "@/components/ui/format-number";
import { formatDay } from "@/components/ui/format-time";
import type { DayRows } from "@/lib/api/runs";
import { DayTable } from "./day-table";
import { OverviewSection } from "./overview-section";

const HEIGHT = 100;
const WIDTH = 600;

const parts = [
  { name: "created", word: "Created", fill: "fill-success", swatch: "bg-success" },
  { name: "updated", word: "Updated", fill: "fill-info", swatch: "bg-info" },
  { name: "rejected", word: "Rejected", fill: "fill-danger", swatch: "bg-danger" },
] as const;

/** What became of rows in the last thirty days, a bar a day. */
export function RowsOverTime({ days }: { days: readonly DayRows[] }) {
  const most = Math.max(0, ...days.map(({ created, updated, rejected }) => created + updated + rejected));
  if (most === 0) return null;
  const total = days.reduce((sum, { created, updated, rejected }) => sum + created + updated + rejected, 0);
  return (
    <OverviewSection title="Rows over time">
      <div className="flex flex-col gap-2 rounded-lg border bg-surface px-4 py-3 shadow-card">
        <p className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-xs text-muted">
          <span>{formatCount(total, "row")} in 30 days, of runs that have ended</span>
          <Legend />
        </p>
        <Bars days={days} most={most} />
        <Disclosure title="As a table, with the runs of each day">
          <DayTable days={days} />
        </Disclosure>
      </div>
    </OverviewSection>
  );
}

function Legend() {
  return (
    <span className="flex flex-wrap gap-x-4">
      {parts.map(({ name, word, swatch }) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-2.5 rounded-xs ${swatch}`} />
          {word}
        </span>
      ))}
    </span>
  );
}

function Bars({ days, most }: { days: readonly DayRows[]; most: number }) {
  const slot = WIDTH / days.length;
  const last = days.at(-1);
  return (
    <div aria-hidden className="flex flex-col gap-1">
      <div className="flex gap-2">
        <span className="text-2xs text-faint tabular-nums">{formatCompact(most)}</span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-28 min-w-0 flex-1">
          <title>Rows a day</title>
          {days.map((day, index) => (
            <DayBar key={day.day} day={day} most={most} x={index * slot + 1.5} width={slot - 3} />
          ))}
          <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong" />
        </svg>
      </div>
      <p className="flex justify-between text-xs text-muted tabular-nums">
        <span>{days[0] && formatDay(days[0].day)}</span>
        <span>{last && formatDay(last.day)} UTC</span>
      </p>
    </div>
  );
}

/** Rejected rows stand at the bottom, apart from what arrived: they are few, and what somebody looks for. */
function DayBar({ day, most, x, width }: { day: DayRows; most: number; x: number; width: number }) {
  let y = HEIGHT;
  return parts.toReversed().map(({ name, fill }) => {
    // A few rows among many are still to be seen.
    const height = day[name] === 0 ? 0 : Math.max(2, (day[name] / most) * (HEIGHT - 6));
    y -= height;
    return <rect key={name} x={x} y={y} width={width} height={height} className={fill} />;
  });
}
