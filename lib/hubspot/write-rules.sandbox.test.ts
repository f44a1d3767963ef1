import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WriteInput, WriteMode } from "@/lib/engine/types";
import type { WriteRules } from "@/lib/engine/write-rules";
import { startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";
import { readBatch } from "./batch-calls";
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

const rules: WriteRules = new Map([
  ["jobtitle", "if_empty"],
  ["city", "on_create"],
]);
const longAgo = { since: new Date(Date.now() - 86_400_000), known: new Set<string>() };

function openTarget(mode: WriteMode = "upsert", matchProperty = "email") {
  const client = createHubSpotClient({
    apiBaseUrl: sandbox.apiUrl,
    limiter: createLimiter(),
    getAccessToken: async () => "pat-all",
    renewAccessToken: async () => "pat-all",
    sleep: async () => {},
    onCall: (call) => calls.push(call),
  });
  return { client, objectTypeId: "0-1", matchProperty, mode };
}
const open = (mode?: WriteMode, matchProperty?: string) =>
  createDestination({ ...openTarget(mode, matchProperty), rules });
const write = (inputs: readonly WriteInput[]) => createDestination(openTarget()).write(inputs);

async function readRecord(id: string) {
  const properties = ["firstname", "jobtitle", "city"];
  const { records } = await readBatch(openTarget(), { idProperty: "email", ids: [id], properties });
  const { firstname, jobtitle, city } = records[0]?.properties ?? {};
  return { firstname: firstname ?? null, jobtitle: jobtitle ?? null, city: city ?? null };
}

const input = (name: string, payload: WriteInput["payload"]): WriteInput => ({
  trace: name,
  matchValue: `${name}@acme.example`,
  payload,
});
const row = (name: string) => input(name, { firstname: "New", jobtitle: "New", city: "New" });
const listPaths = () => calls.map(({ path }) => path.replace(/^.*\/batch\//, ""));
const kindsOf = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

describe("properties that aren't always written", () => {
  it("are left out where the record is there, or has a value", async () => {
    await write([
      input("full", { firstname: "Old", jobtitle: "Old", city: "Old" }),
      input("bare", { firstname: "Old" }),
    ]);
    calls = [];
    const outcomes = await open().write([row("full"), row("bare"), row("fresh")]);
    expect(kindsOf(outcomes)).toEqual(["updated", "updated", "created"]);
    expect(listPaths()).toEqual(["read", "upsert"]);
    expect(await readRecord("full@acme.example")).toEqual({ firstname: "New", jobtitle: "Old", city: "Old" });
    expect(await readRecord("bare@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: null });
    expect(await readRecord("fresh@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: "New" });
  });

  it("take no call where no row has one of them", async () => {
    await open().write([input("a", { firstname: "A" }), input("b", {})]);
    expect(listPaths()).toEqual(["upsert"]);
  });

  it("leave nothing to be sent of some rows, whose records are as they were to be", async () => {
    await write([input("full", { jobtitle: "Old" })]);
    calls = [];
    const outcomes = await open().write([input("full", { jobtitle: "New", city: "New" })]);
    expect(outcomes).toMatchObject([{ kind: "updated", trace: "full", recordId: expect.stringMatching(/^\d+$/) }]);
    expect(listPaths()).toEqual(["read"]);
  });

  it("are all written by a sync that only creates, with no look of their own", async () => {
    await write([input("full", { firstname: "Old" })]);
    calls = [];
    expect(kindsOf(await open("create").write([row("full"), row("fresh")]))).toEqual(["skipped", "created"]);
    expect(listPaths()).toEqual(["read", "create"]);
    expect(await readRecord("full@acme.example")).toEqual({ firstname: "Old", jobtitle: null, city: null });
    expect(await readRecord("fresh@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: "New" });
  });

  it("cost a sync that only updates no call, since it looks for the records anyway", async () => {
    await write([input("full", { firstname: "Old", jobtitle: "Old" }), input("bare", { firstname: "Old" })]);
    calls = [];
    const outcomes = await open("update").write([row("full"), row("bare"), row("fresh")]);
    expect(kindsOf(outcomes)).toEqual(["updated", "updated", "skipped"]);
    expect(listPaths()).toEqual(["read", "update"]);
    expect(await readRecord("full@acme.example")).toEqual({ firstname: "New", jobtitle: "Old", city: null });
    expect(await readRecord("bare@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: null });
  });

  it("are looked up by the record id as well", async () => {
    const [written] = await write([input("full", { jobtitle: "Old" })]);
    const recordId = written?.kind === "created" ? written.recordId : "";
    calls = [];
    const byId = { ...row("full"), matchValue: recordId };
    expect(kindsOf(await open("update", "hs_object_id").write([byId]))).toEqual(["updated"]);
    expect(listPaths()).toEqual(["read", "update"]);
    expect(await readRecord("full@acme.example")).toEqual({ firstname: "New", jobtitle: "Old", city: null });
  });

  it("are there when the answer to the create was lost and the call was made again", async () => {
    const fault = { match: { path: "/batch/upsert" }, kind: "reset-after", times: 1 };
    expect((await sandbox.admin("POST", "/faults", fault)).status).toBeLessThan(300);
    expect(await open().write([row("fresh")])).toHaveLength(1);
    expect(listPaths()).toEqual(["read", "upsert", "upsert"]);
    expect(await readRecord("fresh@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: "New" });
  });
});

describe("what an earlier delivery may have sent", () => {
  it("isn't sent again where its record shows all that was to be written to it", async () => {
    await write([input("full", { firstname: "Old", jobtitle: "Old", city: "Old" })]);
    const inputs = [row("full"), row("fresh")];
    await open().write(inputs);
    calls = [];
    expect(kindsOf(await open().writeAgain(inputs, { ...longAgo, known: new Set(["full"]) }))).toEqual([
      "updated",
      "created",
    ]);
    expect(listPaths()).toEqual(["read"]);
    expect(await readRecord("full@acme.example")).toEqual({ firstname: "New", jobtitle: "Old", city: "Old" });
    expect(await readRecord("fresh@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: "New" });
  });

  it("is sent by its rules where it never arrived", async () => {
    await write([input("full", { firstname: "Old", jobtitle: "Old" }), input("bare", { firstname: "New" })]);
    calls = [];
    const outcomes = await open().writeAgain([row("full"), row("bare"), row("fresh")], longAgo);
    expect(kindsOf(outcomes)).toEqual(["updated", "updated", "created"]);
    expect(listPaths()).toEqual(["read", "read", "upsert"]);
    expect(await readRecord("full@acme.example")).toEqual({ firstname: "New", jobtitle: "Old", city: null });
    expect(await readRecord("bare@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: null });
    expect(await readRecord("fresh@acme.example")).toEqual({ firstname: "New", jobtitle: "New", city: "New" });
  });
});

it("stops without the scope to read, rather than to write over what it can't see", async () => {
  const body = { status: "error", category: "MISSING_SCOPES", message: "No.", errors: [] };
  await sandbox.admin("POST", "/faults", { match: { path: "/batch/read" }, kind: "status", status: 403, body });
  await expect(open().write([row("fresh")])).rejects.toMatchObject({ code: "hubspot_scope_missing" });
  expect(listPaths()).not.toContain("upsert");
});
