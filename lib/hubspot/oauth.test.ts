import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HubSpotPause } from "./client";
import { createAuthorizeUrl, createPkcePair, exchangeCode, introspectToken, refreshGrant } from "./oauth";
import { createFakeClock } from "./testing/fake-clock";
import { type ScriptedHubSpot, startScriptedHubSpot } from "./testing/scripted-hubspot";

let hubSpot: ScriptedHubSpot;
beforeAll(async () => {
  hubSpot = await startScriptedHubSpot();
});
afterAll(() => hubSpot.stop());

const granted = {
  json: {
    token_type: "bearer",
    refresh_token: "na1-new",
    access_token: "access",
    hub_id: 1234567,
    scopes: ["oauth", "crm.objects.contacts.write"],
    expires_in: 1800,
  },
};
const app = () => ({
  apiBaseUrl: hubSpot.url,
  clientId: "client",
  clientSecret: "hush",
  sleep: createFakeClock().sleep,
});
const refresh = () => refreshGrant({ ...app(), refreshToken: "na1-old" });
const exchange = () =>
  exchangeCode({ ...app(), redirectUri: "http://localhost:3000/cb", code: "c", codeVerifier: "v" });

const badRefreshToken = {
  status: 400,
  json: {
    status: "BAD_REFRESH_TOKEN",
    message: "refresh token is invalid, expired or revoked",
    error: "invalid_grant",
    error_description: "refresh token is invalid, expired or revoked",
  },
};

describe("the address of the authorize page", () => {
  const request = {
    appBaseUrl: "https://app.hubspot.com",
    clientId: "id",
    redirectUri: "https://sluice.example.com/api/hubspot/callback",
    scopes: ["oauth", "crm.objects.contacts.write"],
    optionalScopes: ["tickets"],
    state: "a b+c",
    codeChallenge: "challenge",
  };

  it("carries scopes, state and challenge, parted as HubSpot wants them", () => {
    const text = createAuthorizeUrl(request);
    expect(text).toContain("scope=oauth%20crm.objects.contacts.write&");
    const url = new URL(text);
    expect(url.origin + url.pathname).toBe("https://app.hubspot.com/oauth/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "id",
      redirect_uri: request.redirectUri,
      scope: "oauth crm.objects.contacts.write",
      optional_scope: "tickets",
      state: "a b+c",
      code_challenge: "challenge",
      code_challenge_method: "S256",
    });
  });

  it("can choose the account, and leaves an empty list out", () => {
    const url = new URL(createAuthorizeUrl({ ...request, optionalScopes: [], hubId: 42 }));
    expect(url.pathname).toBe("/oauth/42/authorize");
    expect(url.searchParams.has("optional_scope")).toBe(false);
  });
});

it("a challenge is the digest of its verifier, and no two are alike", () => {
  const { verifier, challenge } = createPkcePair();
  expect(verifier).toMatch(/^[\w-]{43,128}$/);
  expect(challenge).toBe(createHash("sha256").update(verifier).digest("base64url"));
  expect(createPkcePair().verifier).not.toBe(verifier);
});

