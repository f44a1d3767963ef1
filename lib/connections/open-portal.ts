import { readEnv } from "../env";
import { createHubSpotClient, type HubSpotClient } from "../hubspot/client";
import { createLimiter, type Limiter } from "../hubspot/limiter";
import { readAccessToken, tokenOf } from "./portal-tokens";

// One per portal and process, kept over hot reloads: the allowance belongs to the portal, whoever calls.
const kept = globalThis as typeof globalThis & { sluiceLimiters?: Map<string, Limiter> };

function limiterOf(portalId: string): Limiter {
  kept.sluiceLimiters ??= new Map();
  let limiter = kept.sluiceLimiters.get(portalId);
  if (!limiter) {
    limiter = createLimiter({ reserveShare: readEnv().HUBSPOT_RESERVE_SHARE });
    kept.sluiceLimiters.set(portalId, limiter);
  }
  return limiter;
}

/** A client for a portal: tokens that work, within the portal's allowance. `onCall` hears of every call made. */
export function openPortal(portalId: string, onCall?: () => void): HubSpotClient {
  let cached: { token: string; expiresAt: Date | null } | null = null;
  const read = async (refused: string | null): Promise<string> => {
    const { tokens, expiresAt } = await readAccessToken(portalId, refused);
    cached = { token: tokenOf(tokens), expiresAt };
    return cached.token;
  };
  const isUsable = () => cached && (!cached.expiresAt || cached.expiresAt.getTime() - Date.now() > 150_000);
  return createHubSpotClient({
    apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL,
    limiter: limiterOf(portalId),
    getAccessToken: async () => (cached && isUsable() ? cached.token : read(null)),
    renewAccessToken: (refused) => read(refused),
    ...(onCall ? { onCall } : {}),
  });
}
