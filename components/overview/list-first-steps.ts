import type { OverviewView } from "@/lib/api/runs";

export interface FirstStep {
  readonly id: "portal" | "source" | "sync" | "run";
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly action: string;
  readonly isDone: boolean;
}

/** What a new workspace has to do, in order; null once something has run there. */
export function listFirstSteps(
  overview: Pick<OverviewView, "portals" | "sources" | "syncs">,
  syncs: readonly { readonly id: string; readonly lastRun: unknown }[],
): readonly FirstStep[] | null {
  if (syncs.some((sync) => sync.lastRun !== null)) return null;
  const [firstSync] = syncs;
  return [
    {
      id: "portal",
      title: "Connect HubSpot",
      text: "Choose the account that records are written to.",
      href: "/connections#connect",
      action: "Connect",
      isDone: overview.portals > 0,
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
      id: "run",
      title: "Run it",
      text: "See what becomes of every row.",
      href: firstSync ? `/syncs/${firstSync.id}` : "/syncs",
      action: "Open the sync",
      isDone: false,
    },
  ];
}
