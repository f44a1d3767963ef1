import { type Reply, replyHtml, replyRedirect } from "@/lib/local/hubspot-sandbox/http/answer";
import type { Door, DoorRequest } from "@/lib/local/hubspot-sandbox/http/listen";
import {
  type Authorization,
  checkAuthorization,
  listGrantable,
} from "@/lib/local/hubspot-sandbox/oauth/check-authorization";
import {
  renderAccountChooser,
  renderCancelled,
  renderConsent,
  renderFailure,
  renderNotFound,
} from "@/lib/local/hubspot-sandbox/oauth/pages";
import type { Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** The host that stands in for app.hubspot.com: account chooser, consent, and the failures that never redirect. */
export function createAppDoor(sandbox: Sandbox): Door {
  return async (request) => {
    const path = /^\/oauth\/(?:(\d+)\/)?authorize\/?$/.exec(request.url.pathname);
    if (path === null) return replyHtml(404, renderNotFound());
    const query = request.url.searchParams;
    const authorization = checkAuthorization(query, sandbox.apps);
    if (typeof authorization === "string") return replyHtml(400, renderFailure(authorization));
    const chosen = path[1] ?? query.get("portalId");
    if (chosen === null) {
      return replyHtml(200, renderAccountChooser(authorization.app, [...sandbox.portals.values()], query));
    }
    const portal = sandbox.portals.get(Number(chosen));
    if (portal === undefined) return replyHtml(404, renderNotFound());
    return decide(sandbox, request, authorization, portal);
  };
}

function decide(sandbox: Sandbox, request: DoorRequest, authorization: Authorization, portal: Portal): Reply {
  const scopes = listGrantable(authorization, portal.seed, sandbox.connectRulesOf(portal.hubId));
  if (typeof scopes === "string") return replyHtml(400, renderFailure(scopes));
  const { app, redirectUri, state, challenge } = authorization;
  if (request.method !== "POST") return replyHtml(200, renderConsent(app, portal, scopes));
  if (new URLSearchParams(request.body).get("decision") === "connect") {
    const userEmail = portal.seed.userEmail ?? `admin@${portal.seed.domain}`;
    const install = { clientId: app.clientId, portalId: portal.hubId, scopes: [...scopes], userEmail };
    const code = sandbox.installs.connect(install, { redirectUri, challenge }, sandbox.clock.now());
    return replyRedirect(addQuery(redirectUri, { code, state }));
  }
  if (!sandbox.switches.redirectsOnCancel) return replyHtml(200, renderCancelled(app));
  return replyRedirect(addQuery(redirectUri, { error: "access_denied", state }));
}

function addQuery(address: string, query: Readonly<Record<string, string | null>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}
