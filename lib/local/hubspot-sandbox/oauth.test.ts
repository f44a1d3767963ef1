import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  clientFields,
  connectApp,
  exchange,
  installQuery,
  pressConsent,
  redirectUri,
  refresh,
  takeCode,
} from "@/lib/local/hubspot-sandbox/testing/connect-app";
import {
  startTestSandbox,
  type TestSandbox,
  testApp,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const details = "/account-info/2026-09/details";

async function openPage(path: string, query: string, on = sandbox) {
  const response = await fetch(`${on.appUrl}${path}?${query}`, { redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), page: await response.text() };
}

describe("the install pages", () => {
  it("offer the accounts, and say that they are not HubSpot's", async () => {
    const { status, page } = await openPage("/oauth/authorize", installQuery({ state: '"><script>' }));
    expect(status).toBe(200);
    expect(page).toContain("HubSpot sandbox — not HubSpot");
    expect(page).toContain("acme.example");
    expect(page).not.toContain("<script>");
  });

  it("ask for consent once an account is chosen, by the form or by the URL", async () => {
    for (const path of ["/oauth/4242/authorize", "/oauth/authorize"]) {
      const { page } = await openPage(path, installQuery({ portalId: "4242" }));
      expect(page).toContain("Connect app");
      expect(page).toContain("crm.objects.contacts.write");
    }
  });

  it("go back to the app with a code and its state", async () => {
    const { status, location } = await pressConsent(sandbox, "connect");
    expect(status).toBe(302);
    expect(`${location?.origin}${location?.pathname}`).toBe(redirectUri);
    expect(location?.searchParams.get("state")).toBe("s-1");
    expect(location?.searchParams.get("code")).toBeTruthy();
  });

  it("stay where they are on cancel, or say access_denied if the switch says so", async () => {
    expect((await pressConsent(sandbox, "cancel")).location).toBeNull();
    await sandbox.admin("POST", "/switches", { redirectsOnCancel: true });
    const { location } = await pressConsent(sandbox, "cancel");
    expect(location?.searchParams.get("error")).toBe("access_denied");
    expect(location?.searchParams.get("state")).toBe("s-1");
  });

  const invalid = "An invalid scope name was provided. Please contact the app developer.";
  const insufficient =
    "Authorization failed because the provided scopes are insufficient. Please contact the app developer.";
  const mismatch =
    "Authorization failed because there is a mismatch between the scopes in the install URL and the app&#39;s configured scopes. Please contact the app developer.";
  const all = testApp.requiredScopes.join(" ");

  it.each([
    ["no scope", { scope: null }, invalid],
    ["an unknown scope", { scope: `${all} crm.objects.nonsense.read` }, invalid],
    ["a required scope left out", { scope: "oauth crm.objects.contacts.read" }, insufficient],
    [
      "a required scope among the optional ones",
      { scope: "oauth crm.objects.contacts.read", optional_scope: "crm.objects.contacts.write" },
      insufficient,
    ],
    ["an optional scope among the required ones", { scope: `${all} crm.objects.deals.read` }, mismatch],
    ["a scope that the app didn't configure", { optional_scope: "tickets" }, mismatch],
    ["oauth left out", { scope: "crm.objects.contacts.read crm.objects.contacts.write" }, mismatch],
    ["an unknown client", { client_id: "nobody" }, "An invalid app client_id was provided"],
    [
      "another redirect URL",
      { redirect_uri: "http://localhost:65359/" },
      "Authorization failed as the redirect URL &#39;http://localhost:65359/&#39; doesn&#39;t match the app&#39;s registered redirect URL",
    ],
  ])("with %s show HubSpot's words and never redirect", async (_, changes, message) => {
    for (const path of ["/oauth/authorize", "/oauth/4242/authorize"]) {
      const { location, page } = await openPage(path, installQuery(changes));
      expect(location).toBeNull();
      expect(page).toContain("Couldn't complete the connection");
      expect(page).toContain(message);
    }
  });

  it("refuse an account whose tier lacks a required feature, and drop an optional one", async () => {
    const custom = "crm.objects.custom.read";
    const small = await startTestSandbox({ portals: [{ ...testPortal, tier: "free" }] });
    const tokens = await connectApp(small, installQuery({ optional_scope: `crm.objects.deals.read ${custom}` }));
    expect(tokens.scopes).toEqual([...testApp.requiredScopes, "crm.objects.deals.read"]);
    await small.stop();

    const app = { ...testApp, requiredScopes: [...testApp.requiredScopes, custom] };
    const demanding = await startTestSandbox({ apps: [app], portals: [{ ...testPortal, tier: "free" }] });
    const { page } = await openPage(
      "/oauth/4242/authorize",
      installQuery({ scope: app.requiredScopes.join(" ") }),
      demanding,
    );
    expect(page).toContain("have access to some HubSpot features that are required by this app.");
    await demanding.stop();
  });
});

describe("the token endpoint", () => {
  it("exchanges a code once for tokens that work", async () => {
    const code = await takeCode(sandbox);
    const { status, body } = await exchange(sandbox, { code });
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: "bearer",
      refresh_token: expect.stringMatching(/^na1-/),
      access_token: expect.stringMatching(/^.{300,512}$/),
      hub_id: 4242,
      scopes: testApp.requiredScopes,
      expires_in: 1800,
      token_use: "access_token",
      user_id: expect.any(Number),
    });
    expect((await exchange(sandbox, { code })).body).toMatchObject({ status: "BAD_AUTH_CODE", error: "invalid_grant" });
  });

  it("forgets a code after a minute", async () => {
    const code = await takeCode(sandbox);
    await sandbox.admin("POST", "/clock", { advanceMs: 60_000 });
    expect((await exchange(sandbox, { code })).body).toMatchObject({ status: "BAD_AUTH_CODE" });
  });

  it("checks the PKCE verifier of an install that began with a challenge", async () => {
    const challenge = createHash("sha256").update("verifier").digest("base64url");
    const query = installQuery({ code_challenge: challenge, code_challenge_method: "S256" });
    const wrong = { code: await takeCode(sandbox, query), code_verifier: "other" };
    expect((await exchange(sandbox, wrong)).body).toMatchObject({ status: "BAD_CODE_VERIFIER" });
    expect((await exchange(sandbox, { code: await takeCode(sandbox, query) })).status).toBe(400);
    const right = { code: await takeCode(sandbox, query), code_verifier: "verifier" };
    expect((await exchange(sandbox, right)).status).toBe(200);
  });

  it.each([
    ["BAD_CLIENT_ID", "invalid_request", { client_id: "nobody", grant_type: "nonsense" }],
    ["BAD_CLIENT_SECRET", "invalid_client", { client_secret: "wrong" }],
    ["BAD_GRANT_TYPE", "unsupported_grant_type", { grant_type: "password" }],
    ["BAD_REDIRECT_URI", "invalid_request", { redirect_uri: "http://localhost:1/" }],
  ])("says %s", async (status, error, fields) => {
    const answer = await exchange(sandbox, { code: await takeCode(sandbox), ...fields });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ status, error });
  });

  it("takes forms only", async () => {
    expect((await sandbox.call("POST", "/oauth/2026-09/token", clientFields)).status).toBe(415);
  });

  it("keeps the refresh token, or hands out a new one if the switch says so", async () => {
    const { refresh_token } = await connectApp(sandbox);
    expect((await refresh(sandbox, refresh_token)).body).toMatchObject({ refresh_token, hub_id: 4242 });
    await sandbox.admin("POST", "/switches", { rotatesRefreshTokens: true });
    expect((await refresh(sandbox, refresh_token)).body).not.toMatchObject({ refresh_token });
    expect((await refresh(sandbox, refresh_token)).body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
  });

  it("refuses an unknown refresh token in HubSpot's words", async () => {
    const { status, body } = await refresh(sandbox, "na1-nothing");
    expect(status).toBe(400);
    expect(body).toEqual({
      status: "BAD_REFRESH_TOKEN",
      message: "refresh token is invalid, expired or revoked",
      error: "invalid_grant",
      error_description: "refresh token is invalid, expired or revoked",
    });
  });
});

