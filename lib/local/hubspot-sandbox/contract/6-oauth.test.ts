import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  clientFields,
  connectApp,
  exchange,
  installQuery,
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
const invalidRefreshToken = {
  status: "BAD_REFRESH_TOKEN",
  message: "refresh token is invalid, expired or revoked",
  error: "invalid_grant",
  error_description: "refresh token is invalid, expired or revoked",
};

describe("§6.3 A code", () => {
  it("§6.3.2 §6.3.5 §6.3.10 is exchanged once for tokens that work", async () => {
    const code = await takeCode(sandbox);
    const { status, body } = await exchange(sandbox, { code });
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: "bearer",
      refresh_token: expect.stringMatching(/^na1-/),
      access_token: expect.stringMatching(/^.{301,512}$/),
      hub_id: 4242,
      scopes: testApp.requiredScopes,
      expires_in: 1800,
      token_use: "access_token",
      user_id: expect.any(Number),
    });
    const again = await exchange(sandbox, { code });
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ status: "BAD_AUTH_CODE", error: "invalid_grant" });
  });

  it.each(["v1", "v3", "2026-03"])("is taken at /oauth/%s/token as well", async (version) => {
    const form = {
      ...clientFields,
      grant_type: "authorization_code",
      redirect_uri: testApp.redirectUrls[0] ?? "",
      code: await takeCode(sandbox),
    };
    const { status, body } = await sandbox.sendForm(`/oauth/${version}/token`, form);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 1800, hub_id: 4242 });
  });

  it("is forgotten after a minute", async () => {
    const code = await takeCode(sandbox);
    await sandbox.admin("POST", "/clock", { advanceMs: 60_000 });
    expect((await exchange(sandbox, { code })).body).toMatchObject({ status: "BAD_AUTH_CODE" });
  });

  it("§6.2.10 §6.3.7 of an install that began with a challenge needs the verifier", async () => {
    const challenge = createHash("sha256").update("verifier").digest("base64url");
    const query = installQuery({ code_challenge: challenge, code_challenge_method: "S256" });
    const wrong = { code: await takeCode(sandbox, query), code_verifier: "other" };
    expect((await exchange(sandbox, wrong)).body).toMatchObject({ status: "BAD_CODE_VERIFIER" });
    expect((await exchange(sandbox, { code: await takeCode(sandbox, query) })).status).toBe(400);
    const right = { code: await takeCode(sandbox, query), code_verifier: "verifier" };
    expect((await exchange(sandbox, right)).status).toBe(200);
  });
});

describe("§6.3 Refusals of the token endpoint", () => {
  it.each([
    ["BAD_CLIENT_ID", "invalid_request", { client_id: "nobody", client_secret: "wrong", grant_type: "nonsense" }],
    ["BAD_CLIENT_SECRET", "invalid_client", { client_secret: "wrong", grant_type: "nonsense" }],
    ["BAD_GRANT_TYPE", "unsupported_grant_type", { grant_type: "password" }],
    ["BAD_AUTH_CODE", "invalid_grant", { code: "nonsense", redirect_uri: "http://localhost:1/" }],
    ["BAD_REDIRECT_URI", "invalid_request", { redirect_uri: "http://localhost:1/" }],
    ["BAD_REFRESH_TOKEN", "invalid_grant", { grant_type: "refresh_token" }],
  ])("§6.3.7 %s is a 400, whatever else is wrong behind it", async (status, error, fields) => {
    const answer = await exchange(sandbox, { code: await takeCode(sandbox), ...fields });
    expect(answer.status).toBe(400);
    const { message } = Object(answer.body);
    expect(answer.body).toEqual({ status, message: expect.any(String), error, error_description: message });
  });

  it.each([false, true])("§6.3.8 an unknown client is invalid_client: %s", async (saysInvalidClientForUnknownId) => {
    await sandbox.admin("POST", "/switches", { saysInvalidClientForUnknownId });
    const message = "missing or unknown client id";
    expect((await exchange(sandbox, { client_id: "nobody" })).body).toEqual({
      status: "BAD_CLIENT_ID",
      message,
      error: saysInvalidClientForUnknownId ? "invalid_client" : "invalid_request",
      error_description: message,
    });
  });

  it("§6.3.6 a refresh token that isn't one is told in HubSpot's words, in older ones at v1", async () => {
    const { status, body } = await refresh(sandbox, "na1-nothing");
    expect(status).toBe(400);
    expect(body).toEqual(invalidRefreshToken);
    const form = { ...clientFields, grant_type: "refresh_token", refresh_token: "na1-nothing" };
    expect((await sandbox.sendForm("/oauth/v1/token", form)).body).toMatchObject({
      status: "BAD_REFRESH_TOKEN",
      message: "missing or invalid refresh token",
    });
  });

  it("a refresh token of another app isn't one", async () => {
    await sandbox.stop();
    sandbox = await startTestSandbox({ apps: [testApp, { ...testApp, clientId: "other", clientSecret: "own" }] });
    const { refresh_token } = await connectApp(sandbox);
    const form = { grant_type: "refresh_token", client_id: "other", client_secret: "own", refresh_token };
    expect((await sandbox.sendForm("/oauth/2026-09/token", form)).body).toEqual(invalidRefreshToken);
  });

  it("a refresh for scopes that weren't granted is BAD_SCOPES", async () => {
    const { refresh_token } = await connectApp(sandbox);
    const form = { ...clientFields, grant_type: "refresh_token", refresh_token, scope: "oauth tickets" };
    const { status, body } = await sandbox.sendForm("/oauth/2026-09/token", form);
    expect([status, Object(body).status]).toEqual([400, "BAD_SCOPES"]);
  });

  it.each(["token", "token/introspect", "token/revoke"])("§6.3.1 /oauth/2026-09/%s takes forms only", async (path) => {
    expect((await sandbox.call("POST", `/oauth/2026-09/${path}`, clientFields)).status).toBe(415);
  });
});

