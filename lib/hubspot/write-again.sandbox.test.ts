import { afterEach, beforeEach, expect, it } from "vitest";
import type { WriteInput } from "@/lib/engine/types";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { type CallRecord, createHubSpotClient } from "./client";
import { createDestination } from "./destination";
import { createLimiter } from "./limiter";

let sandbox: TestSandbox;
let calls: CallRecord[];
beforeEach(async () => {
  sandbox = await startTestSandbox();
  calls = [];
});
afterEach(() => sandbox.stop());

const nobody: ReadonlySet<string> = new Set();
const longAgo = { since: new Date(Date.now() - 86_400_000), known: nobody };
const inAnHour = () => ({ since: new Date(Date.now() + 3_600_000), known: nobody });

function open(objectTypeId = "0-1", matchProperty = "email") {
  const client = createHubSpotClient({
    apiBaseUrl: sandbox.apiUrl,
    limiter: createLimiter(),
    getAccessToken: async () => "pat-all",
    renewAccessToken: async () => "pat-all",
    sleep: async () => {},
    onCall: (call) => calls.push(call),
  });
  return createDestination({ client, objectTypeId, matchProperty, mode: "upsert" });
}

const inputs: WriteInput[] = [
  { trace: "1", matchValue: " Ann@Acme.example", payload: { firstname: "Ann", hs_persona: "" } },
  { trace: "2", matchValue: "bob@acme.example", payload: { firstname: "Bob" } },
];
const listPaths = () => calls.map(({ path }) => path.replace(/^.*\/batch\//, ""));

it("sends nothing that the records show already, whatever form HubSpot gives the values", async () => {
  const destination = open();
  const first = await destination.write(inputs);
  calls = [];
  expect(await destination.writeAgain(inputs, longAgo)).toEqual(first);
  expect(listPaths()).toEqual(["read"]);
  const readKinds = async (earlier: typeof longAgo) =>
    (await destination.writeAgain(inputs, earlier)).map(({ kind }) => kind);
  expect(await readKinds(inAnHour())).toEqual(["updated", "updated"]);
  expect(await readKinds({ ...longAgo, known: new Set(["2"]) })).toEqual(["created", "updated"]);
});

it.each([
  ["companies", "0-2", "warehouse_id", { name: "Acme" }],
  ["custom objects", "2-7001", "serial", { title: "Gate" }],
])("knows the age of %s", async (_what, objectTypeId, matchProperty, payload) => {
  const input = [{ trace: "1", matchValue: "A1", payload }];
  const destination = open(objectTypeId, matchProperty);
  await destination.write(input);
  expect(await destination.writeAgain(input, longAgo)).toMatchObject([{ kind: "created" }]);
  expect(await destination.writeAgain(input, inAnHour())).toMatchObject([{ kind: "updated" }]);
});

it("sends all rows where it may not look", async () => {
  await open().write(inputs);
  const body = { status: "error", category: "MISSING_SCOPES", message: "No.", errors: [] };
  await sandbox.admin("POST", "/faults", { match: { path: "/batch/read" }, kind: "status", status: 403, body });
  calls = [];
  expect(await open().writeAgain(inputs, longAgo)).toMatchObject([{ kind: "updated" }, { kind: "updated" }]);
  expect(listPaths()).toEqual(["read", "upsert"]);
});

it("sends both of two rows that reach one record: which of them it shows says nothing", async () => {
  const [ann, bob] = inputs;
  if (!ann || !bob) throw new Error("There are two inputs.");
  const written = await open().write(inputs);
  const [annId, bobId] = written.map((outcome) => (outcome.kind === "created" ? outcome.recordId : ""));
  await sandbox.admin("POST", "/merge", {
    portal: testPortal.hubId,
    objectType: "contacts",
    primaryId: annId,
    mergedId: bobId,
  });
  await sandbox.admin("POST", "/switches", { refusesTwoEmailsOfOneContact: false });
  calls = [];
  const same = { ...bob, payload: ann.payload };
  const outcomes = await open().writeAgain([ann, same], longAgo);
  expect(outcomes).toMatchObject([
    { kind: "updated", recordId: annId },
    { kind: "updated", recordId: annId },
  ]);
  expect(listPaths()).toEqual(["read", "upsert"]);
});

it("updates by record id what isn't there yet, and never says that it created", async () => {
  const [first] = await open().write(inputs);
  const recordId = first?.kind === "created" ? first.recordId : "";
  const byId = [{ trace: "1", matchValue: recordId, payload: { firstname: "Anna" } }];
  expect(await open("0-1", "hs_object_id").writeAgain(byId, longAgo)).toMatchObject([{ kind: "updated", recordId }]);
  calls = [];
  expect(await open("0-1", "hs_object_id").writeAgain(byId, longAgo)).toMatchObject([{ kind: "updated", recordId }]);
  expect(listPaths()).toEqual(["read"]);
});

it("asks whether it is still wanted before its first call, and not after it", async () => {
  let asked = 0;
  const isWanted = () => {
    asked += 1;
    return asked === 1;
  };
  expect(await open().writeAgain(inputs, longAgo, isWanted)).toHaveLength(2);
  expect(asked).toBe(1);
  await expect(open().writeAgain(inputs, longAgo, () => false)).rejects.toThrow("withdrawn");
});
