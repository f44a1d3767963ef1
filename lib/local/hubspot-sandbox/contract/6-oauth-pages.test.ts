import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SandboxOptions } from "@/lib/local/hubspot-sandbox/options";
import { connectApp, installQuery, pressConsent, redirectUri } from "@/lib/local/hubspot-sandbox/testing/connect-app";
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

async function restart(options: Partial<SandboxOptions>): Promise<void> {
  await sandbox.stop();
  sandbox = await startTestSandbox(options);
}

/** What the page says, as a reader sees it: without the entities of its HTML. */
async function openPage(path: string, query: string) {
  const response = await fetch(`${sandbox.appUrl}${path}?${query}`, { redirect: "manual" });
  const html = await response.text();
  const text = html.replaceAll("&#39;", "'").replaceAll("&quot;", '"');
  return { status: response.status, location: response.headers.get("location"), html, text };
}

describe("§6.2 The account chooser", () => {
  const small = { ...testPortal, hubId: 77, domain: "Small.example", tier: "free", tokens: [] } as const;
  const many = { portals: [testPortal, small] };

  it("§6.2.1 offers the accounts with their tiers, and says that it isn't HubSpot's", async () => {
    await restart(many);
    const { status, html } = await openPage("/oauth/authorize", installQuery({ state: '"><script>' }));
    expect(status).toBe(200);
    expect(html).toContain("HubSpot sandbox — not HubSpot");
    for (const shown of ["acme.example", "4242 · enterprise", "Small.example", "77 · free"]) {
      expect(html).toContain(shown);
    }
    expect(html).not.toContain("<script>");
  });

  it.each(["small", " SMALL ", "77"])("finds an account by “%s” and keeps the install URL", async (search) => {
    await restart(many);
    const { html } = await openPage("/oauth/authorize", installQuery({ search }));
    expect(html).toContain("Small.example");
    expect(html).not.toContain("acme.example");
    expect(html).toContain('name="state" value="s-1"');
  });

  it("says so when no account is called that", async () => {
    const { html } = await openPage("/oauth/authorize", installQuery({ search: "<nobody>" }));
    expect(html).toContain("No account of yours is called “&lt;nobody&gt;”.");
    expect(html).not.toContain("Choose account</button>");
  });

  it("§6.2.1 is passed by once an account is chosen, by the form or by the URL", async () => {
    for (const path of ["/oauth/4242/authorize", "/oauth/authorize"]) {
      const { html } = await openPage(path, installQuery({ portalId: "4242" }));
      expect(html).toContain("Connect app");
      expect(html).not.toContain("Choose an account");
    }
  });

  it("doesn't know an account that isn't there", async () => {
    expect((await openPage("/oauth/1/authorize", installQuery())).status).toBe(404);
  });
});

describe("§6.2 Consent", () => {
  it("lists the scopes in words", async () => {
    const query = installQuery({ optional_scope: "crm.objects.deals.read crm.objects.custom.read" });
    const { html } = await openPage("/oauth/4242/authorize", query);
    for (const [scope, words] of [
      ["oauth", "Know who you are and which account this is"],
      ["crm.objects.contacts.write", "Write contacts"],
      ["crm.objects.deals.read", "Read deals"],
      ["crm.objects.custom.read", "Read custom objects"],
    ]) {
      expect(html).toContain(`<code>${scope}</code> <small>${words}</small>`);
    }
  });

  it("§6.2.2 goes back to the app with a code and its state", async () => {
    const { status, location } = await pressConsent(sandbox, "connect");
    expect(status).toBe(302);
    expect(`${location?.origin}${location?.pathname}`).toBe(redirectUri);
    expect(location?.searchParams.get("state")).toBe("s-1");
    expect(location?.searchParams.get("code")).toBeTruthy();
  });

  it("§12.7 stays where it is on cancel, or says access_denied if the switch says so", async () => {
    expect((await pressConsent(sandbox, "cancel")).location).toBeNull();
    await sandbox.admin("POST", "/switches", { redirectsOnCancel: true });
    const { location } = await pressConsent(sandbox, "cancel");
    expect(location?.searchParams.get("error")).toBe("access_denied");
    expect(location?.searchParams.get("state")).toBe("s-1");
  });

  it("drops an optional scope that the account's tier lacks", async () => {
    await restart({ portals: [{ ...testPortal, tier: "free" }] });
    const query = installQuery({ optional_scope: "crm.objects.deals.read crm.objects.custom.read" });
    expect((await connectApp(sandbox, query)).scopes).toEqual([...testApp.requiredScopes, "crm.objects.deals.read"]);
  });

  it("given again with more optional scopes widens the grant, with fewer narrows it, for tokens that are out as well", async () => {
    const deals = "crm.objects.deals.read";
    const first = await connectApp(sandbox);
    const read = async () =>
      (await sandbox.call("GET", "/crm/objects/2026-09/deals", undefined, first.access_token)).status;
    expect(await read()).toBe(403);
    const wider = await connectApp(sandbox, installQuery({ optional_scope: deals }));
    expect(wider.scopes).toEqual([...testApp.requiredScopes, deals]);
    expect(await read()).toBe(200);
    expect((await connectApp(sandbox)).scopes).toEqual(testApp.requiredScopes);
    expect(await read()).toBe(403);
  });
});

