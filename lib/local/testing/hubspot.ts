import { afterAll } from "vitest";
import { z } from "zod";
import type { CustomObjectSeed, PortalSeed, Tier } from "@/lib/local/hubspot-sandbox/options";
import { startHubSpotSandbox } from "@/lib/local/hubspot-sandbox/start-hubspot-sandbox";
import { demoPortals, makeAppSeed } from "@/lib/local/sandbox-seed";

const Calls = z.object({ calls: z.array(z.object({ method: z.string(), path: z.string(), count: z.number() })) });
const Records = z.object({
  total: z.number(),
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
});

const firstHubId = 52_000_001;
const clientId = "test-client";
const clientSecret = "test-secret";

export type TestHubSpot = Awaited<ReturnType<typeof testHubSpot>>;

/**
 * A HubSpot sandbox of the calling test file's own, with as many portals as it has tests to use them: each like the
 * demo's, and empty. Call it at the top of the file.
 */
export async function testHubSpot({ portals = 16, tier = "enterprise" }: { portals?: number; tier?: Tier } = {}) {
  const seeds = Array.from({ length: portals }, (_, index) => seedPortal(firstHubId + index, tier));
  const free = [...seeds];
  const app = { clientId, clientSecret, redirectUrl: "http://localhost:3000/api/hubspot/callback" };
  const sandbox = await startHubSpotSandbox({
    adminPort: 0,
    apps: [makeAppSeed(app)],
    portals: seeds,
    // So wide that no test waits for it; that the limiter keeps to a narrow one is tested beside it.
    limits: { burst: 100_000, intervalMs: 10_000 },
  });
  afterAll(() => sandbox.stop());

  async function admin(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${sandbox.adminUrl}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`The admin door refused ${method} ${path}: ${await answer.text()}`);
    return answer.json();
  }

  return {
    ...sandbox,
    clientId,
    clientSecret,
    admin,
    /** A portal that no other test of the file has. */
    takePortal(): PortalSeed & { token: string } {
      const seed = free.shift();
      if (!seed) throw new Error("The sandbox has too few portals for this file: ask testHubSpot for more.");
      return seed;
    },
    /** A token that somebody could paste, of a portal that was taken. */
    tokenOf: (hubId: number): string => seeds.find((seed) => seed.hubId === hubId)?.token ?? "",
    /** Begins to count calls anew; what comes back tells how many there have been since, by a piece of their path. */
    async countCalls(): Promise<(path: string) => Promise<number>> {
      await admin("POST", "/reset-counts");
      return async (path) => {
        const { calls } = Calls.parse(await admin("GET", "/calls"));
        return calls.filter((call) => call.path.includes(path)).reduce((sum, { count }) => sum + count, 0);
      };
    },
    async listRecords(hubId: number, objectType: string) {
      const path = `/records?portal=${hubId}&objectType=${objectType}&limit=10000`;
      return Records.parse(await admin("GET", path)).results.map(({ properties }) => properties);
    },
    /** Ends a portal's connection at HubSpot: its refresh token is dead and its access token has run out. */
    async revoke(hubId: number): Promise<void> {
      await admin("POST", "/revoke", { portal: hubId });
      await admin("POST", "/clock", { advanceMs: 31 * 60_000 });
    },
  };
}

function seedPortal(hubId: number, tier: Tier): PortalSeed & { token: string } {
  const [demo] = demoPortals;
  const [token] = demo?.tokens ?? [];
  if (!demo || !token) throw new Error("The demo's portal has a token.");
  const name = `pat-na1-${hubId}-0000-0000-000000000001`;
  const tokens = [{ ...token, token: name }];
  return { ...demo, tier, hubId, domain: `portal-${hubId}.example`, tokens, token: name, customObjects: [gates] };
}

/** A custom object that every portal of a test has. */
const gates: CustomObjectSeed = {
  objectTypeId: "2-7001",
  name: "gate",
  labels: { singular: "Gate", plural: "Gates" },
  primaryDisplayProperty: "title",
  requiredProperties: ["title"],
  properties: [
    { name: "title", label: "Title", type: "string", fieldType: "text" },
    { name: "serial", label: "Serial", type: "string", fieldType: "text", hasUniqueValue: true },
  ],
};
