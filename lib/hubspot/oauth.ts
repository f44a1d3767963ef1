import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type HubSpotClient, HubSpotPause } from "./client";
import { type Answer, exchange, parseJson, TransportFault } from "./exchange";
import { explainGrantError } from "./grant-errors";
import { paths } from "./paths";
import { readRetryAfter } from "./retry-policy";

export interface AuthorizeRequest {
  appBaseUrl: string;
  clientId: string;
  redirectUri: string;
  /** Exactly the app's required scopes, `oauth` among them: HubSpot's page fails otherwise, and doesn't come back. */
  scopes: readonly string[];
  optionalScopes: readonly string[];
  state: string;
  codeChallenge: string;
  /** Chooses the account; without it HubSpot asks. */
  hubId?: number;
}

/** Where the browser goes to connect an account. */
export function createAuthorizeUrl(request: AuthorizeRequest): string {
  const query = new URLSearchParams({
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(" "),
    ...(request.optionalScopes.length > 0 ? { optional_scope: request.optionalScopes.join(" ") } : {}),
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: "S256",
  });
  const account = request.hubId === undefined ? "" : `/${request.hubId}`;
  // HubSpot's own examples part scopes by %20, not by a plus sign.
  return `${request.appBaseUrl}/oauth${account}/authorize?${query.toString().replaceAll("+", "%20")}`;
}

/** A fresh verifier, to be kept secret until the exchange, and the challenge that goes into the address. */
export function createPkcePair(): { verifier: string; challenge: string } {
  const verifier = randomBytes(48).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

export interface TokenGrant {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
  hubId: number;
  /** Null where the answer doesn't tell. */
  scopes: string[] | null;
}

interface App {
  apiBaseUrl: string;
  clientId: string;
  clientSecret: string;
  /** Waits before another try; what it throws ends them. */
  sleep?: (ms: number) => Promise<void>;
}

/** Turns the code of a callback into tokens. Throws `hubspot_refused` with what is wrong and what to do. */
export async function exchangeCode(
  app: App & { redirectUri: string; code: string; codeVerifier: string },
): Promise<TokenGrant> {
  return requestGrant(app, false, {
    grant_type: "authorization_code",
    redirect_uri: app.redirectUri,
    code: app.code,
    code_verifier: app.codeVerifier,
  });
}

/**
 * A new access token. The refresh token usually stays the same; keep the one that comes back. Throws `hubspot_reconnect`
 * when HubSpot no longer honours the refresh token, `HubSpotPause` when its token service is at its limit, and
 * `hubspot_unreachable` after several tries: neither says anything of the refresh token.
 */
export async function refreshGrant(app: App & { refreshToken: string }): Promise<TokenGrant> {
  return requestGrant(app, true, { grant_type: "refresh_token", refresh_token: app.refreshToken });
}

const Introspection = z.object({
  active: z.boolean(),
  hub_id: z.number().nullable().catch(null),
  hub_domain: z.string().nullable().catch(null),
  user: z.string().nullable().catch(null),
  scopes: z.array(z.string()).catch([]),
});

export interface TokenFacts {
  isActive: boolean;
  hubId: number | null;
  hubDomain: string | null;
  /** Who installed the app. */
  userEmail: string | null;
  scopes: string[];
}

/** What HubSpot knows of an access token; a revoked one is not active and says nothing else. */
export async function introspectToken(app: App & { token: string }): Promise<TokenFacts> {
  const form = { token: app.token, token_type_hint: "access_token" };
  const { active, hub_id, hub_domain, user, scopes } = await post(
    app,
    paths.introspectToken(),
    true,
    form,
    Introspection,
  );
  return { isActive: active, hubId: hub_id, hubDomain: hub_domain, userEmail: user, scopes };
}

/** Takes the app out of the account. HubSpot then forgets the tokens; nobody is told of it. */
export async function uninstallApp(client: HubSpotClient): Promise<void> {
  await client.request({ method: "DELETE", path: paths.uninstall(), schema: z.unknown(), isSafeToRepeat: true });
}

const Grant = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  hub_id: z.number(),
  // Every grant has at least `oauth`.
  scopes: z.array(z.string()).min(1).nullable().catch(null),
});

async function requestGrant(app: App, isSafeToRepeat: boolean, form: Record<string, string>): Promise<TokenGrant> {
  const askedAt = Date.now();
  const grant = await post(app, paths.token(), isSafeToRepeat, form, Grant);
  const refreshToken = grant.refresh_token ?? form.refresh_token;
  if (!refreshToken) throw unreadable();
  return {
    accessToken: grant.access_token,
    refreshToken,
    expiresAt: new Date(askedAt + grant.expires_in * 1_000),
    hubId: grant.hub_id,
    scopes: grant.scopes,
  };
}

const MAX_TRIES = 3;
const TIMEOUT_MS = 15_000;
// Refreshing holds a lock that others wait for: a longer wait is better spent outside.
const LONGEST_WAIT_MS = 5_000;
// What a limit without a word about when is left alone for.
const LIMITED_WAIT_MS = 60_000;

async function post<T>(
  app: App,
  path: string,
  isSafeToRepeat: boolean,
  form: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<T> {
  const sleep = app.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  // HubSpot answers 415 to JSON here.
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret }).toString();
  const call = { method: "POST", url: app.apiBaseUrl + path, headers, body, timeoutMs: TIMEOUT_MS };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await tryExchange(call);
    const isFault = answer instanceof TransportFault;
    // Asked first: what stands in front of the token service doesn't limit in JSON.
    const isLimited = !isFault && answer.status === 429;
    const json = isFault || isLimited ? undefined : parseJson(answer.text);
    if (!isFault && json !== undefined) {
      if (answer.status >= 200 && answer.status < 300) return accept(schema, json);
      if (answer.status < 500) throw explainGrantError(json, answer.status);
    }
    const asked = isFault ? null : readRetryAfter(answer.headers, Date.now());
    const isLast = attempt >= MAX_TRIES || (asked ?? 0) > LONGEST_WAIT_MS;
    if (isLimited && isLast) throw limited(asked ?? LIMITED_WAIT_MS);
    // A limited call wasn't carried out; a code that met a fault may have been spent.
    if (isLast || !(isSafeToRepeat || isLimited)) throw unreachable(answer);
    await sleep(asked ?? 1_000 * attempt);
  }
}

async function tryExchange(call: Parameters<typeof exchange>[0]): Promise<Answer | TransportFault> {
  try {
    return await exchange(call);
  } catch (error) {
    if (error instanceof TransportFault) return error;
    throw error;
  }
}

function accept<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unreadable();
}

function unreadable(): AppError {
  return new AppError("hubspot_unreachable", "HubSpot's token service answered in an unknown shape. Try again later.");
}

function limited(waitMs: number): HubSpotPause {
  return new HubSpotPause({
    until: Date.now() + waitMs,
    reason: "HubSpot's token service has reached its limit of calls",
  });
}

function unreachable(answer: Answer | TransportFault): AppError {
  const what = answer instanceof TransportFault ? answer.message : `status ${answer.status}`;
  return new AppError(
    "hubspot_unreachable",
    `HubSpot's token service can't be reached (${what}). Try again in a minute.`,
    {
      cause: answer instanceof TransportFault ? answer : undefined,
    },
  );
}
