import type { WriteMode } from "@/lib/engine/types";
import type { FaultTarget } from "./targets";
import type { FaultWorld } from "./world";

/** Something that goes wrong at HubSpot while rows are sent, and how a run is expected to end. */
export interface FaultScenario {
  readonly name: string;
  readonly mode?: WriteMode;
  /** Contacts by their e-mail address, unless said. */
  readonly target?: FaultTarget;
  /** One row in so many breaks a rule that only HubSpot knows. */
  readonly badRowIn?: number;
  /** The sandbox's switches that are turned for it. */
  readonly switches?: Readonly<Record<string, boolean>>;
  /** Faults of the sandbox, scripted before the first row is sent. */
  readonly faults?: readonly object[];
  /** What has happened before the first call of the first run. */
  beforehand?(world: FaultWorld): Promise<void>;
  /** What happens when half of the chunks are delivered. */
  midway?(world: FaultWorld): Promise<void>;
  /** What time or a person does when HubSpot asks for a long wait; without it no such wait may come. */
  wait?(world: FaultWorld): Promise<void>;
  /** The run ends with this error; after `mend` the next one sends the rest. */
  readonly stop?: { readonly code: string; mend(world: FaultWorld): Promise<void> };
  /** Rows that HubSpot leaves unconfirmed: the next run has to bring them. */
  readonly unconfirmed?: number;
}

const upserts = { method: "POST", path: "/batch/upsert" };
const html = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
const halfAnHourAndOne = { advanceMs: 31 * 60_000 };
const aDay = { advanceMs: 24 * 60 * 60_000 };
const nothing = async () => {};

export const faultScenarios: readonly FaultScenario[] = [
  { name: "nothing at all" },
  {
    name: "423, the records are locked, three times",
    faults: [{ match: upserts, kind: "status", status: 423, times: 3 }],
  },
  {
    name: "429, somebody else has used the allowance",
    midway: async ({ admin, hubId }) => {
      await admin("POST", "/limits", { limits: { burst: 60, intervalMs: 1_000 } });
      await admin("POST", "/foreign-calls", { portal: hubId, calls: 55 });
    },
  },
  {
    name: "429, the limit per second, twice",
    faults: [
      {
        match: upserts,
        kind: "status",
        status: 429,
        times: 2,
        body: { status: "error", message: "You have reached your secondly limit.", policyName: "SECONDLY" },
      },
    ],
  },
  {
    name: "429, the daily limit, until midnight",
    midway: ({ admin, hubId }) => setDailyLimit(admin, hubId, 0),
    wait: waitForTheNextDay,
  },
  {
    name: "429, the daily limit, before the first call",
    beforehand: ({ admin, hubId }) => setDailyLimit(admin, hubId, 0),
    wait: waitForTheNextDay,
  },
  {
    name: "477, the account is moving, for two hours",
    faults: [{ match: upserts, kind: "status", status: 477, headers: { "retry-after": "7200" }, after: 50 }],
    wait: nothing,
  },
  {
    name: "500 with a JSON body, three times",
    faults: [{ match: upserts, kind: "status", status: 500, times: 3 }],
  },
  {
    name: "502 as HTML from a proxy, three times",
    faults: [{ match: upserts, kind: "status", status: 502, body: html, times: 3 }],
  },
  {
    name: "524, Cloudflare gave up, after the write",
    faults: [{ match: upserts, kind: "status-after", status: 524, times: 3 }],
  },
  {
    name: "503 for good",
    faults: [{ match: upserts, kind: "status", status: 503, times: 100_000, after: 50 }],
    stop: { code: "hubspot_unreachable", mend: ({ admin }) => clearFaults(admin) },
  },
  {
    name: "5 % of the connections reset before the write",
    faults: [{ match: upserts, kind: "reset-before", share: 0.05, seed: 1 }],
  },
  {
    name: "5 % of the connections reset after the write",
    faults: [{ match: upserts, kind: "reset-after", share: 0.05, seed: 2 }],
  },
  {
    name: "half a JSON body, three times",
    faults: [{ match: upserts, kind: "half-body", times: 3 }],
  },
  {
    name: "an answer that never comes",
    faults: [{ match: upserts, kind: "hang", times: 1 }],
  },
  {
    name: "a fifth of the answers name one record fewer",
    faults: [{ match: upserts, kind: "omit-results", share: 0.2, seed: 3 }],
  },
  {
    name: "COMPLETE without a result, nothing written, twice",
    faults: [{ match: upserts, kind: "empty-results", times: 2 }],
    unconfirmed: 200,
  },
  {
    name: "answers without trace ids, in another order",
    faults: [{ match: upserts, kind: "results-without-trace-ids", share: 0.5, seed: 4 }],
  },
  { name: "1 % bad rows, each named", badRowIn: 100 },
  {
    name: "1 % bad rows, the whole batch refused with all of them",
    badRowIn: 100,
    switches: { refusesWholeEmailBatches: true },
  },
  {
    name: "the access token runs out, and the token service is busy",
    midway: async ({ admin }) => {
      await admin("POST", "/clock", halfAnHourAndOne);
      const fault = { match: { path: "/token" }, kind: "status", status: 429, times: 1 };
      await admin("POST", "/faults", fault);
    },
  },
  {
    name: "the connection is revoked",
    midway: async ({ admin, hubId }) => {
      await admin("POST", "/revoke", { portal: hubId });
      await admin("POST", "/clock", halfAnHourAndOne);
    },
    stop: { code: "hubspot_reconnect", mend: ({ reconnect }) => reconnect() },
  },
  {
    name: "the app is uninstalled",
    midway: async ({ admin, hubId }) => void (await admin("POST", "/uninstall", { portal: hubId })),
    stop: { code: "hubspot_reconnect", mend: ({ reconnect }) => reconnect() },
  },
  {
    name: "the app is uninstalled, and its access token lives on for a while",
    switches: { endsAccessTokensOnUninstall: false },
    midway: async ({ admin, hubId }) => {
      await admin("POST", "/uninstall", { portal: hubId });
      await admin("POST", "/clock", halfAnHourAndOne);
    },
    stop: { code: "hubspot_reconnect", mend: ({ reconnect }) => reconnect() },
  },
  {
    name: "a scope is taken away",
    midway: async ({ admin, hubId }) =>
      void (await admin("POST", "/remove-scope", { portal: hubId, scope: "crm.objects.contacts.write" })),
    stop: { code: "hubspot_scope_missing", mend: ({ reconnect }) => reconnect() },
  },
  {
    name: "only creating, 5 % of the connections reset after the write",
    mode: "create",
    faults: [{ match: { method: "POST", path: "/batch/create" }, kind: "reset-after", share: 0.05, seed: 5 }],
  },
];

async function setDailyLimit(admin: FaultWorld["admin"], portal: number, calls: number): Promise<void> {
  await admin("POST", "/daily-limit", { portal, limit: calls });
}

async function waitForTheNextDay({ admin, hubId }: FaultWorld): Promise<void> {
  await setDailyLimit(admin, hubId, 1_000_000);
  await admin("POST", "/clock", aDay);
}

async function clearFaults(admin: FaultWorld["admin"]): Promise<void> {
  await admin("DELETE", "/faults");
}