describe("§6.3 Tokens", () => {
  it("§6.3.2 §6.3.3 an access token dies after thirty minutes, and its refresh token lives on", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/clock", { advanceMs: 30 * 60_000 - 10_000 });
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(200);
    await sandbox.admin("POST", "/clock", { advanceMs: 10_000 });
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(401);
    const { status, body } = await refresh(sandbox, refresh_token);
    expect(status).toBe(200);
    const { access_token: fresh } = Object(body);
    expect((await sandbox.call("GET", details, undefined, String(fresh))).status).toBe(200);
  });

  it("an access token is sooner dead if the admin door says so", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/expire-tokens", { portal: 4242 });
    const { status, body } = await sandbox.call("GET", details, undefined, access_token);
    expect([status, Object(body).category]).toEqual([401, "EXPIRED_AUTHENTICATION"]);
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
  });

  it("§6.3.4 a refresh token stays as it is, or is a new one if the switch says so", async () => {
    const { refresh_token } = await connectApp(sandbox);
    expect((await refresh(sandbox, refresh_token)).body).toMatchObject({ refresh_token, hub_id: 4242 });
    await sandbox.admin("POST", "/switches", { rotatesRefreshTokens: true });
    expect((await refresh(sandbox, refresh_token)).body).not.toMatchObject({ refresh_token });
    expect((await refresh(sandbox, refresh_token)).body).toEqual(invalidRefreshToken);
  });

  it("a refresh tells the scopes that are left", async () => {
    const { refresh_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/remove-scope", { portal: 4242, scope: "crm.objects.contacts.write" });
    expect((await refresh(sandbox, refresh_token)).body).toMatchObject({
      scopes: ["oauth", "crm.objects.contacts.read"],
    });
  });
});

describe("§6.4 Introspection", () => {
  const introspect = (token: string, hint: string) =>
    sandbox.sendForm("/oauth/2026-09/token/introspect", { ...clientFields, token, token_type_hint: hint });
  const owner = { hub_id: 4242, hub_domain: "acme.example", user: "admin@acme.example", user_id: 9586504 };

  it("§6.4.1 tells whose an access token is, until it is dead", async () => {
    const { access_token } = await connectApp(sandbox);
    expect((await introspect(access_token, "access_token")).body).toEqual({
      ...owner,
      active: true,
      token: access_token,
      client_id: testApp.clientId,
      app_id: 3209723,
      scopes: testApp.requiredScopes,
      signed_access_token: expect.objectContaining({ hublet: "na1", hubId: 4242 }),
      expires_in: expect.any(Number),
      is_private_distribution: false,
      token_use: "access_token",
      token_type: "Bearer",
    });
    await sandbox.admin("POST", "/clock", { advanceMs: 30 * 60_000 });
    expect((await introspect(access_token, "access_token")).body).toEqual({ active: false });
  });

  it("§6.4.1 tells whose a refresh token is, until it is revoked", async () => {
    const { refresh_token } = await connectApp(sandbox);
    const { body } = await introspect(refresh_token, "refresh_token");
    expect(body).toMatchObject({ ...owner, active: true, token_use: "refresh_token" });
    expect(body).not.toHaveProperty("expires_in");
    await sandbox.admin("POST", "/revoke", { portal: 4242 });
    expect((await introspect(refresh_token, "refresh_token")).body).toEqual({ active: false });
  });

  it("has older addresses in v1 alone, with the token in the path", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    const read = (path: string) => sandbox.call("GET", path, undefined, "");
    expect((await read(`/oauth/v1/access-tokens/${access_token}`)).body).toMatchObject({
      ...owner,
      token: access_token,
      app_id: 3209723,
      scopes: testApp.requiredScopes,
      token_type: "access",
      expires_in: expect.any(Number),
    });
    expect((await read(`/oauth/v1/refresh-tokens/${refresh_token}`)).body).toMatchObject({
      ...owner,
      token: refresh_token,
      client_id: testApp.clientId,
      token_type: "refresh",
    });
    expect(JSON.stringify((await sandbox.admin("GET", "/calls")).body)).not.toContain(access_token);
    for (const path of [`v3/access-tokens/${access_token}`, `2026-09/refresh-tokens/${refresh_token}`]) {
      expect((await read(`/oauth/${path}`)).status).toBe(404);
    }
    expect((await read("/oauth/v1/access-tokens/nonsense")).status).toBe(404);
    expect((await read("/oauth/v1/refresh-tokens/nonsense")).status).toBe(404);
  });
});

