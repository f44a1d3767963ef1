import { endPause } from "../connections/open-portal";
import { getDb } from "../db";
import { HubSpotPause } from "../hubspot/client";
import { keepAlive } from "./keep-alive";
import { getRunWork, type RunWork } from "./run-work";

/** HubSpot wants to be left alone for longer than a step can wait: the step is to be called again after so long. */
export interface Paused {
  readonly kind: "paused";
  readonly forMs: number;
}

/**
 * Does a step's work. Where HubSpot asks for a long wait, that is recorded in the run, and answered instead of thrown; a
 * run that comes back has waited and tries again.
 */
export function orPause<T>(runId: string, work: (run: RunWork) => Promise<T>): Promise<T | Paused> {
  return keepAlive(runId, () => attempt(runId, work));
}

async function attempt<T>(runId: string, work: (run: RunWork) => Promise<T>): Promise<T | Paused> {
  const run = await getRunWork(runId);
  if (run.pausedUntil) await goOn(run);
  try {
    return await work(run);
  } catch (error) {
    if (!(error instanceof HubSpotPause)) throw error;
    await getDb().run.update({
      where: { id: runId },
      data: { pausedUntil: error.until, pauseReason: error.reason },
    });
    return { kind: "paused", forMs: Math.max(1_000, error.until.getTime() - Date.now()) };
  }
}

async function goOn({ id, snapshot }: RunWork): Promise<void> {
  endPause(snapshot.portalId);
  await getDb().run.update({ where: { id }, data: { pausedUntil: null, pauseReason: null } });
}
