"use client";

import { Fact, FactList } from "@/components/ui/fact-list";
import { formatCount } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RunView } from "@/lib/api/runs";
import { DryRunBadge } from "./dry-run-badge";
import { RunActions } from "./run-actions";
import { RunDuration } from "./run-duration";
import { RunStatusBadge, runStatusLooks } from "./run-status-badge";
import { TriggerBadge } from "./trigger-badge";

export function RunHeader({ run, now }: { run: RunView; now: number }) {
  return (
    <div>
      <PageHeader
        className="mb-3"
        title={`${run.dryRun ? "Dry run" : "Run"} of ${run.syncName}`}
        breadcrumbs={[
          { label: "Runs", href: "/runs" },
          { label: run.syncName, href: `/runs?syncId=${run.syncId}` },
        ]}
        status={<RunStatusBadge status={run.status} />}
        actions={<RunActions run={run} />}
      />
      <p role="status" className="sr-only">
        {runStatusLooks[run.status].word}
      </p>
      <RunFacts run={run} now={now} />
    </div>
  );
}

function RunFacts({ run, now }: { run: RunView; now: number }) {
  return (
    <FactList>
      <Fact term="Sync">
        <TextLink href={`/syncs/${run.syncId}`}>{run.syncName}</TextLink>{" "}
        <span className="text-faint">
          {run.isDraft ? `a draft of version ${run.syncVersion}` : `version ${run.syncVersion}`}
        </span>
      </Fact>
      <Fact term="Trigger">
        {run.dryRun && <DryRunBadge />} <TriggerBadge trigger={run.trigger} />{" "}
        {run.isFull && <span className="text-muted">all rows again</span>}
      </Fact>
      <Fact term="Asked for">
        <Time at={run.requestedAt} />
      </Fact>
      <Fact term="Took">
        <span className="inline-block min-w-14">
          <RunDuration run={run} now={now} />
        </span>
      </Fact>
      {!run.dryRun && (
        <Fact term="Calls to HubSpot">
          <span className="tabular-nums">{describeCalls(run)}</span>
        </Fact>
      )}
    </FactList>
  );
}

function describeCalls({ callsMade, rowsDelivered }: RunView): string {
  if (callsMade === 0) return "None";
  if (rowsDelivered === 0) return formatCount(callsMade, "call");
  const rows = formatCount(Math.round(rowsDelivered / callsMade), "row");
  return `${formatCount(callsMade, "call")}, ${rows}${callsMade === 1 ? "" : " each"}`;
}
