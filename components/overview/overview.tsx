"use client";

import { useQuery } from "@tanstack/react-query";
import { OutOfDate } from "@/components/ui/out-of-date";
import { overviewQuery, syncsQuery } from "@/lib/api/queries";
import { isRunLive } from "@/lib/api/run-status";
import type { OverviewView } from "@/lib/api/runs";
import type { SyncListItem } from "@/lib/api/syncs";
import { AttentionList } from "./attention-list";
import { FirstSteps } from "./first-steps";
import { LastDay } from "./last-day";
import { listFirstSteps } from "./list-first-steps";
import { RowsOverTime } from "./rows-over-time";
import { SyncHealth } from "./sync-health";

interface OverviewProps {
  overview: OverviewView;
  syncs: SyncListItem[];
}

/** What a person who comes in wants to know, in the order of urgency; kept fresh. */
export function Overview({ overview: firstOverview, syncs: firstSyncs }: OverviewProps) {
  const { data: overview, error: overviewError } = useQuery({ ...overviewQuery(), initialData: firstOverview });
  const { data: syncs, error: syncsError } = useQuery({ ...syncsQuery(), initialData: firstSyncs });
  const firstSteps = listFirstSteps(overview, syncs);

  return (
    <div className="flex flex-col gap-7">
      <OutOfDate what="This page" errors={[overviewError, syncsError]} />
      {firstSteps && <FirstSteps steps={firstSteps} />}
      {(!firstSteps || overview.attention.length > 0) && <AttentionList items={overview.attention} />}
      {!firstSteps && <LastDay lastDay={overview.lastDay} live={countLive(overview)} />}
      {!firstSteps && <RowsOverTime days={overview.days} />}
      {syncs.length > 0 && <SyncHealth syncs={syncs} strips={overview.strips} />}
    </div>
  );
}

/** A sync has one unfinished run at the most, and it is the newest. */
const countLive = ({ strips }: OverviewView) =>
  strips.filter(({ runs }) => runs[0] && isRunLive(runs[0].status)).length;
