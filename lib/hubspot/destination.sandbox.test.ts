import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WriteInput } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import {
  startTestSandbox,
  type TestSandbox,
  testApp,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { readAccount } from "./account";
import { type CallRecord, createHubSpotClient } from "./client";
import { createUniqueProperty } from "./create-unique-property";
import { createDestination } from "./destination";
import { createLimiter } from "./limiter";
import { listObjectTypes } from "./list-object-types";
import {
  createAuthorizeUrl,
  createPkcePair,
  exchangeCode,
  introspectToken,
  refreshGrant,
  type TokenGrant,
  uninstallApp,
} from "./oauth";
import { listProperties } from "./properties";
import { optionalScopes, requiredScopes } from "./scopes";

const redirectUri = "http://localhost:3000/api/hubspot/callback";
const app = {
  ...testApp,
  requiredScopes: requiredScopes.map(({ scope }) => scope),
  optionalScopes: optionalScopes.map(({ scope }) => scope),
};

let sandbox: TestSandbox;
let calls: CallRecord[];

beforeEach(async () => {
  sandbox = await startTestSandbox({ apps: [app] });
  calls = [];
});
afterEach(() => sandbox.stop());

const credentials = () => ({
  apiBaseUrl: sandbox.apiUrl,
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  sleep: async () => {},
});

function openClient(token = "pat-all", renew = async (): Promise<string> => Promise.reject(new Error("not expected"))) {
  return createHubSpotClient({
    apiBaseUrl: sandbox.apiUrl,
    limiter: createLimiter(),
    getAccessToken: async () => token,
    renewAccessToken: renew,
    sleep: async () => {},
    onCall: (call) => calls.push(call),
  });
}

/** What a person does with a browser: opens the page for the account, presses "Connect app", lands on the callback. */
async function connect(scopes = app.requiredScopes): Promise<TokenGrant> {
  const { verifier, challenge } = createPkcePair();
  const url = createAuthorizeUrl({
    appBaseUrl: sandbox.appUrl,
    clientId: app.clientId,
    redirectUri,
    scopes,
    optionalScopes: app.optionalScopes,
    state: "the-state",
    codeChallenge: challenge,
    hubId: testPortal.hubId,
  });
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ decision: "connect" }),
    redirect: "manual",
  });
  const landing = new URL(response.headers.get("location") ?? "http://nowhere");
  expect(landing.searchParams.get("state")).toBe("the-state");
  const code = landing.searchParams.get("code") ?? "";
  return exchangeCode({ ...credentials(), redirectUri, code, codeVerifier: verifier });
}

const makeContacts = (...payloads: Record<string, string>[]): WriteInput[] =>
  payloads.map((payload, index) => ({ trace: `t${index}`, matchValue: `ann${index}@acme.example`, payload }));

const deliverContacts = (inputs: readonly WriteInput[], matchProperty = "email") =>
  createDestination({ client: openClient(), objectTypeId: "0-1", matchProperty, mode: "upsert" }).write(inputs);

const setSwitch = (switches: Record<string, boolean>) => sandbox.admin("POST", "/switches", switches);
const addFault = (fault: Record<string, unknown>) =>
  sandbox.admin("POST", "/faults", { match: { path: "/batch/upsert" }, ...fault });

const kinds = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

describe("connecting", () => {
  it("leads from the consent page to tokens that work, and to the account's name", async () => {
    const grant = await connect();
    expect(grant.hubId).toBe(testPortal.hubId);
    expect(grant.scopes).toEqual(expect.arrayContaining([...app.requiredScopes]));
    expect(await introspectToken({ ...credentials(), token: grant.accessToken })).toMatchObject({
      isActive: true,
      hubDomain: testPortal.domain,
    });
    expect(await readAccount(openClient(grant.accessToken))).toMatchObject({
      hubId: testPortal.hubId,
      timeZone: testPortal.timeZone,
      currency: testPortal.currency,
    });
  });

  it("outlives the access token: a 401 is renewed within the call", async () => {
    const grant = await connect();
    await sandbox.admin("POST", "/clock", { advanceMs: 31 * 60_000 });
    const client = openClient(grant.accessToken, async () => {
      const renewed = await refreshGrant({ ...credentials(), refreshToken: grant.refreshToken });
      return renewed.accessToken;
    });
    expect((await readAccount(client)).hubId).toBe(testPortal.hubId);
    expect(calls.map(({ status }) => status)).toEqual([401, 200]);
  });

  it("ends with an uninstall, after which only a new connection helps", async () => {
    const grant = await connect();
    await uninstallApp(openClient(grant.accessToken));
    await expect(refreshGrant({ ...credentials(), refreshToken: grant.refreshToken })).rejects.toMatchObject({
      code: "hubspot_reconnect",
    });
  });
});