describe("the token endpoint", () => {
  it("gets a form, and gives a grant", async () => {
    hubSpot.answerInTurn(granted);
    const before = Date.now();
    const grant = await exchange();
    expect(grant).toMatchObject({ accessToken: "access", refreshToken: "na1-new", hubId: 1234567 });
    expect(grant.scopes).toEqual(["oauth", "crm.objects.contacts.write"]);
    expect(grant.expiresAt.getTime() - before).toBeGreaterThanOrEqual(1_800_000);
    expect(grant.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(1_800_000);
    const sent = hubSpot.requests.at(-1);
    expect(sent).toMatchObject({ path: "/oauth/2026-09/token", contentType: "application/x-www-form-urlencoded" });
    expect(Object.fromEntries(new URLSearchParams(String(sent?.body)))).toEqual({
      grant_type: "authorization_code",
      client_id: "client",
      client_secret: "hush",
      redirect_uri: "http://localhost:3000/cb",
      code: "c",
      code_verifier: "v",
    });
  });

  it("may leave the refresh token out, which then stays", async () => {
    const { refresh_token: _none, ...rest } = granted.json;
    hubSpot.answerInTurn({ json: rest });
    expect((await refresh()).refreshToken).toBe("na1-old");
  });

  it.each([{ scopes: undefined }, { scopes: [] }, { scopes: "oauth" }])(
    "may tell no scopes, which isn't taken for none (%j)",
    async (odd) => {
      hubSpot.answerInTurn({ json: { ...granted.json, ...odd } });
      expect((await refresh()).scopes).toBeNull();
    },
  );

  it.each([
    badRefreshToken,
    { status: 400, json: { status: "BAD_HUB", message: "missing or unknown hub id", error: "access_denied" } },
  ])("that no longer honours the connection asks for a new one", async (answer) => {
    hubSpot.answerInTurn(answer, granted);
    await expect(refresh()).rejects.toMatchObject({ code: "hubspot_reconnect" });
  });

  it.each(["BAD_AUTH_CODE", "BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "BAD_REDIRECT_URI", "BAD_CODE_VERIFIER", "BAD_NEW"])(
    "that refuses with %s is not asked twice, and no secret is told",
    async (status) => {
      hubSpot.answerInTurn({ status: 400, json: { status, message: "client_secret hush is wrong" } }, granted);
      const error = await exchange().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "hubspot_refused" });
      expect(String(error)).not.toContain("hush");
    },
  );

  it("is asked again after a limit and a fault when refreshing", async () => {
    hubSpot.answerInTurn(
      { status: 429, json: { message: "You have reached your rate limit." } },
      { status: 502 },
      granted,
    );
    expect((await refresh()).accessToken).toBe("access");
  });

  it("is given up after three tries", async () => {
    const before = hubSpot.requests.length;
    hubSpot.answer(() => ({ fault: "reset" }));
    await expect(refresh()).rejects.toMatchObject({ code: "hubspot_unreachable" });
    expect(hubSpot.requests.length - before).toBe(3);
  });

  it("is left alone for a while when it stays at its limit, or says for how long", async () => {
    hubSpot.answer(() => ({ status: 429, text: "You have reached your rate limit." }));
    const asked = hubSpot.requests.length;
    const pause = await refresh().catch((error: unknown) => error);
    expect(pause).toBeInstanceOf(HubSpotPause);
    expect(hubSpot.requests).toHaveLength(asked + 3);
    hubSpot.answerInTurn({ status: 429, headers: { "retry-after": "90" }, text: "" });
    const before = Date.now();
    const told = await refresh().catch((error: unknown) => error);
    if (!(told instanceof HubSpotPause)) throw told;
    expect(told.until.getTime()).toBeGreaterThanOrEqual(before + 90_000);
    expect(told.until.getTime()).toBeLessThanOrEqual(Date.now() + 90_000);
  });

  it("may give tokens of any length", async () => {
    const [access, fresh] = ["a".repeat(600), "r".repeat(600)];
    hubSpot.answerInTurn({ json: { ...granted.json, access_token: access, refresh_token: fresh } });
    expect(await refresh()).toMatchObject({ accessToken: access, refreshToken: fresh });
  });

  it("never gets a code a second time after a fault: it may have been spent", async () => {
    hubSpot.answerInTurn({ status: 502 }, granted);
    await expect(exchange()).rejects.toMatchObject({ code: "hubspot_unreachable" });
  });
});

describe("introspection", () => {
  it("tells the account's domain and who installed the app", async () => {
    hubSpot.answerInTurn({
      json: { active: true, hub_id: 7, hub_domain: "acme.com", user: "ann@acme.com", scopes: ["oauth"] },
    });
    expect(await introspectToken({ ...app(), token: "access" })).toEqual({
      isActive: true,
      hubId: 7,
      hubDomain: "acme.com",
      userEmail: "ann@acme.com",
      scopes: ["oauth"],
    });
  });

  it("of a revoked token says only that", async () => {
    hubSpot.answerInTurn({ json: { active: false } });
    expect(await introspectToken({ ...app(), token: "access" })).toMatchObject({ isActive: false, hubDomain: null });
  });
});
