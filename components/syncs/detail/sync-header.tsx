"use client";

import { useQuery } from "@tanstack/react-query";
import { ScheduleWords } from "@/components/runs/schedule-words";
import { Callout } from "@/components/ui/callout";
import { Fact, FactList } from "@/components/ui/fact-list";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge } from "@/components/ui/status-badge";
import { syncQuery } from "@/lib/api/queries";
import type { RunPage } from "@/lib/api/runs";
import type { SyncView } from "@/lib/api/syncs";
import type { EditorControls } from "../editor/sync-editor";
import { titleOfMode } from "../mapping/describe-mode";
import { LastSkipped } from "./last-skipped";
import { Followers, RunsAfterNote } from "./neighbours";
import { NextDue } from "./next-due";
import { RecentRuns } from "./recent-runs";
import { SyncActions } from "./sync-actions";

interface SyncHeaderProps {
  sync: SyncView;
  runs: RunPage;
  editor: EditorControls;
  /** Drops what isn't saved of a sync that is gone. */
  onDeleted: () => void;
}

/** What a sync is and how it is doing, with what can be done to it as a whole. */
export function SyncHeader({ sync: initialData, runs, editor, onDeleted }: SyncHeaderProps) {
  const { data: sync } = useQuery({ ...syncQuery(initialData.id), initialData });
  const reconnect = (
    <LinkButton href="/connections" size="sm">
      Go to the connections
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Syncs", href: "/syncs" }]}
        title={sync.name}
        status={<SyncStatus sync={sync} />}
        description={`${sync.sourceName} → ${sync.objectLabel} in ${sync.portalName}`}
        actions={<SyncActions sync={sync} runs={runs} editor={editor} onDeleted={onDeleted} />}
      />
      {sync.whyBlocked && (
        <Callout tone="danger" title="No run can start now" action={reconnect} className="mb-3">
          {sync.whyBlocked}
        </Callout>
      )}
      <RunsAfterNote sync={sync} />
      <div className="mb-5">
        <FactList>
          <Fact term="Mode">{titleOfMode(sync.mode)}</Fact>
          <Fact term="Schedule">
            <ScheduleWords sync={sync} />
          </Fact>
          <Fact term="Next run">
            <NextDue pausedAt={sync.pausedAt} nextDueAt={sync.nextDueAt} schedule={sync.schedule} />
          </Fact>
          <Followers sync={sync} />
          <LastSkipped syncId={sync.id} runs={runs} />
          <Fact term="Recent runs">
            <RecentRuns syncId={sync.id} runs={runs} />
          </Fact>
        </FactList>
      </div>
    </>
  );
}

function SyncStatus({ sync }: { sync: SyncView }) {
  if (sync.whyBlocked) return <StatusBadge tone="danger">Blocked</StatusBadge>;
  if (sync.pausedAt) return <StatusBadge tone="muted">Paused</StatusBadge>;
  return <StatusBadge tone="success">Active</StatusBadge>;
}
