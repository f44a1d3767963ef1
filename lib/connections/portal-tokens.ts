import { z } from "zod";
import { notFound } from "../auth/require-id";
import { open, seal } from "../crypto/seal";
import { getDb, inTransaction } from "../db";
import { readEnv } from "../env";
import { AppError } from "../errors";
import { HubSpotPause } from "../hubspot/client";
import { refreshGrant } from "../hubspot/oauth";

/** What is sealed of a portal: a grant of OAuth, or a token that a person pasted. */
export const PortalTokens = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("oauth"), accessToken: z.string(), refreshToken: z.string() }),
  z.object({ kind: z.literal("token"), token: z.string() }),
]);
export type PortalTokens = z.infer<typeof PortalTokens>;

/** What HubSpot gave of OAuth. */
export type GrantTokens = Extract<PortalTokens, { kind: "oauth" }>;

export function sealTokens(tokens: PortalTokens, portalId: string): string {
  return seal(JSON.stringify(tokens), portalId);
}

export function openTokens(sealedTokens: string, portalId: string): PortalTokens {
  return PortalTokens.parse(JSON.parse(open(sealedTokens, portalId)));
}

// HubSpot's access tokens live for half an hour; one that is about to end could end on the way.
const EXPIRY_MARGIN_MS = 2 * 60_000;

/** What is read of a portal together with its tokens. */
export interface PortalFacts {
  readonly timeZone: string;
  readonly reserveShare: number | null;
  readonly connectedAt: Date;
}

interface StoredTokens extends PortalFacts {
  readonly tokens: PortalTokens;
  readonly expiresAt: Date | null;
}

interface TokenRow extends PortalFacts {
  readonly sealedTokens: string | null;
  readonly tokenExpiresAt: Date | null;
  readonly reconnectReason: string | null;
}

/**
 * The tokens of a portal that work now. `refused` is one that HubSpot has just refused: it is not handed out again.
 * Throws `hubspot_reconnect` where a person has to connect again, `HubSpotPause` and `hubspot_unreachable` where HubSpot
 * gives no new token at the moment.
 */
export async function readAccessToken(portalId: string, refused: string | null): Promise<StoredTokens> {
  const row = await getDb().portal.findUnique({
    where: { id: portalId },
    select: {
      sealedTokens: true,
      tokenExpiresAt: true,
      reconnectReason: true,
      timeZone: true,
      reserveShare: true,
      connectedAt: true,
    },
  });
  const stored = openRow(row, portalId);
  if (isFresh(stored, refused)) return stored;
  const fresh = await refreshOnce(portalId, refused);
  // Somebody else's refresh may have ended with the very token that was refused here.
  return tokenOf(fresh.tokens) === refused ? readAccessToken(portalId, refused) : fresh;
}

const refreshing = new Map<string, Promise<StoredTokens>>();
const pauses = new Map<string, HubSpotPause>();

// In this process all wait for one refresh, and hold no connections to the database meanwhile; the row's lock is for the
// other processes. What HubSpot's token service wants to rest for is nobody's to try meanwhile.
async function refreshOnce(portalId: string, refused: string | null): Promise<StoredTokens> {
  const pause = pauses.get(portalId);
  if (pause && pause.until.getTime() > Date.now()) throw pause;
  const underWay = refreshing.get(portalId);
  if (underWay) return underWay;
  const refresh = refreshUnderLock(portalId, refused).finally(() => refreshing.delete(portalId));
  refreshing.set(portalId, refresh);
  try {
    return await refresh;
  } catch (error) {
    if (error instanceof HubSpotPause) pauses.set(portalId, error);
    throw error;
  }
}

export function tokenOf(tokens: PortalTokens): string {
  return tokens.kind === "oauth" ? tokens.accessToken : tokens.token;
}

function isFresh({ tokens, expiresAt }: StoredTokens, refused: string | null): boolean {
  if (tokenOf(tokens) === refused) return false;
  return expiresAt === null || expiresAt.getTime() - Date.now() > EXPIRY_MARGIN_MS;
}

function openRow(row: TokenRow | null | undefined, portalId: string): StoredTokens {
  if (!row) throw notFound("portal");
  if (row.reconnectReason) throw new AppError("hubspot_reconnect", row.reconnectReason);
  if (!row.sealedTokens) {
    throw new AppError("hubspot_reconnect", "This portal is disconnected. Connect it again under Connections.");
  }
  return {
    tokens: openTokens(row.sealedTokens, portalId),
    expiresAt: row.tokenExpiresAt,
    timeZone: row.timeZone,
    reserveShare: row.reserveShare,
    connectedAt: row.connectedAt,
  };
}

// The row's lock makes one process refresh while the others wait and then find the new token: HubSpot limits its token
// endpoint, and a refresh token that is rotated twice at once is lost. It is no lock on the key, so that rows which point
// to the portal, such as a new sync, don't wait for HubSpot.
async function refreshUnderLock(portalId: string, refused: string | null): Promise<StoredTokens> {
  const settled = await inTransaction(async (client): Promise<StoredTokens | AppError> => {
    const { rows } = await client.query<TokenRow>(
      `select "sealedTokens", "tokenExpiresAt", "reconnectReason", "timeZone", "reserveShare", "connectedAt"
       from "Portal" where id = $1 for no key update`,
      [portalId],
    );
    const stored = openRow(rows[0], portalId);
    if (isFresh(stored, refused)) return stored;
    try {
      const { scopes, ...grant } = await refresh(stored.tokens);
      const fresh = { ...stored, ...grant };
      await client.query(
        `update "Portal"
         set "sealedTokens" = $2, "tokenExpiresAt" = $3, "grantedScopes" = coalesce($4, "grantedScopes")
         where id = $1`,
        [portalId, sealTokens(fresh.tokens, portalId), fresh.expiresAt, scopes],
      );
      return fresh;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "hubspot_reconnect") throw error;
      // Noted before the lock is given back: those who wait for it ask HubSpot no more, and a person who connects again
      // meanwhile comes after it.
      await client.query('update "Portal" set "reconnectReason" = $2 where id = $1', [portalId, error.message]);
      return error;
    }
  });
  if (settled instanceof AppError) throw settled;
  return settled;
}

async function refresh(
  tokens: PortalTokens,
): Promise<{ tokens: PortalTokens; expiresAt: Date; scopes: string[] | null }> {
  if (tokens.kind === "token") {
    throw new AppError(
      "hubspot_reconnect",
      "HubSpot refuses the token of this portal: it was deleted, rotated or has expired. Paste a new one under Connections.",
    );
  }
  const { accessToken, refreshToken, expiresAt, scopes } = await refreshGrant({
    apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL,
    ...readApp(),
    refreshToken: tokens.refreshToken,
  });
  return { tokens: { kind: "oauth", accessToken, refreshToken }, expiresAt, scopes };
}

/** This instance's app at HubSpot. */
export function readApp(): { clientId: string; clientSecret: string } {
  const { HUBSPOT_CLIENT_ID: clientId, HUBSPOT_CLIENT_SECRET: clientSecret } = readEnv();
  if (clientId && clientSecret) return { clientId, clientSecret };
  throw new AppError("not_configured", WHY_NO_OAUTH);
}

export const WHY_NO_OAUTH =
  "This instance has no app at HubSpot yet. Set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET (docs/hubspot-app.md leads through it), or paste a token instead.";
