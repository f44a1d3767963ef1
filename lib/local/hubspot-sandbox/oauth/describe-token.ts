import type { OpenCall } from "@/lib/local/hubspot-sandbox/api/call";
import { Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { App, Install } from "@/lib/local/hubspot-sandbox/oauth/installs";
import type { Portal } from "@/lib/local/hubspot-sandbox/portals/portal";

/** The one user whom the consent page knows. */
export const userId = 9_586_504;

/** A token that works, and what it belongs to. */
interface LiveToken {
  readonly token: string;
  readonly clientId: string;
  readonly appId: number;
  readonly install: Install;
  readonly portal: Portal;
  /** Null for a refresh token, which has no end. */
  readonly expiresInSeconds: number | null;
}

export function introspect(form: URLSearchParams, app: App, call: OpenCall): Reply {
  const token = form.get("token") ?? "";
  const live = findLiveAccessToken(token, call) ?? findLiveRefreshToken(token, call);
  if (live === null || live.clientId !== app.clientId) return replyJson(200, { active: false });
  const { hubId, seed } = live.portal;
  return replyJson(200, {
    active: true,
    token,
    hub_id: hubId,
    user_id: userId,
    client_id: app.clientId,
    app_id: live.appId,
    user: live.install.userEmail,
    hub_domain: seed.domain,
    scopes: live.install.scopes,
    signed_access_token: { hublet: seed.hublet, hubId, userId, appId: live.appId },
    ...(live.expiresInSeconds !== null && { expires_in: live.expiresInSeconds }),
    is_private_distribution: app.distribution === "private",
    token_use: live.expiresInSeconds === null ? "refresh_token" : "access_token",
    token_type: "Bearer",
  });
}

export function describeAccessToken(call: OpenCall): Reply {
  const live = findLiveAccessToken(call.params.token ?? "", call);
  if (live === null) throw unknownToken();
  const more = { app_id: live.appId, expires_in: live.expiresInSeconds, token_type: "access" };
  return replyJson(200, { ...describe(live), ...more });
}

export function describeRefreshToken(call: OpenCall): Reply {
  const live = findLiveRefreshToken(call.params.token ?? "", call);
  if (live === null) throw unknownToken();
  return replyJson(200, { ...describe(live), client_id: live.clientId, token_type: "refresh" });
}

/** Access tokens that are out live on until they expire. */
export function deleteRefreshToken(call: OpenCall): Reply {
  const token = call.params.token ?? "";
  if (call.sandbox.installs.findRefreshToken(token) === null) throw unknownToken();
  call.sandbox.installs.dropRefreshToken(token);
  return replyEmpty(204);
}

function describe({ token, install, portal }: LiveToken) {
  const { userEmail, scopes } = install;
  return { token, user: userEmail, hub_domain: portal.seed.domain, scopes, hub_id: portal.hubId, user_id: userId };
}

function findLiveAccessToken(token: string, { sandbox, now }: OpenCall): LiveToken | null {
  const known = sandbox.installs.findAccessToken(token);
  if (known === null || known.isDead || known.expiresAt <= now) return null;
  return completeToken(known, Math.floor((known.expiresAt - now) / 1000), sandbox);
}

function findLiveRefreshToken(token: string, { sandbox }: OpenCall): LiveToken | null {
  const known = sandbox.installs.findRefreshToken(token);
  return known && completeToken(known, null, sandbox);
}

function completeToken(
  { token, clientId, portalId }: { token: string; clientId: string; portalId: number },
  expiresInSeconds: number | null,
  { installs, portals, apps }: OpenCall["sandbox"],
): LiveToken | null {
  const install = installs.findInstall(clientId, portalId);
  const portal = portals.get(portalId);
  if (install === null || portal === undefined) return null;
  const appId = Number(apps.find((app) => app.clientId === clientId)?.appId);
  return { token, clientId, appId, install, portal, expiresInSeconds };
}

function unknownToken(): Refused {
  return new Refused(404, { message: "The token is unknown, expired or revoked." });
}