describe("a portal", () => {
  it("tells its object types, custom ones too", async () => {
    const grant = await connect();
    const found = await listObjectTypes(openClient(grant.accessToken), { granted: grant.scopes, denied: [] });
    expect(found.filter(({ canWrite }) => canWrite).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["contacts", "companies", "deals", "tickets", "products", "line_items", "widget"]),
    );
  });

  it("tells its properties, and gets a unique one that records are matched by", async () => {
    const properties = await listProperties(openClient(), "0-1");
    const find = (name: string) => properties.find((property) => property.name === name);
    expect(find("email")).toMatchObject({ type: "string", isUnique: true, whyNotMappable: null });
    expect(find("createdate")?.whyNotMappable).not.toBeNull();
    expect((await listProperties(openClient(), "2-7001")).find(({ name }) => name === "title")?.isRequired).toBe(true);
    for (const objectTypeId of ["0-1", "0-2", "0-3", "0-5", "0-7", "0-8", "2-7001"]) {
      const made = await createUniqueProperty(openClient(), objectTypeId, { name: "sluice_key", label: "Sluice key" });
      expect(made).toMatchObject({ name: "sluice_key", isUnique: true });
    }
    await expect(
      createUniqueProperty(openClient(), "0-2", { name: "sluice_key", label: "Again" }),
    ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("choose it as the match property") });
    const company: WriteInput = { trace: "a", matchValue: "K-1", payload: { name: "Acme" } };
    const companies = createDestination({
      client: openClient(),
      objectTypeId: "0-2",
      matchProperty: "sluice_key",
      mode: "upsert",
    });
    expect(kinds(await companies.write([company]))).toEqual(["created"]);
    expect(kinds(await companies.write([company]))).toEqual(["updated"]);
  });

  it("that took a scope away stops the run with the scope's name", async () => {
    const grant = await connect();
    await sandbox.admin("POST", "/remove-scope", { portal: testPortal.hubId, scope: "crm.objects.contacts.write" });
    const destination = createDestination({
      client: openClient(grant.accessToken),
      objectTypeId: "0-1",
      matchProperty: "email",
      mode: "upsert",
    });
    const error = await destination.write(makeContacts({})).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: "hubspot_scope_missing",
      message: expect.stringContaining("crm.objects.contacts.write"),
    });
  });
});

describe.each([
  { refusesWholeEmailBatches: false, refusesWholeUpsertOnTakenValue: false, describesOptionsAtLength: false },
  { refusesWholeEmailBatches: true, refusesWholeUpsertOnTakenValue: true, describesOptionsAtLength: true },
])("a batch with bad rows, at a HubSpot with %j", (switches) => {
  beforeEach(() => setSwitch(switches));

  it("writes the good rows and rejects each bad one with its own reason", async () => {
    await deliverContacts([{ trace: "a", matchValue: "owner@acme.example", payload: { badge: "B-1" } }]);
    const outcomes = await deliverContacts(
      makeContacts(
        { firstname: "Ann" },
        { is_vip: "YES" },
        { nickname: "Bo", phone: "1" },
        { no_such_property: "x" },
        { badge: "B-1" },
        { createdate: "2026-01-01" },
        { firstname: "Cy" },
      ),
    );
    expect(outcomes).toMatchObject([
      { kind: "created" },
      { refusal: { code: "INVALID_OPTION", property: "is_vip", option: "YES" } },
      { kind: "created" },
      { refusal: { code: "PROPERTY_DOESNT_EXIST", property: "no_such_property" } },
      { refusal: { code: "CONFLICTING_UNIQUE_VALUE", property: "badge" }, existingRecordId: expect.any(String) },
      { refusal: { code: "READ_ONLY_VALUE", property: "createdate" } },
      { kind: "created" },
    ]);
    expect(await sandbox.countRecords("contacts")).toBe(4);
  });
});

