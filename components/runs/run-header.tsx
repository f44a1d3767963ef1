"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { startRun } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Fact, FactList } from "@/components/ui/fact-list";
import { formatCount } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { CancelRun } from "./cancel-run";
import { ReportLinks } from "./report-links";
import { RunDuration } from "./run-duration";
import { RunStatusBadge, runStatusLooks } from "./run-status-badge";
import { TriggerBadge } from "./trigger-badge";

export function RunHeader({ run, now }: { run: RunView; now: number }) {
  const router = useRouter();
  const again = useAction(startRun, ({ runId }) => router.push(`/runs/${runId}`));
  return (
    <div>
      <PageHeader
        className="mb-3"
        title={`Run of ${run.syncName}`}
        breadcrumbs={[
          { label: "Runs", href: "/runs" },
          { label: run.syncName, href: `/runs?syncId=${run.syncId}` },
        ]}
        status={<RunStatusBadge status={run.status} />}
        actions={
          <>
            <ReportLinks run={run} />
            {isRunLive(run.status) && run.status !== "held" && run.cancelRequestedAt === null && (
              <CancelRun run={run} />
            )}
            {!isRunLive(run.status) && (
              <Button pending={again.isPending} onClick={() => again.run({ syncId: run.syncId })}>
                <Play aria-hidden />
                Run again
              </Button>
            )}
          </>
        }
      />
      <p role="status" className="sr-only">
        {runStatusLooks[run.status].word}
      </p>
      {again.problem && (
        <Callout tone="danger" title="The next run was not started" isAnnounced className="mb-3">
          {again.problem.message}
        </Callout>
      )}
      <RunFacts run={run} now={now} />
    </div>
  );
}

function RunFacts({ run, now }: { run: RunView; now: number }) {
  return (
    <FactList>
      <Fact term="Sync">
        <TextLink href={`/syncs/${run.syncId}`}>{run.syncName}</TextLink>{" "}
        <span className="text-faint">version {run.syncVersion}</span>
      </Fact>
      <Fact term="Trigger">
        <TriggerBadge trigger={run.trigger} /> {run.isFull && <span className="text-muted">all rows again</span>}
      </Fact>
      <Fact term="Asked for">
        <Time at={run.requestedAt} />
      </Fact>
      <Fact term="Took">
        <RunDuration run={run} now={now} />
      </Fact>
      <Fact term="Calls to HubSpot">
        <span className="tabular-nums">{describeCalls(run)}</span>
      </Fact>
    </FactList>
  );
}

function describeCalls({ callsMade, rowsDelivered }: RunView): string {
  if (callsMade === 0) return "None";
  if (rowsDelivered === 0) return formatCount(callsMade, "call");
  return `${formatCount(callsMade, "call")}, ${formatCount(Math.round(rowsDelivered / callsMade), "row")} each`;
}
