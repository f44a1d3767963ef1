import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectApp, refresh } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import { byEmail, startTestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hubspot-sandbox-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

const contacts = "/crm/objects/2026-09/contacts";
const start = () => startTestSandbox({ dataDir });

describe("What survives a restart", () => {
  it("records, properties, tokens and the clock survive a restart", async () => {
    const before = await start();
    const { access_token, refresh_token } = await connectApp(before);
    await before.upsert("contacts", [byEmail("a@x.example", { city: "Rome" }), byEmail("gone@x.example", {})]);
    const { batch } = await before.upsert("contacts", [byEmail("a@x.example", { city: "Oslo", badge: "7" })]);
    const id = batch.results[0]?.id;
    const gone = await before.call("GET", `${contacts}/gone@x.example?idProperty=email`);
    expect(gone.status).toBe(200);
    await before.call("DELETE", `${contacts}/${/"id":"(\d+)"/.exec(JSON.stringify(gone.body))?.[1]}`);
    const definition = {
      groupName: "contactinformation",
      name: "erp",
      label: "ERP",
      type: "string",
      fieldType: "text",
    };
    const property = { ...definition, hasUniqueValue: true };
    expect((await before.call("POST", "/crm/properties/2026-09/contacts", property)).status).toBe(201);
    await before.admin("POST", "/clock", { advanceMs: 29 * 60_000 });
    await before.stop();

    const after = await start();
    const { body } = await after.call("GET", `${contacts}/${id}?properties=city,badge`, undefined, access_token);
    expect(body).toMatchObject({ properties: { city: "Oslo", badge: "7" } });
    expect(await after.countRecords("contacts")).toBe(1);
    expect((await after.call("POST", contacts, { properties: { firstname: "B", badge: "7" } })).status).toBe(400);
    const byErp = { id: "1", idProperty: "erp", properties: { email: "new@x.example" }, objectWriteTraceId: "1" };
    const created = await after.upsert("contacts", [byErp]);
    expect(Number(created.batch.results[0]?.id)).toBeGreaterThan(Number(id));
    await after.admin("POST", "/clock", { advanceMs: 2 * 60_000 });
    expect((await after.call("GET", contacts, undefined, access_token)).status).toBe(401);
    expect((await refresh(after, refresh_token)).status).toBe(200);
    await after.stop();
  });

  it("a last line that was cut short is dropped, what came before it is kept", async () => {
    const before = await start();
    await before.upsert("contacts", [byEmail("a@x.example", {})]);
    await before.stop();
    await appendFile(join(dataDir, "journal.jsonl"), '{"kind":"record","portalId":42');
    const after = await start();
    expect(await after.countRecords("contacts")).toBe(1);
    await after.upsert("contacts", [byEmail("b@x.example", {})]);
    await after.stop();
    const again = await start();
    expect(await again.countRecords("contacts")).toBe(2);
    await again.stop();
  });

  it("damage anywhere else is an error, not a silent loss", async () => {
    await writeFile(join(dataDir, "journal.jsonl"), '{"kind":"rec\n{"kind":"clock","offsetMs":0}\n');
    await expect(start()).rejects.toThrow("damaged");
  });

  it("a refused batch leaves nothing in the journal", async () => {
    const sandbox = await start();
    await sandbox.upsert("contacts", [byEmail("a@x.example", { badge: "1" }), byEmail("b@x.example", { badge: "1" })]);
    await sandbox.stop();
    expect(await readFile(join(dataDir, "journal.jsonl"), "utf8")).not.toContain("x.example");
  });

  it("what is outdated goes at the next start", async () => {
    const sandbox = await start();
    await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Rome" })]);
    await sandbox.stop();
    const second = await start();
    await second.upsert("contacts", [byEmail("a@x.example", { city: "Oslo" })]);
    await second.stop();
    await (await start()).stop();
    const journal = await readFile(join(dataDir, "journal.jsonl"), "utf8");
    expect(journal.match(/"kind":"record"/g)).toHaveLength(1);
    expect(journal).toContain(`"city":"Oslo"`);
  });

  it("what was answered a moment ago survives being killed", async () => {
    const killed = await start();
    await killed.upsert("contacts", [byEmail("a@x.example", {})]);
    await expect.poll(() => readFile(join(dataDir, "journal.jsonl"), "utf8")).toContain("a@x.example");
    const next = await start();
    expect(await next.countRecords("contacts")).toBe(1);
    await Promise.all([killed.stop(), next.stop()]);
  });

  it("more records than the journal writes at once survive a restart", async () => {
    const before = await start();
    const pattern = { email: "p{n}@x.example" };
    await before.admin("POST", "/generate", { portal: 4242, objectType: "contacts", count: 12_000, pattern });
    await before.stop();
    const after = await start();
    expect(await after.countRecords("contacts")).toBe(12_000);
    await after.stop();
  });

  it("an account that is gone is BAD_HUB to its refresh token, and 401 to its access token", async () => {
    const before = await start();
    const { access_token, refresh_token } = await connectApp(before);
    await before.stop();
    const after = await startTestSandbox({ dataDir, portals: [{ ...testPortal, hubId: 1 }] });
    const { status, body } = await refresh(after, refresh_token);
    expect(status).toBe(400);
    expect(body).toEqual({ status: "BAD_HUB", message: "missing or unknown hub id", error: "access_denied" });
    expect((await after.call("GET", contacts, undefined, access_token)).status).toBe(401);
    await after.stop();
  });
});
