import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { listMatchProperties } from "@/lib/engine/list-match-properties";
import { AppError } from "@/lib/errors";
import type { PortalSeed, SandboxOptions } from "@/lib/local/hubspot-sandbox/options";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { type CallRecord, createHubSpotClient, type HubSpotClient } from "./client";
import { createUniqueProperty } from "./create-unique-property";
import { createLimiter } from "./limiter";
import { listObjectTypes } from "./list-object-types";
import { exchangeCode } from "./oauth";
import { paths } from "./paths";
import { listProperties } from "./properties";

type Told = Readonly<Record<string, string>>;
interface Trial {
  readonly portal?: Partial<PortalSeed>;
  tell(client: HubSpotClient, sandbox: TestSandbox): Promise<Told>;
  /** What isn't the same: with the switch off, and on. */
  readonly differences: Readonly<Record<string, readonly [off: string | undefined, on: string | undefined]>>;
}

const trials = {
  reportsEmailAsUnique: {
    tell: (client) => tellMatchProperties(client, "0-1"),
    differences: {},
  },
  refusesSchemasBelowEnterprise: {
    portal: { tier: "professional", customObjects: [] },
    async tell(client) {
      const types = await listObjectTypes(client, { granted: testPortal.tokens?.[0]?.scopes ?? [], denied: [] });
      return Object.fromEntries(types.map(({ labelPlural, whyNot }) => [labelPlural, whyNot ?? "can be synced"]));
    },
    differences: {
      "Custom objects": [
        "This account has no custom objects.",
        "HubSpot shows this connection no custom objects: the account's subscription doesn't have them.",
      ],
    },
  },
  takesUniquePropertiesOnProducts: {
    async tell(client) {
      const made = createUniqueProperty(client, "0-7", { name: "sku_key", label: "SKU key" });
      const creating = await made.then(({ name, isUnique }) => `${name}, unique: ${isUnique}`, tellRefusal);
      return { creating, ...(await tellMatchProperties(client, "0-7")) };
    },
    differences: {
      creating: [
        expect.stringMatching(
          /^hubspot_refused: HubSpot didn't create sku_key: Products can't have .* unique values\. /,
        ),
        "sku_key, unique: true",
      ],
      unique: ["hs_unique_creation_key", "hs_unique_creation_key, sku_key"],
      "matched by": ["hs_object_id", "sku_key, hs_object_id"],
      "why none": [expect.stringContaining("If HubSpot does not offer that for products in your account"), ""],
    },
  },
  saysInvalidClientForUnknownId: {
    async tell(_, { apiUrl }) {
      const app = { apiBaseUrl: apiUrl, clientId: "nobody", clientSecret: "secret" };
      const grant = { redirectUri: "http://localhost:3000/api/hubspot/callback", code: "code", codeVerifier: "v" };
      return { connecting: await exchangeCode({ ...app, ...grant }).then(() => "connected", tellRefusal) };
    },
    differences: {},
  },
} satisfies Partial<Record<keyof Switches, Trial>>;

describe("switches that no write meets", () => {
  it.each(Object.entries<Trial>(trials))(
    "%s: what is told is the same off and on, but for what is named",
    async (name, { portal = {}, tell, differences }) => {
      const [off, on] = [await tellWith(false), await tellWith(true)];
      const keys = Object.keys({ ...off, ...on }).filter((key) => off[key] !== on[key]);
      expect(Object.fromEntries(keys.map((key) => [key, [off[key], on[key]]]))).toEqual(differences);

      async function tellWith(isOn: boolean): Promise<Told> {
        const options = { portals: [{ ...testPortal, ...portal }], switches: { [name]: isOn } };
        const sandbox = await startSandbox({ limits: null, ...options });
        return tell(openClient(sandbox), sandbox);
      }
    },
  );

  it("an unknown client id is told by its name, and the e-mail address comes first for contacts", async () => {
    const sandbox = await startSandbox({});
    const { connecting } = await trials.saysInvalidClientForUnknownId.tell(openClient(sandbox), sandbox);
    expect(connecting).toMatch(/^hubspot_refused: HubSpot doesn't know the app's client id\. /);
    const told = await trials.reportsEmailAsUnique.tell(openClient(sandbox));
    expect(told["matched by"]).toBe("email, external_id, badge, hs_object_id");
  });
});

// Half a second instead of ten: the limiter learns the interval from HubSpot's headers.
const limits = { burst: 20, intervalMs: 500 };
const CALLS = 40;

describe.each<Partial<Switches>>([
  { sendsRetryAfterOnRateLimit: false, countsCallsWhenAnswered: false },
  { sendsRetryAfterOnRateLimit: true, countsCallsWhenAnswered: false },
  { sendsRetryAfterOnRateLimit: false, countsCallsWhenAnswered: true },
])("HubSpot's limit of calls, with %j", (switches) => {
  async function callOften(sandbox: TestSandbox): Promise<CallRecord[]> {
    const calls: CallRecord[] = [];
    const client = openClient(sandbox, (call) => calls.push(call));
    const call = { method: "GET", path: paths.records("0-1"), schema: z.unknown(), isSafeToRepeat: true } as const;
    await Promise.all(Array.from({ length: CALLS }, () => client.request(call)));
    return calls;
  }

  it("is never met by us alone", async () => {
    const sandbox = await startSandbox({ limits, switches });
    await sandbox.admin("POST", "/latency", { minMs: 5, maxMs: 60 });
    const calls = await callOften(sandbox);
    expect(calls.map(({ status }) => status)).toEqual(Array(CALLS).fill(200));
  });

  it("is waited for when others have used it up: nobody calls meanwhile, and every call comes through", async () => {
    const sandbox = await startSandbox({ limits, switches });
    await sandbox.admin("POST", "/foreign-calls", { portal: testPortal.hubId, calls: limits.burst });
    const calls = await callOften(sandbox);
    const refused = calls.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    // Those that were on their way when the first one came back.
    expect(calls.slice(0, refused.length)).toEqual(refused);
    expect(calls.slice(refused.length).map(({ status }) => status)).toEqual(Array(CALLS).fill(200));
  });
});

async function startSandbox(options: Partial<SandboxOptions>): Promise<TestSandbox> {
  const sandbox = await startTestSandbox(options);
  onTestFinished(() => sandbox.stop());
  return sandbox;
}

function openClient({ apiUrl }: TestSandbox, onCall?: (call: CallRecord) => void): HubSpotClient {
  const getAccessToken = async () => "pat-all";
  const renewAccessToken = async () => {
    throw new Error("The token is good.");
  };
  const limiter = createLimiter(limits);
  return createHubSpotClient({
    apiBaseUrl: apiUrl,
    limiter,
    getAccessToken,
    renewAccessToken,
    ...(onCall && { onCall }),
  });
}

async function tellMatchProperties(client: HubSpotClient, objectTypeId: string): Promise<Told> {
  const properties = await listProperties(client, objectTypeId);
  const found = listMatchProperties(objectTypeId, properties);
  const nameAll = (listed: readonly { name: string }[]) => listed.map(({ name }) => name).join(", ");
  return {
    unique: nameAll(properties.filter(({ isUnique }) => isUnique)),
    "matched by": nameAll(found.properties),
    "why none": found.whyNone ?? "",
  };
}

function tellRefusal(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  return `${error.code}: ${error.message}`;
}
