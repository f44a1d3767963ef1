import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { expiredToken, noCredentials } from "@/lib/local/hubspot-sandbox/api/refused";
import type { AppSeed, PortalSeed } from "@/lib/local/hubspot-sandbox/options";

/** What outlives a restart. Codes don't: they live for a minute. */
export const installStateSchema = z.object({
  installs: z.array(
    z.object({ clientId: z.string(), portalId: z.number(), scopes: z.array(z.string()), userEmail: z.string() }),
  ),
  refreshTokens: z.array(z.object({ token: z.string(), clientId: z.string(), portalId: z.number() })),
  accessTokens: z.array(
    z.object({
      token: z.string(),
      clientId: z.string(),
      portalId: z.number(),
      expiresAt: z.number(),
      /** Its app was uninstalled. */
      isDead: z.boolean().default(false),
    }),
  ),
  removedScopes: z.array(z.object({ portalId: z.number(), scope: z.string() })),
  deadStaticTokens: z.array(z.string()),
});

export type InstallState = z.infer<typeof installStateSchema>;
export type Install = InstallState["installs"][number];

export interface App extends AppSeed {
  readonly appId: string;
}

/** Who makes a call of the API. */
export interface Caller {
  readonly portalId: number;
  readonly appId: string;
  readonly clientId: string | null;
  readonly scopes: ReadonlySet<string>;
  readonly usesOAuth: boolean;
  readonly isMarketplaceApp: boolean;
  /** The permission of the person whose token it is; an account's token has it. */
  readonly mayEditAssociations: boolean;
}

export interface AuthorizationCode {
  readonly clientId: string;
  readonly portalId: number;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
}

export const accessTokenLifeMs = 30 * 60_000;
const codeLifeMs = 60_000;
const firstStaticAppId = 3_309_723;

/** Who connected which app to which portal, and the tokens that came of it. */
export class Installs {
  readonly #apps: readonly App[];
  readonly #portals: readonly PortalSeed[];
  readonly #onChange: (state: InstallState) => void;
  readonly #codes = new Map<string, AuthorizationCode>();
  #state: InstallState = { installs: [], refreshTokens: [], accessTokens: [], removedScopes: [], deadStaticTokens: [] };

  constructor(apps: readonly App[], portals: readonly PortalSeed[], onChange: (state: InstallState) => void) {
    this.#apps = apps;
    this.#portals = portals;
    this.#onChange = onChange;
  }

  get state(): InstallState {
    return this.#state;
  }

  restore(state: InstallState): void {
    this.#state = state;
  }

