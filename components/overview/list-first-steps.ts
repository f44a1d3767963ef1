import type { OverviewView } from "@/lib/api/runs";
import type { SyncListItem } from "@/lib/api/syncs";

export interface FirstStep {
  readonly id: "source" | "portal" | "sync" | "check" | "run" | "schedule";
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly action: string;
  readonly isDone: boolean;
}

type KnownSync = Pick<SyncListItem, "id" | "lastRun" | "schedule" | "recentRuns">;

const manyRuns = 5;

/**
 * What a new workspace has to do, in order. Null once something has run there: but for a first sync without a schedule,
 * until it has one or has run so often that somebody likes it by hand.
 */
export function listFirstSteps(
  overview: Pick<OverviewView, "portals" | "sources" | "syncs">,
  syncs: readonly KnownSync[],
): readonly FirstStep[] | null {
  const [firstSync] = syncs;
  const hasRun = syncs.some((sync) => sync.lastRun !== null);
  const hasSchedule = syncs.some((sync) => sync.schedule.kind !== "manual");
  const isBeyond = syncs.length > 1 || hasSchedule || (firstSync?.recentRuns.length ?? 0) >= manyRuns;
  if (hasRun && isBeyond) return null;
  const syncHref = firstSync ? `/syncs/${firstSync.id}` : "/syncs";
  return [
    {
      id: "portal",
      title: "Connect HubSpot",
      text: "Choose the account that records are written to.",
      href: "/connections#connect",
      action: "Connect",
      isDone: overview.portals > 0 || hasRun,
    },
    {
      id: "source",
      title: "Add a source",
      text: "Name the database that rows are read from.",
      href: "/connections/sources/new",
      action: "Add source",
      isDone: overview.sources > 0,
    },
    {
      id: "sync",
      title: "Make a sync",
      text: "Say which rows become which records, property by property.",
      href: "/syncs/new",
      action: "New sync",
      isDone: overview.syncs > 0,
    },
    {
      id: "check",
      title: "Check all rows",
      text: "See what a run would do, before HubSpot is sent anything.",
      href: `${syncHref}#check`,
      action: "Open the check",
      isDone: hasRun || syncs.some(({ recentRuns }) => recentRuns.some(({ dryRun }) => dryRun !== null)),
    },
    {
      id: "run",
      title: "Run it",
      text: "See what becomes of every row.",
      href: syncHref,
      action: "Open the sync",
      isDone: hasRun,
    },
    {
      id: "schedule",
      title: "Give it a schedule",
      text: "Every so often, at set times, or after another sync.",
      href: `${syncHref}#when`,
      action: "Set it",
      isDone: hasSchedule,
    },
  ];
}
