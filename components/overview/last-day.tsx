import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/badge";
import { formatNumber } from "@/components/ui/format-number";
import { Num } from "@/components/ui/number";
import { Stat, StatRow } from "@/components/ui/stat";
import { TextLink } from "@/components/ui/text-link";
import { type RunFilter, writeRunFilter } from "@/lib/api/run-filter";
import type { OverviewView } from "@/lib/api/runs";
import { OverviewSection } from "./overview-section";

// As the sums are made, so that the runs behind them add up to them.
const summed: RunFilter = { kind: "real", ended: "24h" };

interface LastDayProps {
  lastDay: OverviewView["lastDay"];
  /** How many runs are under way. */
  live: number;
}

/** The sums of the runs that ended in the last 24 hours; each leads to them. */
export function LastDay({ lastDay, live }: LastDayProps) {
  return (
    <OverviewSection title="Last 24 hours" note={<Counted live={live} />}>
      <StatRow>
        <Count label="Runs" value={lastDay.runs} />
        <Count label="Rows read" value={lastDay.read} />
        <Count label="Unchanged" value={lastDay.unchanged} />
        <Count label="Created" value={lastDay.created} />
        <Count label="Updated" value={lastDay.updated} />
        {lastDay.skipped > 0 && <Count label="Skipped" value={lastDay.skipped} />}
        <Count label="Rejected" value={lastDay.rejected} tone="danger" filter={{ ...summed, rejects: "some" }} />
        {lastDay.cancelled > 0 && <Count label="Cancelled" value={lastDay.cancelled} tone="warning" />}
      </StatRow>
    </OverviewSection>
  );
}

function Counted({ live }: { live: number }) {
  if (live === 0) return "Of runs that have ended.";
  return (
    <>
      Of runs that have ended; without{" "}
      <TextLink href={`/runs?${writeRunFilter({ kind: "real", status: "live" })}`}>
        {live === 1 ? "one that is under way" : `${formatNumber(live)} that are under way`}
      </TextLink>
      .
    </>
  );
}

interface CountProps {
  label: ReactNode;
  value: number;
  /** Of a count that isn't zero. */
  tone?: Tone | undefined;
  /** The runs that have such rows. */
  filter?: RunFilter;
}

function Count({ label, value, tone = "neutral", filter = summed }: CountProps) {
  return (
    <Stat
      label={label}
      value={<Num value={value} />}
      tone={value === 0 ? "muted" : tone}
      href={value === 0 ? undefined : `/runs?${writeRunFilter(filter)}`}
    />
  );
}