  connect(install: Install, link: Pick<AuthorizationCode, "redirectUri" | "challenge">, now: number): string {
    const { clientId, portalId } = install;
    this.#change({
      installs: [...this.#state.installs.filter((other) => !isSame(other, install)), install],
      removedScopes: this.#state.removedScopes.filter(
        (removed) => removed.portalId !== portalId || !install.scopes.includes(removed.scope),
      ),
    });
    const code = randomUUID();
    this.#codes.set(code, { clientId, portalId, ...link, expiresAt: now + codeLifeMs });
    return code;
  }

  /** A code works once, whoever tries it. */
  takeCode(code: string, now: number): AuthorizationCode | null {
    const taken = this.#codes.get(code);
    this.#codes.delete(code);
    return taken !== undefined && taken.expiresAt > now ? taken : null;
  }

  findInstall(clientId: string, portalId: number): Install | null {
    const install = this.#state.installs.find((other) => isSame(other, { clientId, portalId }));
    return install ? { ...install, scopes: this.#withoutRemoved(install.scopes, portalId) } : null;
  }

  createRefreshToken(clientId: string, portalId: number): string {
    const token = `${this.#hubletOf(portalId)}-${randomUUID()}`;
    this.#change({ refreshTokens: [...this.#state.refreshTokens, { token, clientId, portalId }] });
    return token;
  }

  findRefreshToken(token: string) {
    return this.#state.refreshTokens.find((known) => known.token === token) ?? null;
  }

  dropRefreshToken(token: string): void {
    this.#change({ refreshTokens: this.#state.refreshTokens.filter((known) => known.token !== token) });
  }

  /** Longer than 300 characters, as HubSpot warns that tokens may be. */
  createAccessToken(clientId: string, portalId: number, now: number): string {
    const token = `C${randomBytes(240).toString("base64url")}`;
    const remembered = this.#state.accessTokens.filter((known) => known.expiresAt > now - 24 * 3_600_000);
    this.#change({
      accessTokens: [...remembered, { token, clientId, portalId, expiresAt: now + accessTokenLifeMs, isDead: false }],
    });
    return token;
  }

  findAccessToken(token: string) {
    return this.#state.accessTokens.find((known) => known.token === token) ?? null;
  }

  portalOfToken(token: string): number | null {
    const fixed = this.#portals.find(({ tokens }) => tokens?.some((known) => known.token === token));
    return fixed?.hubId ?? this.findAccessToken(token)?.portalId ?? this.findRefreshToken(token)?.portalId ?? null;
  }

  portalOfCode(code: string): number | null {
    return this.#codes.get(code)?.portalId ?? null;
  }

  /** Throws HubSpot's 401 unless the header carries a token that works. */
  authenticate(authorization: string | undefined, now: number): Caller {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw noCredentials();
    const fixed = this.#findStaticToken(token);
    if (fixed !== null) return fixed;
    const access = this.findAccessToken(token);
    if (access === null) throw expiredToken(0, now);
    if (access.expiresAt <= now) throw expiredToken(access.expiresAt, now);
    const install = this.findInstall(access.clientId, access.portalId);
    if (install === null || access.isDead) throw noCredentials();
    const app = this.#apps.find(({ clientId }) => clientId === access.clientId);
    return {
      portalId: access.portalId,
      appId: app?.appId ?? "",
      clientId: access.clientId,
      scopes: new Set(install.scopes),
      usesOAuth: true,
      isMarketplaceApp: app?.distribution !== "private",
      mayEditAssociations: true,
    };
  }

  /** The app of that client id if it is installed; without one, every app of the portal and its static tokens. */
  listAppIds(portalId: number, clientId: string | null): readonly string[] {
    const installed = this.#apps.filter((app) => this.findInstall(app.clientId, portalId) !== null);
    if (clientId !== null) return installed.filter((app) => app.clientId === clientId).map(({ appId }) => appId);
    const statics = this.#portals.find((portal) => portal.hubId === portalId)?.tokens ?? [];
    return [...installed.map(({ appId }) => appId), ...statics.map((_, index) => staticAppId(index))];
  }

  expireAccessTokens(portalId: number, now: number): void {
    this.#change({
      accessTokens: this.#state.accessTokens.map((known) =>
        known.portalId === portalId && known.expiresAt > now ? { ...known, expiresAt: now } : known,
      ),
    });
  }

  /** Without a client id: every app of the portal, and its static tokens. */
  uninstall(
    portalId: number,
    clientId: string | null,
    { endsAccessTokensOnUninstall }: { endsAccessTokensOnUninstall: boolean },
  ): void {
    const isGone = (known: { clientId: string; portalId: number }) =>
      known.portalId === portalId && (clientId === null || known.clientId === clientId);
    const statics = this.#portals.find((portal) => portal.hubId === portalId)?.tokens ?? [];
    this.#change({
      refreshTokens: this.#state.refreshTokens.filter((known) => !isGone(known)),
      ...(endsAccessTokensOnUninstall && {
        installs: this.#state.installs.filter((known) => !isGone(known)),
        accessTokens: this.#state.accessTokens.map((known) => (isGone(known) ? { ...known, isDead: true } : known)),
      }),
      ...(clientId === null && {
        deadStaticTokens: [...this.#state.deadStaticTokens, ...statics.map(({ token }) => token)],
      }),
    });
  }

  /** Kills the refresh tokens; access tokens that are out live on until they expire. */
  revoke(portalId: number): void {
    this.#change({ refreshTokens: this.#state.refreshTokens.filter((known) => known.portalId !== portalId) });
  }

  removeScope(portalId: number, scope: string): void {
    this.#change({ removedScopes: [...this.#state.removedScopes, { portalId, scope }] });
  }

  #findStaticToken(token: string): Caller | null {
    for (const portal of this.#portals) {
      const index = portal.tokens?.findIndex((candidate) => candidate.token === token) ?? -1;
      const known = portal.tokens?.[index];
      if (known === undefined) continue;
      if (this.#state.deadStaticTokens.includes(token)) throw noCredentials();
      // A private app may always ask about its own account, which is what the scope `oauth` lets an OAuth app do.
      const scopes = new Set(["oauth", ...this.#withoutRemoved(known.scopes, portal.hubId)]);
      const kind = {
        clientId: null,
        usesOAuth: false,
        isMarketplaceApp: false,
        mayEditAssociations: !known.lacksEditAssociations,
      };
      return { ...kind, portalId: portal.hubId, appId: staticAppId(index), scopes };
    }
    return null;
  }

  #withoutRemoved(scopes: readonly string[], portalId: number): string[] {
    const { removedScopes } = this.#state;
    return scopes.filter(
      (scope) => !removedScopes.some((removed) => removed.portalId === portalId && removed.scope === scope),
    );
  }

  #hubletOf(portalId: number): string {
    return this.#portals.find((portal) => portal.hubId === portalId)?.hublet ?? "na1";
  }

  #change(change: Partial<InstallState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }
}

/** Each token is a private app or a service key of its own. */
function staticAppId(index: number): string {
  return String(firstStaticAppId + index);
}

function isSame(one: { clientId: string; portalId: number }, other: { clientId: string; portalId: number }): boolean {
  return one.clientId === other.clientId && one.portalId === other.portalId;
}
