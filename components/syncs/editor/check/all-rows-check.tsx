import { ClipboardCheck } from "lucide-react";
import { ForecastCard } from "@/components/runs/forecast-card";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { ExternalLink } from "@/components/ui/text-link";
import { isRunLive } from "@/lib/api/run-status";
import { DraftCheckNote } from "../draft-check-note";
import type { DraftCheck } from "../use-draft-check";

interface AllRowsCheckProps {
  /** Null for a sync that isn't there yet: a check of all rows is a run of it. */
  check: DraftCheck | null;
  hasChanges: boolean;
}

const id = "check-all-rows";

/** The button of the check, below which its progress and its result stand; null where the page has none. */
export const findAllRowsCheck = () => document.getElementById(id);

/** The whole plan without sending: its progress and its result in place. */
export function AllRowsCheck({ check, hasChanges }: AllRowsCheckProps) {
  if (check === null) {
    return (
      <p className="text-sm text-muted">
        A check of all rows is a run of the sync that sends nothing, so the sync has to be there first. Create it with
        the schedule <span className="font-medium text-ink">By hand</span>: nothing runs until you say so, and all rows
        can be checked right here.
      </p>
    );
  }
  const { run } = check;
  const isLive = check.isUnderWay && (!run || isRunLive(run.status));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button id={id} className="scroll-my-40" pending={check.isUnderWay} onClick={check.start}>
          <ClipboardCheck aria-hidden />
          {run && !isLive ? "Check all rows again" : "Check all rows"}
        </Button>
        <p className="text-xs text-muted">
          Reads, maps and compares the whole query as a run does, and forecasts what delivering would take.
        </p>
      </div>
      {/* With changes it stands at the foot of the window, where it is seen from every card. */}
      <div role="status" className="empty:hidden">
        {!hasChanges && <DraftCheckNote check={check} />}
      </div>
      {isLive && <Progress label="Checking all rows" value={null} />}
      {run?.forecast && !isLive && <ForecastCard forecast={run.forecast} />}
      {run && !isLive && hasChanges && <ExternalLink href={`/runs/${run.id}`}>All of what it found</ExternalLink>}
    </div>
  );
}
