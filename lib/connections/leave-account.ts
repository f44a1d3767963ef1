import { setTimeout as wait } from "node:timers/promises";
import type { AppFate } from "../api/portals";
import { getDb } from "../db";
import { readEnv } from "../env";
import { AppError } from "../errors";
import { createHubSpotClient, type HubSpotClient } from "../hubspot/client";
import { createLimiter } from "../hubspot/limiter";
import { refreshGrant, uninstallApp } from "../hubspot/oauth";
import { log } from "../log";
import { type GrantTokens, readApp } from "./portal-tokens";

export interface LastTokens {
  readonly tokens: GrantTokens;
  readonly expiresAt: Date | null;
}

// A person waits for it: no attempt begins that could end later.
const PATIENCE_MS = 15_000;
const TIMEOUT_MS = 7_000;

/**
 * Takes the app out of an account, unless somebody on this instance is connected to it by the app: HubSpot installs it
 * once per account. Never throws for HubSpot, and has nothing under way when it returns.
 */
export async function leaveAccount(hubId: bigint, readTokens: () => LastTokens): Promise<AppFate> {
  try {
    await uninstallApp(openForGoodbye(hubId, readTokens()));
    return "uninstalled";
  } catch (error) {
    if (error instanceof StillNeeded) return "kept";
    if (!(error instanceof AppError)) throw error;
    log.warn({ hubId: String(hubId), reason: error.message }, "the app was not uninstalled at HubSpot");
    return error.code === "hubspot_reconnect" ? "ended" : "unknown";
  }
}

class StillNeeded extends Error {
  override readonly name = "StillNeeded";
}

// The portal's own client would wait behind its runs and their pauses, and needs tokens that are kept.
function openForGoodbye(hubId: bigint, { tokens, expiresAt }: LastTokens): HubSpotClient {
  const latestStart = Date.now() + PATIENCE_MS - TIMEOUT_MS;
  const requireTime = (at: number) => {
    if (at <= latestStart) return;
    throw new AppError("hubspot_unreachable", "HubSpot needs longer to take the app out than a person waits.");
  };
  const sleep = async (ms: number) => {
    requireTime(Date.now() + ms);
    await wait(ms);
  };
  const refresh = async () => {
    const app = { apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL, ...readApp(), sleep };
    const { accessToken } = await refreshGrant({ ...app, refreshToken: tokens.refreshToken });
    requireTime(Date.now());
    return accessToken;
  };
  const limiter = createLimiter();
  // Before every attempt, since somebody may have connected while HubSpot let the one before wait.
  const requireUnneeded = async () => {
    if (await isNeeded(hubId)) throw new StillNeeded();
  };
  let known = expiresAt && expiresAt.getTime() > Date.now() + PATIENCE_MS ? tokens.accessToken : null;
  return createHubSpotClient({
    apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL,
    timeoutMs: TIMEOUT_MS,
    sleep,
    limiter: {
      ...limiter,
      pauseUntil: (at) => {
        requireTime(at);
        limiter.pauseUntil(at);
      },
    },
    getAccessToken: async () => {
      await requireUnneeded();
      known ??= await refresh();
      return known;
    },
    renewAccessToken: async () => {
      const renewed = await refresh();
      await requireUnneeded();
      return renewed;
    },
  });
}

/** In any workspace: they all share the app. */
async function isNeeded(hubId: bigint): Promise<boolean> {
  const where = { hubId, authKind: "oauth", disconnectedAt: null, reconnectReason: null };
  return (await getDb().portal.count({ where })) > 0;
}
