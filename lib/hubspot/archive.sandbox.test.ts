import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
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

async function seed(count: number): Promise<string[]> {
  const records = Array.from({ length: count }, (_, index) => ({ properties: { email: `a${index}@acme.example` } }));
  const { body } = await sandbox.admin("POST", "/records", {
    portal: testPortal.hubId,
    objectType: "contacts",
    records,
  });
  return z.object({ ids: z.array(z.string()) }).parse(body).ids;
}

function archive(ids: readonly string[]) {
  const client = createHubSpotClient({
    apiBaseUrl: sandbox.apiUrl,
    limiter: createLimiter(),
    getAccessToken: async () => "pat-all",
    renewAccessToken: async () => "pat-all",
    sleep: async () => {},
    onCall: (call) => calls.push(call),
  });
  return createDestination({ client, objectTypeId: "0-1", matchProperty: "email", mode: "upsert" }).archive(ids);
}

it("archives a whole batch in two calls, and says so of each record in the order asked", async () => {
  const ids = await seed(100);
  expect(await archive(ids)).toEqual(ids.map((recordId) => ({ kind: "archived", recordId })));
  expect(calls).toHaveLength(2);
  expect(await sandbox.countRecords("contacts")).toBe(0);
});

it.each([true, false])(
  "tells records that HubSpot doesn't have from those it archived (404 for none: %s)",
  async (is404) => {
    await sandbox.admin("POST", "/switches", { answers404WhenBatchReadFindsNothing: is404 });
    const [one = ""] = await seed(1);
    expect(await archive(["99900001", one, "99900002"])).toEqual([
      { kind: "missing", recordId: "99900001" },
      { kind: "archived", recordId: one },
      { kind: "missing", recordId: "99900002" },
    ]);
    expect(await archive(["99900001"])).toEqual([{ kind: "missing", recordId: "99900001" }]);
  },
);

it("may be repeated, and survives a call that got no answer", async () => {
  const ids = await seed(3);
  await sandbox.admin("POST", "/faults", { match: { path: "/batch/archive" }, kind: "reset-after" });
  const first = await archive(ids);
  expect(first.map(({ kind }) => kind)).toEqual(["archived", "archived", "archived"]);
  expect(await archive(ids)).toEqual(first);
});

it("never calls a record archived that is still there", async () => {
  const ids = await seed(2);
  await sandbox.admin("POST", "/faults", { match: { path: "/batch/archive" }, kind: "status", status: 204, body: "" });
  expect(await archive(ids)).toMatchObject([
    { kind: "refused", recordId: ids[0], refusal: { code: "NOT_ARCHIVED" } },
    { kind: "refused", recordId: ids[1], refusal: { code: "NOT_ARCHIVED" } },
  ]);
});

it("is nothing for no ids, and never more than 100 or one twice", async () => {
  expect(await archive([])).toEqual([]);
  await expect(archive(Array.from({ length: 101 }, (_, index) => String(index)))).rejects.toThrow(RangeError);
  await expect(archive(["1", "1"])).rejects.toThrow(RangeError);
  expect(calls).toEqual([]);
});
