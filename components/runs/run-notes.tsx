import dynamic from "next/dynamic";
import { Backticked } from "@/components/ui/backticked";
import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/components/ui/format-number";
import { OutOfDate } from "@/components/ui/out-of-date";
import { Time } from "@/components/ui/time";
import type { Decision, RunView } from "@/lib/api/runs";
import { DueNote } from "./due-note";
import { RunLinks } from "./run-links";

// What few runs have to say comes with those.
const DryRunNote = dynamic(() => import("./dry-run-note").then((module) => module.DryRunNote));
const HeldRun = dynamic(() => import("./held-run").then((module) => module.HeldRun));
const VanishedNote = dynamic(() => import("./vanished-note").then((module) => module.VanishedNote));
const RunError = dynamic(() => import("./run-error").then((module) => module.RunError));

interface RunNotesProps {
  run: RunView;
  /** Why the latest state couldn't be read, if so. */
  lostTouch: Error | null;
}

/** What a person should know about a run beyond its counts. */
export function RunNotes({ run, lostTouch }: RunNotesProps) {
  return (
    <>
      <OutOfDate what="This page" errors={[lostTouch]} />
      {run.errorCode && <RunError run={run} code={run.errorCode} />}
      <DueNote run={run} />
      <RunLinks run={run} />
      {run.dryRun && <DryRunNote run={run} />}
      {run.status === "held" && <HeldRun run={run} />}
      {run.decision && (
        <Callout tone="info" title={describeDecision(run.decision)}>
          <Time at={run.decision.at} />. {run.guardReasons.join(" ")}
        </Callout>
      )}
      {run.status === "waiting" && run.pausedUntil && (
        <Callout tone="warning" title={run.pauseReason ?? "This run waits for HubSpot"}>
          The run goes on by itself at <Time at={run.pausedUntil} />. Nothing is lost meanwhile.
        </Callout>
      )}
      {run.status === "cancelling" && (
        <Callout tone="info" title="This run is being cancelled">
          {run.dryRun
            ? "It ends with the rows that are being read now."
            : "The calls that are on their way are finished first, so that every row keeps its outcome."}
        </Callout>
      )}
      {run.rowsWarned > 0 && (
        <Callout tone="info" title={`HubSpot wrote ${formatCount(run.rowsWarned, "row")} with a warning`}>
          <ul className="grid gap-0.5">
            {[...new Set(run.warningSamples)].map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Callout>
      )}
      {run.rowsIncomplete > 0 && (
        <Callout tone="warning" title={`${formatCount(run.rowsIncomplete, "row")} without a value that was invalid`}>
          <p>
            {run.dryRun ? "They would be sent" : "They are sent"} without it, as the sync’s fields say; HubSpot keeps
            what it has there.
          </p>
          <ul className="mt-1 grid gap-0.5">
            {run.incompleteSamples.map((words) => (
              <li key={words} className="wrap-anywhere">
                <Backticked text={words} />
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {run.keysMissing > 0 && <VanishedNote run={run} />}
    </>
  );
}

function describeDecision({ kind, by, apiKey }: Decision): string {
  const who = `${by ?? "Somebody"}${apiKey === null ? "" : `, by the API key ${apiKey},`}`;
  return `${who} ${kind} this run${kind === "discarded" ? " before anything was written" : ""}`;
}