it.each([true, false])(
  "a row that is sent again finds its record, if HubSpot takes match values from `id` (%s) or from properties alone",
  async (setsMatchValueFromId) => {
    await setSwitch({ setsMatchValueFromId });
    const input = { trace: "t0", matchValue: "W-1", payload: { name: "Acme" } };
    const target = { objectTypeId: "0-2", matchProperty: "warehouse_id", mode: "upsert" } as const;
    const deliver = async () => kinds(await createDestination({ client: openClient(), ...target }).write([input]));
    expect([...(await deliver()), ...(await deliver())]).toEqual(["created", "updated"]);
    expect(await sandbox.countRecords("companies")).toBe(1);
  },
);

describe("contacts by email", () => {
  it.each([true, false])(
    "reached twice, by two of their addresses, both get an outcome (refused together: %s)",
    async (isRefused) => {
      await setSwitch({ refusesTwoEmailsOfOneContact: isRefused });
      await sandbox.admin("POST", "/records", {
        portal: testPortal.hubId,
        objectType: "contacts",
        records: [{ properties: { email: "ann@acme.example", hs_additional_emails: "ann@home.example" } }],
      });
      const outcomes = await deliverContacts([
        { trace: "a", matchValue: "ann@acme.example", payload: { firstname: "Ann" } },
        { trace: "b", matchValue: "ann@home.example", payload: { lastname: "Lee" } },
        { trace: "c", matchValue: "bo@acme.example", payload: {} },
      ]);
      expect(kinds(outcomes)).toEqual(["updated", "updated", "created"]);
    },
  );

  it("keep what wasn't sent, and lose what was cleared", async () => {
    await deliverContacts(makeContacts({ firstname: "Ann", lastname: "Lee" }));
    expect(kinds(await deliverContacts(makeContacts({ lastname: "" })))).toEqual(["updated"]);
    const { body } = await sandbox.admin("GET", `/records?portal=${testPortal.hubId}&objectType=contacts`);
    expect(body).toMatchObject({ results: [{ properties: { firstname: "Ann" } }] });
    expect(JSON.stringify(body)).not.toContain("Lee");
  });
});

describe("faults on the way", () => {
  it.each([
    { kind: "status", status: 423 },
    { kind: "status", status: 502 },
    { kind: "status", status: 524 },
    { kind: "reset-before" },
    { kind: "reset-after" },
    { kind: "half-body" },
  ])("leave every row written once: %j", async (fault) => {
    await addFault(fault);
    const outcomes = await deliverContacts(makeContacts({ firstname: "Ann" }, { firstname: "Bo" }));
    expect(outcomes.every(({ kind }) => kind === "created" || kind === "updated")).toBe(true);
    expect(await sandbox.countRecords("contacts")).toBe(2);
    expect(calls).toHaveLength(2);
  });

  it("that lose the results don't make a written row a reject", async () => {
    await addFault({ kind: "omit-results" });
    expect(kinds(await deliverContacts(makeContacts({ firstname: "Ann" }, { firstname: "Bo" }))).sort()).toEqual([
      "created",
      "updated",
    ]);
  });

  it.each([true, false])(
    "that write nothing without a word make rejects (404 on read-back: %s)",
    async (isNotFound) => {
      await setSwitch({ answers404WhenBatchReadFindsNothing: isNotFound });
      await addFault({ kind: "empty-results" });
      expect(await deliverContacts(makeContacts({ firstname: "Ann" }, {}))).toMatchObject([
        { kind: "rejected", stage: "unconfirmed" },
        { kind: "rejected", stage: "unconfirmed" },
      ]);
      expect(await sandbox.countRecords("contacts")).toBe(0);
    },
  );
});

it("60 concurrent batches never meet the portal's limit", async () => {
  await sandbox.admin("POST", "/limits", { limits: { burst: 25, intervalMs: 500 } });
  const client = createHubSpotClient({
    apiBaseUrl: sandbox.apiUrl,
    limiter: createLimiter({ burst: 25, intervalMs: 500 }),
    getAccessToken: async () => "pat-all",
    renewAccessToken: async () => "pat-all",
    onCall: (call) => calls.push(call),
  });
  const destination = createDestination({ client, objectTypeId: "0-1", matchProperty: "email", mode: "upsert" });
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      destination.write([{ trace: "t", matchValue: `p${index}@acme.example`, payload: {} }]),
    ),
  );
  expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await sandbox.countRecords("contacts")).toBe(60);
});
