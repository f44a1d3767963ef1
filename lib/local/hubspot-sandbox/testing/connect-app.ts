import { z } from "zod";
import { type TestSandbox, testApp } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

export const redirectUri = testApp.redirectUrls[0] ?? "";

export const clientFields = { client_id: testApp.clientId, client_secret: testApp.clientSecret };

const tokensSchema = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string(),
  scopes: z.array(z.string()),
});

/** The install URL's query with everything right, changed as asked; null leaves a field out. */
export function installQuery(changes: Record<string, string | null> = {}): string {
  const fields: Record<string, string | null> = {
    client_id: testApp.clientId,
    redirect_uri: redirectUri,
    scope: testApp.requiredScopes.join(" "),
    state: "s-1",
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== null) query.set(name, value);
  return query.toString();
}

/** Presses a button of the consent page and returns where it leads. */
export async function pressConsent(sandbox: TestSandbox, decision: "connect" | "cancel", query = installQuery()) {
  const response = await fetch(`${sandbox.appUrl}/oauth/4242/authorize?${query}`, {
    method: "POST",
    body: new URLSearchParams({ decision }),
    redirect: "manual",
  });
  const location = response.headers.get("location");
  return {
    status: response.status,
    location: location === null ? null : new URL(location),
    page: await response.text(),
  };
}

export async function takeCode(sandbox: TestSandbox, query?: string): Promise<string> {
  const { location } = await pressConsent(sandbox, "connect", query);
  return location?.searchParams.get("code") ?? "";
}

export function exchange(sandbox: TestSandbox, fields: Record<string, string>) {
  return sandbox.sendForm("/oauth/2026-09/token", {
    grant_type: "authorization_code",
    ...clientFields,
    redirect_uri: redirectUri,
    ...fields,
  });
}

export function refresh(sandbox: TestSandbox, refreshToken: string) {
  return sandbox.sendForm("/oauth/2026-09/token", {
    grant_type: "refresh_token",
    ...clientFields,
    refresh_token: refreshToken,
  });
}

/** Goes through consent and exchange and returns the tokens. */
export async function connectApp(sandbox: TestSandbox, query?: string) {
  return tokensSchema.parse((await exchange(sandbox, { code: await takeCode(sandbox, query) })).body);
}
