import { createHash } from "node:crypto";
import type { OpenCall, OpenRoute, PortalCall, Route } from "@/lib/local/hubspot-sandbox/api/call";
import type { ApiVersion } from "@/lib/local/hubspot-sandbox/api/paths";
import { Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import {
  deleteRefreshToken,
  describeAccessToken,
  describeRefreshToken,
  introspect,
  userId,
} from "@/lib/local/hubspot-sandbox/oauth/describe-token";
import { type App, accessTokenLifeMs } from "@/lib/local/hubspot-sandbox/oauth/installs";

const newer: readonly ApiVersion[] = ["2026-09", "2026-03", "v3"];

export const tokenRoutes: readonly Route[] = [
  { kind: "open", method: "POST", family: "oauth", path: "/token", answer: withForm(giveToken) },
  open("POST", "/token/introspect", newer, withForm(introspect)),
  open("POST", "/token/revoke", newer, withForm(revoke)),
  open("GET", "/access-tokens/{token}", ["v1"], describeAccessToken),
  open("GET", "/refresh-tokens/{token}", ["v1"], describeRefreshToken),
  open("DELETE", "/refresh-tokens/{token}", ["v1"], deleteRefreshToken),
  {
    kind: "portal",
    method: "DELETE",
    family: "appInstalls",
    path: "/external-install",
    scopes: () => ["oauth"],
    answer: uninstall,
  },
];

function open(method: string, path: string, versions: readonly ApiVersion[], answer: OpenRoute["answer"]): OpenRoute {
  return { kind: "open", method, family: "oauth", path, versions, answer };
}

/** Takes forms only, and looks at the client before the grant. */
function withForm(answer: (form: URLSearchParams, app: App, call: OpenCall) => Reply): (call: OpenCall) => Reply {
  return (call) => {
    const type = call.request.headers["content-type"] ?? "";
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      return replyJson(415, { status: "error", message: "HTTP 415 Unsupported Media Type" });
    }
    const form = new URLSearchParams(call.request.body);
    const app = call.sandbox.apps.find(({ clientId }) => clientId === form.get("client_id"));
    if (app === undefined) {
      const { saysInvalidClientForUnknownId } = call.sandbox.switches;
      const error = saysInvalidClientForUnknownId ? "invalid_client" : "invalid_request";
      return refuse("BAD_CLIENT_ID", "missing or unknown client id", error);
    }
    call.sandbox.limiter.admitToken(app.clientId, call.now);
    if (form.get("client_secret") !== app.clientSecret) {
      return refuse("BAD_CLIENT_SECRET", "missing or invalid client secret", "invalid_client");
    }
    return answer(form, app, call);
  };
}

function giveToken(form: URLSearchParams, app: App, call: OpenCall): Reply {
  const grantType = form.get("grant_type");
  if (grantType === "refresh_token") return refresh(form, app, call);
  if (grantType === "authorization_code") return exchange(form, app, call);
  return refuse("BAD_GRANT_TYPE", "missing or unknown grant type", "unsupported_grant_type");
}

function exchange(form: URLSearchParams, app: App, call: OpenCall): Reply {
  const { installs } = call.sandbox;
  const code = installs.takeCode(form.get("code") ?? "", call.now);
  if (code === null || code.clientId !== app.clientId) {
    return refuse("BAD_AUTH_CODE", "missing or unknown auth code", "invalid_grant");
  }
  if (form.get("redirect_uri") !== code.redirectUri) {
    return refuse("BAD_REDIRECT_URI", "missing or invalid redirect uri", "invalid_request");
  }
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (code.challenge !== null && code.challenge !== challenge) {
    return refuse("BAD_CODE_VERIFIER", "missing or invalid code verifier", "invalid_grant");
  }
  return replyTokens(app, code.portalId, installs.createRefreshToken(app.clientId, code.portalId), call);
}

function refresh(form: URLSearchParams, app: App, call: OpenCall): Reply {
  const { installs, switches } = call.sandbox;
  const known = installs.findRefreshToken(form.get("refresh_token") ?? "");
  if (known === null || known.clientId !== app.clientId) {
    const isOld = call.version === "v1";
    const message = isOld ? "missing or invalid refresh token" : "refresh token is invalid, expired or revoked";
    return refuse("BAD_REFRESH_TOKEN", message, "invalid_grant");
  }
  if (!call.sandbox.portals.has(known.portalId)) {
    return replyJson(400, { status: "BAD_HUB", message: "missing or unknown hub id", error: "access_denied" });
  }
  const granted = installs.findInstall(app.clientId, known.portalId)?.scopes ?? [];
  const asked = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  if (asked.some((scope) => !granted.includes(scope))) {
    return refuse("BAD_SCOPES", "missing or invalid scopes", "invalid_scope");
  }
  if (!switches.rotatesRefreshTokens) return replyTokens(app, known.portalId, known.token, call);
  installs.dropRefreshToken(known.token);
  return replyTokens(app, known.portalId, installs.createRefreshToken(app.clientId, known.portalId), call);
}

function replyTokens(app: App, portalId: number, refreshToken: string, { sandbox, now }: OpenCall): Reply {
  return replyJson(200, {
    token_type: "bearer",
    refresh_token: refreshToken,
    access_token: sandbox.installs.createAccessToken(app.clientId, portalId, now),
    hub_id: portalId,
    scopes: sandbox.installs.findInstall(app.clientId, portalId)?.scopes ?? [],
    expires_in: accessTokenLifeMs / 1000,
    token_use: "access_token",
    user_id: userId,
  });
}

/** Access tokens that are out live on until they expire. */
function revoke(form: URLSearchParams, app: App, call: OpenCall): Reply {
  const token = form.get("token") ?? "";
  if (call.sandbox.installs.findRefreshToken(token)?.clientId === app.clientId) {
    call.sandbox.installs.dropRefreshToken(token);
  }
  return replyEmpty(200);
}

function uninstall(call: PortalCall): Reply {
  const { clientId } = call.caller;
  if (clientId === null) throw new Refused(403, { message: "A token of one account has no app to uninstall." });
  call.sandbox.installs.uninstall(call.portal.hubId, clientId, call.sandbox.switches);
  return replyEmpty(204);
}

function refuse(status: string, message: string, error: string): Reply {
  return replyJson(400, { status, message, error, error_description: message });
}
