import { notFound } from "../auth/require-id";
import { getDb } from "../db";
import { RunSnapshot } from "./run-snapshot";

/** A run as its steps need it. The steps work for the run itself: the workspace comes from its row. */
export interface RunWork {
  readonly id: string;
  readonly syncId: string;
  readonly workspaceId: string;
  readonly snapshot: RunSnapshot;
  /** It plans, and sends nothing. */
  readonly isDryRun: boolean;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly plannedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly cancelRequestedAt: Date | null;
  readonly planPrefix: string | null;
  readonly planChunks: number;
  /** Until when HubSpot wants to be left alone; null unless the run waits for it. */
  readonly pausedUntil: Date | null;
  /** Whether the values that it writes are kept, for whoever looks a record up. */
  readonly keepsValues: boolean;
}

export async function getRunWork(runId: string): Promise<RunWork> {
  const run = await getDb().run.findUnique({
    where: { id: runId },
    select: {
      id: true,
      syncId: true,
      workspaceId: true,
      snapshot: true,
      isDryRun: true,
      requestedAt: true,
      startedAt: true,
      plannedAt: true,
      finishedAt: true,
      cancelRequestedAt: true,
      planPrefix: true,
      planChunks: true,
      pausedUntil: true,
      workspace: { select: { valuesKeptDays: true } },
    },
  });
  if (!run) throw notFound("run");
  const { workspace, ...facts } = run;
  return { ...facts, keepsValues: workspace.valuesKeptDays > 0, snapshot: RunSnapshot.parse(run.snapshot) };
}

/** True when there is nothing left to do for a run but to end it: a person cancelled it, or it has ended. */
export function isRunOver(run: Pick<RunWork, "finishedAt" | "cancelRequestedAt">): boolean {
  return run.finishedAt !== null || run.cancelRequestedAt !== null;
}
