import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/components/ui/format-number";
import { Time } from "@/components/ui/time";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";

/** That nothing was sent, what was checked, and what would hold a run; nothing for a run that sends. */
export function DryRunNote({ run }: { run: RunView }) {
  if (!run.dryRun) return null;
  const plannedAt = run.steps.find(({ name }) => name === "plan")?.endedAt;
  return (
    <>
      <Callout tone="info" title={isRunLive(run.status) ? "Nothing is sent" : "Nothing was sent"}>
        <p>
          {run.isDraft
            ? "This checks changes of the sync that weren’t saved when it was asked for"
            : "This checks the sync as it was saved"}
          {run.rowsPlanned !== null && plannedAt && (
            <>
              , against what HubSpot had accepted by <Time at={plannedAt} />
            </>
          )}
          . What HubSpot itself would refuse is known when it is asked.
        </p>
        {run.rowsResent !== null && <p className="mt-1">{describeResent(run.rowsResent)}</p>}
      </Callout>
      {run.guardReasons.length > 0 && (
        <Callout tone="warning" title="A run would wait for somebody to approve it">
          <ul className="grid gap-0.5">
            {run.guardReasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Callout>
      )}
    </>
  );
}

function describeResent(rows: number): string {
  if (rows === 0) return "The change of the mapping sends no row again by itself.";
  return `${formatCount(rows, "row")} would be sent again only because of the change.`;
}
