import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/badge";
import { Num } from "@/components/ui/number";
import { Stat, StatRow } from "@/components/ui/stat";
import type { OverviewView } from "@/lib/api/runs";
import { OverviewSection } from "./overview-section";

/** The sums of the runs that ended in the last 24 hours. */
export function LastDay({ lastDay }: { lastDay: OverviewView["lastDay"] }) {
  return (
    <OverviewSection title="Last 24 hours">
      <StatRow>
        <Count label="Runs" value={lastDay.runs} href="/runs" />
        <Count label="Rows read" value={lastDay.read} />
        <Count label="Unchanged" value={lastDay.unchanged} />
        <Count label="Created" value={lastDay.created} />
        <Count label="Updated" value={lastDay.updated} />
        {lastDay.skipped > 0 && <Count label="Skipped" value={lastDay.skipped} />}
        <Count label="Rejected" value={lastDay.rejected} tone="danger" />
        {lastDay.cancelled > 0 && <Count label="Cancelled" value={lastDay.cancelled} tone="warning" />}
      </StatRow>
    </OverviewSection>
  );
}

interface CountProps {
  label: ReactNode;
  value: number;
  /** Of a count that isn't zero. */
  tone?: Tone | undefined;
  href?: string | undefined;
}

// The rows behind these sums are in the runs.
function Count({ label, value, tone = "neutral", href = "/runs" }: CountProps) {
  return (
    <Stat
      label={label}
      value={<Num value={value} />}
      tone={value === 0 ? "muted" : tone}
      href={value === 0 ? undefined : href}
    />
  );
}
