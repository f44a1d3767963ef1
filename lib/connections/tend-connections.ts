import { getDb } from "../db";
import { messageOf } from "../errors";
import { log } from "../log";
import { readAccessToken } from "./portal-tokens";

const MOST_AT_ONCE = 5;

/**
 * What nobody clicks for, done by the clock: connections that were begun and never ended are forgotten, and portals with
 * schedules whose token has run out get a new one. HubSpot tells with it what is granted now: that an app was
 * uninstalled, or a scope taken away, is known before the next run meets it.
 */
export async function tendConnections(now: Date): Promise<{ attemptsForgotten: number; portalsAsked: number }> {
  const db = getDb();
  const { count } = await db.oAuthAttempt.deleteMany({ where: { expiresAt: { lt: now } } });
  const stale = await db.portal.findMany({
    where: {
      authKind: "oauth",
      disconnectedAt: null,
      reconnectReason: null,
      tokenExpiresAt: { lt: now },
      syncs: { some: { pausedAt: null, nextDueAt: { not: null } } },
    },
    orderBy: { tokenExpiresAt: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true },
  });
  await Promise.all(stale.map(({ id }) => renew(id)));
  return { attemptsForgotten: count, portalsAsked: stale.length };
}

// A connection that has ended is noted with the portal; any other failure passes by itself, or is met again by a run.
async function renew(portalId: string): Promise<void> {
  await readAccessToken(portalId, null).catch((error: unknown) =>
    log.info({ portalId, reason: messageOf(error) }, "a portal's token could not be renewed ahead of its next run"),
  );
}
