import type { AppFate, Disconnected } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { inTransaction } from "../db";
import { recordAuditEvent } from "../members/record-audit-event";
import { giveUpValues } from "../runs/written/give-up-values";
import { leaveAccount } from "./leave-account";
import { openTokens } from "./portal-tokens";

/**
 * Forgets a portal's tokens and takes the app out of the account, if nobody else here is connected to it. The tokens are
 * forgotten whatever HubSpot says, and so are the values that were written there. Its syncs stay, and stand still until it is back.
 */
export async function disconnectPortal(actor: Actor, { portalId }: { portalId: string }): Promise<Disconnected> {
  requireRole(actor, "editor");
  const portal = await forgetTokens(actor, requireId(portalId, "portal"));
  const app = await leave(portal);
  await forgetValues(actor, portal.id);
  await recordAuditEvent(actor, {
    action: "portal.disconnected",
    targetId: portal.id,
    summary: `Disconnected the portal ${portal.domain}${remarks[app]}`,
  });
  return { app };
}

/** What was written to the account is no longer ours to keep. */
async function forgetValues({ workspaceId }: Actor, portalId: string): Promise<void> {
  const runs = { snapshot: { path: ["portalId"], equals: portalId } };
  while ((await giveUpValues({ workspaceId, runs, sentRows: { portalId } })) > 0);
}

const remarks: Record<AppFate, string> = {
  uninstalled: "",
  kept: ". The app stays in the account, which another workspace is connected to",
  ended: "",
  unknown: ". HubSpot didn't confirm it: the app may have to be uninstalled there",
  none: "",
};

interface LastState {
  readonly id: string;
  readonly hubId: string;
  readonly domain: string;
  readonly authKind: string;
  readonly sealedTokens: string | null;
  readonly tokenExpiresAt: Date | null;
  readonly reconnectReason: string | null;
}

// Before HubSpot is told: of two workspaces that leave an account at once, the later one sees that nobody is left, and
// whoever connects again meanwhile loses no tokens.
async function forgetTokens(actor: Actor, portalId: string): Promise<LastState> {
  return inTransaction(async (client) => {
    const place = [portalId, actor.workspaceId];
    const { rows } = await client.query<LastState>(
      `select id, "hubId", domain, "authKind", "sealedTokens", "tokenExpiresAt", "reconnectReason"
       from "Portal" where id = $1 and "workspaceId" = $2 for no key update`,
      place,
    );
    const [last] = rows;
    if (!last) throw notFound("portal");
    await client.query(
      `update "Portal"
       set "sealedTokens" = null, "tokenExpiresAt" = null, "disconnectedAt" = now(), "reconnectReason" = null
       where id = $1 and "workspaceId" = $2`,
      place,
    );
    return last;
  });
}

async function leave({ id, hubId, authKind, sealedTokens, ...last }: LastState): Promise<AppFate> {
  if (authKind === "token") return "none";
  if (sealedTokens === null || last.reconnectReason !== null) return "ended";
  return leaveAccount(BigInt(hubId), () => {
    const tokens = openTokens(sealedTokens, id);
    if (tokens.kind !== "oauth") throw new Error("A portal that came by OAuth has a pasted token.");
    return { tokens, expiresAt: last.tokenExpiresAt };
  });
}
