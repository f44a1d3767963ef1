import { Backticked } from "@/components/ui/backticked";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code-block";
import { formatCount } from "@/components/ui/format-number";
import { LinkButton } from "@/components/ui/link-button";
import { OutOfDate } from "@/components/ui/out-of-date";
import { Time } from "@/components/ui/time";
import type { RunView } from "@/lib/api/runs";
import { DryRunNote } from "./dry-run-note";
import { DueNote } from "./due-note";
import { explainRunError } from "./explain-run-error";
import { HeldRun } from "./held-run";
import { RunFixes } from "./run-fixes";
import { RunLinks } from "./run-links";
import { VanishedNote } from "./vanished-note";

interface RunNotesProps {
  run: RunView;
  /** Why the latest state couldn't be read, if so. */
  lostTouch: Error | null;
}

/** What a person should know about a run beyond its counts. */
export function RunNotes({ run, lostTouch }: RunNotesProps) {
  return (
    <>
      <OutOfDate what="This page" error={lostTouch} />
      {run.errorCode && <RunError run={run} code={run.errorCode} />}
      <DueNote run={run} />
      <RunLinks run={run} />
      <DryRunNote run={run} />
      {run.status === "held" && <HeldRun run={run} />}
      {run.status === "stopped" && (
        <Callout tone="info" title="Somebody discarded this run before anything was written">
          {run.guardReasons.join(" ")}
        </Callout>
      )}
      {run.approvedAt !== null && (
        <Callout tone="info" title="Somebody approved this run">
          <Time at={run.approvedAt} />. {run.guardReasons.join(" ")}
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
      <VanishedNote run={run} />
    </>
  );
}

function RunError({ run, code }: { run: RunView; code: string }) {
  const { whatToDo, link } = explainRunError(code, run.syncId);
  return (
    <Callout
      tone="danger"
      isAnnounced
      title={run.errorMessage ?? "This run failed"}
      action={
        link && (
          <LinkButton href={link.href} size="sm">
            {link.label}
          </LinkButton>
        )
      }
    >
      <p>{whatToDo}</p>
      <p className="mt-1">
        Code <Code>{code}</Code>
      </p>
      {code === "mapping_invalid" && <RunFixes run={run} />}
    </Callout>
  );
}
