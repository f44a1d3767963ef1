import { z } from "zod";
import type { Payload, WriteInput, WriteMode, WriteOutcome } from "@/lib/engine/types";
import type { PortalSeed } from "@/lib/local/hubspot-sandbox/options";
import { startTestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { createHubSpotClient } from "../client";
import { createDestination } from "../destination";
import { createLimiter } from "../limiter";

/**
 * A batch of 100 contacts that meets everything which HubSpot is known to do to rows, one of bad rows only and one of new
 * ones only; in every mode and by every kind of match property, each in a portal of its own.
 */
export const ways = [
  { mode: "upsert", matchProperty: "email" },
  { mode: "upsert", matchProperty: "external_id" },
  { mode: "upsert", matchProperty: "hs_object_id" },
  { mode: "create", matchProperty: "email" },
  { mode: "create", matchProperty: "external_id" },
  { mode: "update", matchProperty: "email" },
  { mode: "update", matchProperty: "external_id" },
  { mode: "update", matchProperty: "hs_object_id" },
] as const satisfies readonly { mode: WriteMode; matchProperty: string }[];
export type Way = (typeof ways)[number];

export const nameWay = ({ mode, matchProperty }: Way) => `${mode} by ${matchProperty}`;

/** What became of each row, by the way and the row: `created`, `skipped exists`, `rejected INVALID_OPTION is_vip`. */
export type Told = Readonly<Record<string, string>>;

export interface Circumstances {
  readonly switches?: Readonly<Record<string, boolean>>;
  /** Meets the first call of each way whose path ends so. */
  readonly fault?: { readonly path: string; readonly kind: string } & Readonly<Record<string, unknown>>;
}

/** Runs the batches in every way, and tells what became of each row, and of how many records each portal has then. */
export async function runContactScenario({ switches = {}, fault }: Circumstances): Promise<Told> {
  const sandbox = await startTestSandbox({ portals: ways.map((_, index) => portalOf(index)), switches });
  try {
    const told: Record<string, string> = {};
    for (const [index, way] of ways.entries()) {
      const { hubId } = portalOf(index);
      const admin = { ask: sandbox.admin, hubId };
      const known = await seed(admin, (path, body) => sandbox.call("POST", path, body, tokenOf(index)));
      if (fault)
        await sandbox.admin("POST", "/faults", {
          ...fault,
          match: { path: fault.path, portal: hubId },
          path: undefined,
        });
      const destination = createDestination({ client: openClient(sandbox.apiUrl, index), objectTypeId: "0-1", ...way });
      for (const batch of [
        makeRows(way.matchProperty, known),
        makeBadRows(way, known),
        makeNewRows(way.matchProperty),
      ]) {
        for (const outcome of await destination.write(batch)) told[`${nameWay(way)}: ${outcome.trace}`] = tell(outcome);
      }
      told[`${nameWay(way)}: records`] = String(await countRecords(admin));
    }
    return told;
  } finally {
    await sandbox.stop();
  }
}

interface Admin {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<{ body: unknown }>;
  readonly hubId: number;
}

const tokenOf = (index: number) => `pat-${index}`;

function portalOf(index: number): PortalSeed {
  const [token] = testPortal.tokens ?? [];
  return {
    ...testPortal,
    hubId: 5_000 + index,
    tokens: [{ token: tokenOf(index), scopes: token?.scopes ?? [] }],
    owners: [{ id: "77", email: "owner@acme.example", firstName: "Olga", lastName: "Owen" }],
    properties: {
      contacts: [
        ...(testPortal.properties?.contacts ?? []),
        { name: "score", label: "Score", type: "number", fieldType: "number" },
        { name: "birthday", label: "Birthday", type: "date", fieldType: "date" },
        { name: "seen_at", label: "Seen at", type: "datetime", fieldType: "date" },
        { name: "tags", label: "Tags", type: "enumeration", fieldType: "checkbox", options: toOptions("A", "B", "C") },
        { name: "motto", label: "Motto", type: "string", fieldType: "text" },
      ],
    },
    validationRules: [
      { objectType: "contacts", property: "motto", rules: [{ ruleType: "FORMAT", ruleArguments: ["ALPHA"] }] },
    ],
  };
}

function toOptions(...values: readonly string[]) {
  return values.map((value) => ({ value, label: `Tag ${value}` }));
}

function openClient(apiBaseUrl: string, index: number) {
  return createHubSpotClient({
    apiBaseUrl,
    limiter: createLimiter(),
    getAccessToken: async () => tokenOf(index),
    renewAccessToken: async () => Promise.reject(new Error("The token was refused.")),
    sleep: async () => {},
  });
}

/** 20 contacts, of whom the first has a second address; two more that were merged, and one that was archived. Their ids. */
async function seed({ ask, hubId }: Admin, call: (path: string, body: unknown) => Promise<unknown>) {
  const contacts: { properties: Payload }[] = Array.from({ length: 23 }, (_, index) => ({
    properties: {
      email: `known${index}@acme.example`,
      external_id: `K-${index}`,
      firstname: "Old",
      lifecyclestage: "customer",
      badge: `B-${index}`,
      tags: "A",
    },
  }));
  contacts.push({ properties: { email: "known0@home.example" } });
  const place = { portal: hubId, objectType: "contacts" };
  const { body } = await ask("POST", "/records", { ...place, records: contacts });
  const { ids } = z.object({ ids: z.array(z.string()) }).parse(body);
  await ask("POST", "/merge", { ...place, primaryId: ids[0], mergedId: ids[23] });
  await ask("POST", "/merge", { ...place, primaryId: ids[20], mergedId: ids[21] });
  await call("/crm/objects/2026-09/contacts/batch/archive", { inputs: [{ id: ids[22] }] });
  return ids.slice(0, 23);
}

/** What each row that isn't simply good brings; the first 23 are about contacts that HubSpot knows. */
const special: Readonly<Record<number, Payload>> = {
  2: { firstname: "" },
  3: { lifecyclestage: "lead" },
  4: { tags: ";B" },
  5: { tags: "C;B" },
  6: { birthday: "1990-01-01T00:00:00Z", seen_at: "2026-01-31T08:00:00Z", score: "1.50" },
  7: { is_vip: "YES" },
  8: { badge: "B-9" },
  10: { hubspot_owner_id: "999" },
  11: { hubspot_owner_id: "77" },
  30: { is_vip: "YES" },
  31: { no_such_property: "x" },
  32: { badge: "B-9" },
  33: { createdate: "2026-01-01" },
  34: { score: "many" },
  35: { birthday: "1/1/1" },
  36: { motto: "2 words" },
  37: { motto: "word", nickname: "x" },
  38: { nickname: "x".repeat(65_537) },
  39: { tags: "A;Gold" },
  40: { birthday: "1990-01-01T00:00:00Z" },
  41: { hs_additional_emails: "second41@acme.example" },
  42: { nickname: "", is_vip: "true" },
  43: { lastname: "", email: "" },
};

const bad: readonly Payload[] = [{ is_vip: "YES" }, { score: "many" }, { motto: "2 words" }, { motto: "3 words" }];

function makeRows(matchProperty: Way["matchProperty"], ids: readonly string[]): WriteInput[] {
  return Array.from({ length: 100 }, (_, row) => ({
    trace: `row ${row}`,
    matchValue: matchValueOf(matchProperty, row, ids),
    payload: {
      lastname: `Row ${row}`,
      ...(matchProperty === "external_id" && row >= 23 ? { email: `new${row}@acme.example` } : {}),
      ...special[row],
    },
  }));
}

/** Nothing but bad rows: of known contacts, but where the mode would skip these. */
function makeBadRows({ mode, matchProperty }: Way, ids: readonly string[]): WriteInput[] {
  return bad.map((payload, index) => ({
    trace: `bad ${index}`,
    matchValue: matchValueOf(matchProperty, mode === "create" ? 110 + index : 13 + index, ids),
    payload,
  }));
}

/** Nothing that HubSpot knows. */
function makeNewRows(matchProperty: Way["matchProperty"]): WriteInput[] {
  return Array.from({ length: 3 }, (_, index) => ({
    trace: `new ${index}`,
    matchValue: matchValueOf(matchProperty, 120 + index, []),
    payload: { lastname: `New ${index}` },
  }));
}

/** Row 1 reaches the contact of row 0 by another address where matching is by email; row 12 has blanks and capitals. */
function matchValueOf(matchProperty: Way["matchProperty"], row: number, ids: readonly string[]): string {
  switch (matchProperty) {
    case "hs_object_id":
      return ids[row] ?? `9990${row}`;
    case "external_id":
      return row === 12 ? " k-12 " : `K-${row}`;
    case "email":
      if (row === 1) return "known0@home.example";
      if (row === 12) return " Known12@Acme.Example ";
      return row < 23 ? `known${row}@acme.example` : `new${row}@acme.example`;
    default:
      return matchProperty satisfies never;
  }
}

function tell(outcome: WriteOutcome): string {
  if (outcome.kind === "skipped") return `skipped ${outcome.reason}`;
  if (outcome.kind !== "rejected") return outcome.kind;
  const { stage, refusal } = outcome;
  return ["rejected", ...(stage === "unconfirmed" ? [stage] : []), refusal.code, refusal.property ?? ""]
    .join(" ")
    .trim();
}

async function countRecords({ ask, hubId }: Admin): Promise<number> {
  const { body } = await ask("GET", `/records?portal=${hubId}&objectType=contacts`);
  return z.looseObject({ total: z.number() }).parse(body).total;
}