describe("§6.4 Revoking and uninstalling", () => {
  it("§6.4.2 revoking ends the refresh token and leaves the access token", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    const form = { ...clientFields, token: refresh_token };
    expect((await sandbox.sendForm("/oauth/2026-09/token/revoke", form)).status).toBe(200);
    expect((await refresh(sandbox, refresh_token)).body).toEqual(invalidRefreshToken);
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(200);
  });

  it("so does deleting it at its older address", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    const path = `/oauth/v1/refresh-tokens/${refresh_token}`;
    expect((await sandbox.call("DELETE", path, undefined, "")).status).toBe(204);
    expect((await refresh(sandbox, refresh_token)).body).toEqual(invalidRefreshToken);
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(200);
  });

  it("§6.4.3 §6.3.6 an app can uninstall itself, and then nothing of it works", async () => {
    const { access_token, refresh_token } = await connectApp(sandbox);
    const path = "/appinstalls/2026-09/external-install";
    const { status, body } = await sandbox.call("DELETE", path, undefined, access_token);
    expect([status, body]).toEqual([204, ""]);
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(401);
    expect((await refresh(sandbox, refresh_token)).body).toEqual(invalidRefreshToken);
    expect((await sandbox.call("GET", details)).status).toBe(200);
  });

  it("§4.5.4 an uninstall ends an access token at once", async () => {
    const { access_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/uninstall", { portal: 4242, clientId: testApp.clientId });
    const { status, body } = await sandbox.call("GET", details, undefined, access_token);
    expect([status, body]).toEqual([401, expect.objectContaining({ category: "INVALID_AUTHENTICATION" })]);
  });

  it("§4.5.4 switched, the access token lives on until it runs out, and can't be renewed", async () => {
    await sandbox.admin("POST", "/switches", { endsAccessTokensOnUninstall: false });
    const { access_token, refresh_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/uninstall", { portal: 4242, clientId: testApp.clientId });
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(200);
    expect((await refresh(sandbox, refresh_token)).body).toEqual(invalidRefreshToken);
    await sandbox.admin("POST", "/clock", { advanceMs: 31 * 60_000 });
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(401);
  });

  it("a token of one account has no app to uninstall", async () => {
    expect((await sandbox.call("DELETE", "/appinstalls/2026-09/external-install")).status).toBe(403);
    expect((await sandbox.call("GET", details)).status).toBe(200);
  });

  it("the customer uninstalls one app, or everything that is connected", async () => {
    const { access_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/uninstall", { portal: 4242, clientId: testApp.clientId });
    expect((await sandbox.call("GET", details, undefined, access_token)).status).toBe(401);
    expect((await sandbox.call("GET", details)).status).toBe(200);
    await sandbox.admin("POST", "/uninstall", { portal: 4242 });
    expect((await sandbox.call("GET", details)).status).toBe(401);
  });

  it("connecting again after an uninstall gives tokens that work, and the old ones stay dead", async () => {
    const first = await connectApp(sandbox);
    await sandbox.admin("POST", "/uninstall", { portal: 4242 });
    const second = await connectApp(sandbox);
    expect((await sandbox.call("GET", details, undefined, second.access_token)).status).toBe(200);
    expect((await sandbox.call("GET", details, undefined, first.access_token)).status).toBe(401);
    expect((await refresh(sandbox, first.refresh_token)).body).toEqual(invalidRefreshToken);
  });

  it("an uninstall in one portal leaves the others connected", async () => {
    await sandbox.stop();
    sandbox = await startTestSandbox({ portals: [testPortal, { ...testPortal, hubId: 4343, tokens: [] }] });
    const { refresh_token } = await connectApp(sandbox);
    await sandbox.admin("POST", "/uninstall", { portal: 4343 });
    expect((await refresh(sandbox, refresh_token)).status).toBe(200);
  });
});