describe("a token's life", () => {
  it("an access token dies after thirty minutes, and its 401 says when", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(200);
    await sandbox.admin("POST", "/clock", { advanceMs: 30 * 60_000 + 75_000 });
    const { status, body } = await sandbox.call("GET", details, undefined, access_token);
    expect(status).toBe(401);
    expect(body).toMatchObject({
      status: "error",
      message: expect.stringMatching(/^The OAuth token used to make this call expired 7\d second\(s\) ago\.$/),
      category: "EXPIRED_AUTHENTICATION",
      context: { "expire time": [expect.stringMatching(/^\d{4}-.*Z$/)] },
    });
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
  });

  it("a token that nobody knows expired in 1970", async () => {
    const { status, body } = await sandbox.call("GET", details, undefined, "nonsense");
    expect(status).toBe(401);
    expect(body).toMatchObject({
      message: expect.stringMatching(/expired 2\d{4} day\(s\) ago\.$/),
      context: { "expire time": ["1970-01-01T00:00:00.000Z"] },
    });
  });

  it("a call without a token is told about OAuth", async () => {
    const response = await fetch(`${sandbox.apiUrl}${details}`);
    expect(response.status).toBe(401);
    const body: unknown = await response.json();
    expect(body).toMatchObject({
      message:
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
      category: "INVALID_AUTHENTICATION",
      correlationId: response.headers.get("x-hubspot-correlation-id"),
    });
  });

  it("revoking ends the refresh token and leaves the access token", async () => {
    const first = await connectApp(sandbox);
    const revoked = await sandbox.sendForm("/oauth/2026-09/token/revoke", {
      ...clientFields,
      token: first.refresh_token,
    });
    expect(revoked.status).toBe(200);
    expect((await refresh(sandbox, first.refresh_token)).body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
    expect((await sandbox.call("GET", details, undefined, first.access_token)).status).toBe(200);
    const second = await connectApp(sandbox);
    await sandbox.admin("POST", "/revoke", { portal: 4242 });
    expect((await refresh(sandbox, second.refresh_token)).body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
  });

  it("an app can uninstall itself, and then nothing of it works", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    const path = "/appinstalls/2026-09/external-install";
    expect((await sandbox.call("DELETE", path, undefined, access_token)).status).toBe(204);
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(401);
    expect((await refresh(sandbox, refresh_token)).body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
    expect((await sandbox.call("GET", details)).status).toBe(200);
  });

  it("an uninstall through the admin door ends static tokens as well", async () => {
    await sandbox.admin("POST", "/uninstall", { portal: 4242 });
    expect((await sandbox.call("GET", details)).status).toBe(401);
  });

  it("introspection tells whose token it is, until it is dead", async () => {
    const { access_token } = await connectApp(sandbox);
    const introspect = () =>
      sandbox.sendForm("/oauth/2026-09/token/introspect", {
        ...clientFields,
        token: access_token,
        token_type_hint: "access_token",
      });
    expect((await introspect()).body).toMatchObject({
      active: true,
      hub_id: 4242,
      hub_domain: "acme.example",
      user: "admin@acme.example",
      scopes: testApp.requiredScopes,
      signed_access_token: { hublet: "na1" },
      token_type: "Bearer",
    });
    await sandbox.admin("POST", "/clock", { advanceMs: 30 * 60_000 });
    expect((await introspect()).body).toEqual({ active: false });
  });
});

describe("scopes", () => {
  it("a call without its scope is a 403 that names the scopes of which one is needed", async () => {
    const { access_token } = await connectApp(sandbox);
    const { status, body } = await sandbox.call("GET", "/crm/objects/2026-09/deals", undefined, access_token);
    expect(status).toBe(403);
    expect(body).toMatchObject({
      status: "error",
      message:
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
      errors: [
        {
          message: "One or more of the following scopes are required.",
          context: { requiredGranularScopes: ["crm.objects.deals.read"] },
        },
      ],
      links: { scopes: "https://developers.hubspot.com/scopes" },
      category: "MISSING_SCOPES",
    });
  });

  it.each([
    ["crm.objects.products.write", "products", true],
    ["e-commerce", "products", true],
    ["e-commerce", "line_items", true],
    ["tickets", "tickets", true],
    ["crm.objects.custom.write", "2-7001", true],
    ["crm.objects.contacts.read", "contacts", false],
    ["crm.objects.contacts.write", "companies", false],
  ])("%s lets write %s: %s", async (scope, type, isAllowed) => {
    const narrow = await startTestSandbox({
      portals: [{ ...testPortal, tokens: [{ token: "pat-one", scopes: [scope] }] }],
    });
    const path = `/crm/objects/2026-09/${type}/batch/upsert`;
    const { status } = await narrow.call("POST", path, { inputs: [] }, "pat-one");
    expect(status).toBe(isAllowed ? 200 : 403);
    await narrow.stop();
  });

  it("a scope that is taken away is missing from the next call and from the next refresh", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/remove-scope", { portal: 4242, scope: "crm.objects.contacts.write" });
    const path = "/crm/objects/2026-09/contacts/batch/upsert";
    expect((await sandbox.call("POST", path, { inputs: [] }, access_token)).status).toBe(403);
    expect((await refresh(sandbox, refresh_token)).body).toMatchObject({
      scopes: ["oauth", "crm.objects.contacts.read"],
    });
    expect((await connectApp(sandbox)).scopes).toContain("crm.objects.contacts.write");
  });
});
