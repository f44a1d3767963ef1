import { getDb } from "../db";
import { messageOf } from "../errors";
import { log } from "../log";

/** How often a run shows that somebody works for it, however long its source or HubSpot takes. */
const BEAT_MS = 30_000;

/** Does a step's work, and sets the run's sign of life when it begins and twice a minute until it ends. */
export async function keepAlive<T>(runId: string, work: () => Promise<T>): Promise<T> {
  await beat(runId);
  const timer = setInterval(() => {
    beat(runId).catch((failure: unknown) =>
      log.info({ runId, reason: messageOf(failure) }, "a sign of life could not be written"),
    );
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function beat(runId: string): Promise<void> {
  await getDb().run.updateMany({ where: { id: runId, finishedAt: null }, data: { heartbeatAt: new Date() } });
}
