import { Fact, FactList } from "@/components/connections/fact-list";
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
            {isRunLive(run.status) && run.cancelRequestedAt === null && <CancelRun run={run} />}
          </>
        }
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
        <span className="text-faint">version {run.syncVersion}</span>
      </Fact>
      <Fact term="Trigger">
        <TriggerBadge trigger={run.trigger} />
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
  return `${formatCount(callsMade, "call")}, ${formatCount(Math.round(rowsDelivered / callsMade), "row")} each`;
}
