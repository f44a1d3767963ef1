import { getPool } from "../db";
import type { Allowance } from "../engine/forecast";
import { readEnv } from "../env";
import { type CallRecord, createHubSpotClient, type HubSpotClient } from "../hubspot/client";
import { createLimiter, type Limiter } from "../hubspot/limiter";
import type { HubSpotScopeMissing } from "../hubspot/scope-missing";
import { type PortalFacts, readAccessToken, tokenOf } from "./portal-tokens";

interface KnownPortal extends PortalFacts {
  readonly token: string;
  readonly expiresAt: Date | null;
}

/**
 * A client for a portal: tokens that work, within the portal's allowance and less its reserve, with its own midnight for
 * the daily limit. Scopes that HubSpot misses are remembered. `onCall` hears of every call made.
 */
export function openPortal(portalId: string, onCall?: (call: CallRecord) => void): HubSpotClient {
  const limiter = limiterOf(portalId);
  let known: KnownPortal | null = null;
  const read = async (refused: string | null): Promise<string> => {
    const { tokens, ...facts } = await readAccessToken(portalId, refused);
    known = { ...facts, token: tokenOf(tokens) };
    // Read with every token, so that a share that somebody changed counts from the next use on, in every process.
    limiter.setReserveShare(facts.reserveShare ?? readEnv().HUBSPOT_RESERVE_SHARE);
    return known.token;
  };
  const isUsable = () => known && (!known.expiresAt || known.expiresAt.getTime() - Date.now() > 150_000);
  return createHubSpotClient({
    apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL,
    limiter,
    getAccessToken: async () => (known && isUsable() ? known.token : read(null)),
    renewAccessToken: (refused) => read(refused),
    readTimeZone: () => known?.timeZone ?? "UTC",
    onScopeMissing: async (error) => {
      if (known) await rememberDeniedScopes(portalId, known.connectedAt, error);
    },
    ...(onCall ? { onCall } : {}),
  });
}

// One per portal and process, kept over hot reloads: the allowance belongs to the portal, whoever calls.
const kept = globalThis as typeof globalThis & {
  sluiceLimiters?: Map<string, Limiter>;
  sluiceAllowances?: Map<string, Allowance>;
};

function limiterOf(portalId: string): Limiter {
  kept.sluiceLimiters ??= new Map();
  let limiter = kept.sluiceLimiters.get(portalId);
  if (!limiter) {
    limiter = createLimiter({ reserveShare: readEnv().HUBSPOT_RESERVE_SHARE });
    limiter.run = noteAllowance(portalId, limiter.run);
    kept.sluiceLimiters.set(portalId, limiter);
  }
  return limiter;
}

/** What HubSpot said last, to this process, of the calls that a portal may make; null before it has said anything. */
export function readAllowance(portalId: string): Allowance | null {
  return kept.sluiceAllowances?.get(portalId) ?? null;
}

/** Notes what an answer tells of a portal's allowance, on its way to the limiter. */
function noteAllowance(portalId: string, run: Limiter["run"]): Limiter["run"] {
  return (call) =>
    run((learn) =>
      call((answer) => {
        const allowance = readHeaders(answer.headers);
        kept.sluiceAllowances ??= new Map();
        if (allowance) kept.sluiceAllowances.set(portalId, allowance);
        learn(answer);
      }),
    );
}

function readHeaders(headers: Headers): Allowance | null {
  const calls = Number(headers.get("x-hubspot-ratelimit-max"));
  const intervalMs = Number(headers.get("x-hubspot-ratelimit-interval-milliseconds"));
  const isCount = (count: number) => Number.isSafeInteger(count) && count > 0 && count <= 1_000_000_000;
  return isCount(calls) && isCount(intervalMs) ? { calls, intervalMs } : null;
}

/** The wait that HubSpot asked for is over, as far as the caller knows: the portal's calls may be tried again. */
export function endPause(portalId: string): void {
  limiterOf(portalId).longPause = null;
}

/**
 * Keeps what a 403 told, until the portal is connected again: a refusal that comes in after that speaks of the connection
 * before. Of scopes that HubSpot wants all together, only those are known to be missing that were never granted.
 */
async function rememberDeniedScopes(
  portalId: string,
  connectedAt: Date,
  { scopes, needsAll }: HubSpotScopeMissing,
): Promise<void> {
  await getPool().query(
    `update "Portal" set "deniedScopes" = array(
       select unnest("deniedScopes")
       union
       select scope from unnest($3::text[]) scope
       where not $4::boolean or ("authKind" = 'oauth' and scope <> all("grantedScopes"))
       order by 1)
     where id = $1 and "connectedAt" = $2`,
    [portalId, connectedAt, scopes, needsAll],
  );
}
