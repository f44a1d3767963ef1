import { WhatIs } from "@/components/help/what-is";
import { formatCount, formatNumber, formatPercent } from "@/components/ui/format-number";
import { formatDuration } from "@/components/ui/format-time";
import { Num } from "@/components/ui/number";
import { Stat, StatRow } from "@/components/ui/stat";
import type { Forecast } from "@/lib/api/runs";

/** What delivering would take of HubSpot, beside what the dry run itself has shown. */
export function ForecastCard({ forecast: { calls, seconds, share, allowance } }: { forecast: Forecast }) {
  return (
    <section aria-labelledby="forecast" className="flex flex-col gap-2">
      <h2 id="forecast" className="text-base font-semibold">
        Forecast
      </h2>
      <StatRow>
        <Stat
          label="Calls to HubSpot"
          value={<Num value={calls} />}
          tone={calls === 0 ? "muted" : "neutral"}
          hint={calls === 0 ? "There is nothing to send." : "More, where HubSpot refuses rows."}
        />
        <Stat
          label="Delivering takes"
          value={calls === 0 ? "–" : `About ${describeSeconds(seconds)}`}
          tone={calls === 0 ? "muted" : "neutral"}
          hint="Reading the source not counted."
        />
        <Stat
          label={
            <>
              Share of the allowance <WhatIs word="allowance" />
            </>
          }
          value={formatPercent(share)}
          tone={calls === 0 ? "muted" : "neutral"}
          hint={`Of ${formatCount(allowance.calls, "call")} in ${formatNumber(allowance.intervalMs / 1_000)} s; the rest is left to other apps.`}
        />
      </StatRow>
    </section>
  );
}

/** Tenths of a second would promise more than a forecast can keep. */
function describeSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1_000);
}