describe("§6.2 What HubSpot's page refuses", () => {
  const all = testApp.requiredScopes.join(" ");
  const conditional = "crm.objects.companies.read";
  const invalid = "An invalid scope name was provided. Please contact the app developer.";
  const insufficient =
    "Authorization failed because the provided scopes are insufficient. Please contact the app developer.";
  const mismatch =
    "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes. Please contact the app developer.";

  async function expectRefusal(query: string, message: string): Promise<void> {
    const { location, text } = await openPage("/oauth/4242/authorize", query);
    expect(location).toBeNull();
    expect(text).toContain(`<h1>Couldn't complete the connection</h1><p role="alert">${message}`);
  }

  it.each([
    ["no scope", { scope: null }, invalid],
    ["an unknown scope", { scope: `${all} crm.objects.nonsense.read` }, invalid],
    ["an unknown optional scope", { optional_scope: "crm.objects.nonsense.read" }, invalid],
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
      "Authorization failed as the redirect URL 'http://localhost:65359/' doesn't match the app's registered redirect URL",
    ],
  ])(
    "§6.2.3 §6.2.4 §6.2.5 §6.2.6 §6.2.8 %s is told in HubSpot's words, and never redirected",
    async (_, changes, message) => {
      await expectRefusal(installQuery(changes), message);
      const { location, text } = await openPage("/oauth/authorize", installQuery(changes));
      expect(location).toBeNull();
      expect(text).toContain(message);
    },
  );

  it("§6.2.6 a conditionally required scope may be among the required ones only", async () => {
    await restart({ apps: [{ ...testApp, conditionallyRequiredScopes: [conditional] }] });
    await expectRefusal(installQuery({ optional_scope: conditional }), mismatch);
    const tokens = await connectApp(sandbox, installQuery({ scope: `${all} ${conditional}` }));
    expect(tokens.scopes).toContain(conditional);
  });

  it("§6.2.7 an account whose tier lacks a required feature", async () => {
    const requiredScopes = [...testApp.requiredScopes, "crm.objects.custom.read"];
    await restart({ apps: [{ ...testApp, requiredScopes }], portals: [{ ...testPortal, tier: "free" }] });
    await expectRefusal(
      installQuery({ scope: requiredScopes.join(" ") }),
      "This account doesn't have access to some HubSpot features that are required by this app.",
    );
  });

  it("§6.2.9 an account whose Super Admins approve apps, until this one is approved", async () => {
    await restart({ portals: [{ ...testPortal, requiresAppApproval: true }] });
    await expectRefusal(
      installQuery(),
      "Authorization failed because this app hasn't been approved to access the required scopes",
    );
    await sandbox.admin("POST", "/connect-rules", { portal: 4242, requiresAppApproval: false });
    expect((await pressConsent(sandbox, "connect")).status).toBe(302);
  });

  it("§6.2.9 a user without the permission to connect apps, until they have it", async () => {
    await restart({ portals: [{ ...testPortal, userMayConnectApps: false }] });
    await expectRefusal(installQuery(), "You don't have permission to connect apps to this account.");
    expect((await pressConsent(sandbox, "connect")).location).toBeNull();
    await sandbox.admin("POST", "/connect-rules", { portal: 4242, userMayConnectApps: true });
    expect((await pressConsent(sandbox, "connect")).status).toBe(302);
  });
});
