import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecords } from "@/lib/local/hubspot-sandbox/testing/create-records";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;
let anna: string;
let bert: string;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  [anna = "", bert = ""] = await createRecords(sandbox, "contacts", [
    { email: "a@x.example", city: "Rome" },
    { email: "b@x.example" },
  ]);
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

const archive = (...ids: readonly string[]) =>
  sandbox.call("POST", `${contacts}/batch/archive`, { inputs: ids.map((id) => ({ id })) });
const erase = (body: unknown) => sandbox.call("POST", `${contacts}/gdpr-delete`, body);

describe("§9 batch/archive", () => {
  it("§9.1 is a 204 without a body, whatever became of each id", async () => {
    const { status, body } = await archive(anna, "1", "nonsense");
    expect([status, body]).toEqual([204, ""]);
    expect((await sandbox.call("GET", `${contacts}/${anna}`)).status).toBe(404);
    expect((await sandbox.call("GET", `${contacts}/${bert}`)).status).toBe(200);
  });

  it("§9.2 knows record ids only: an email archives nobody", async () => {
    expect((await archive("a@x.example")).status).toBe(204);
    expect(await sandbox.countRecords("contacts")).toBe(2);
  });

  it("§9.2 takes 100 ids and refuses more, archiving none", async () => {
    const others = Array.from({ length: 100 }, (_, index) => `${index + 1}`);
    expect((await archive(anna, ...others)).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(2);
    expect((await archive(anna, ...others.slice(1))).status).toBe(204);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("§9.3 leaves records that batch/read shows with archived=true", async () => {
    await archive(anna);
    const body = { properties: ["city"], inputs: [{ id: anna }] };
    const hidden = await sandbox.callBatch(`${contacts}/batch/read`, body);
    expect([hidden.status, hidden.batch.results]).toEqual([207, []]);
    const { batch } = await sandbox.callBatch(`${contacts}/batch/read?archived=true`, body);
    expect(batch.results).toMatchObject([{ id: anna, archived: true, properties: { city: "Rome" } }]);
  });

  it("§12.8 makes way for a new record with the same unique value", async () => {
    await archive(anna);
    const created = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    expect(created.batch.results).toMatchObject([{ new: true }]);
    expect(created.batch.results[0]?.id).not.toBe(anna);
  });
});

describe("§9 DELETE", () => {
  it("§2.7.5 archives one record: 204", async () => {
    expect((await sandbox.call("DELETE", `${contacts}/${anna}`)).status).toBe(204);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("§2.7.5 is a 204 even for an id that never was", async () => {
    expect((await sandbox.call("DELETE", `${contacts}/777`)).status).toBe(204);
  });
});

describe("§9 gdpr-delete", () => {
  it("§2.7.17 takes a contact out for good: 204, and not even archived=true shows it", async () => {
    const { status, body } = await erase({ objectId: anna });
    expect([status, body]).toEqual([204, ""]);
    expect((await sandbox.call("GET", `${contacts}/${anna}`)).status).toBe(404);
    expect((await sandbox.call("GET", `${contacts}/${anna}?archived=true`)).status).toBe(404);
    expect((await sandbox.call("GET", `${contacts}?archived=true`)).body).toEqual({ results: [] });
  });

  it("§2.7.17 finds the contact by idProperty, and says 204 of an email that nobody has", async () => {
    expect((await erase({ objectId: "A@x.example", idProperty: "email" })).status).toBe(204);
    expect(await sandbox.countRecords("contacts")).toBe(1);
    expect((await erase({ objectId: "nobody@x.example", idProperty: "email" })).status).toBe(204);
    expect((await erase({ objectId: "777" })).status).toBe(404);
  });

  it("takes out an archived contact, and what was merged into one", async () => {
    await archive(bert);
    expect((await erase({ objectId: bert })).status).toBe(204);
    expect((await sandbox.call("GET", `${contacts}/${bert}?archived=true`)).status).toBe(404);
    const [carl = ""] = await createRecords(sandbox, "contacts", [{ email: "c@x.example" }]);
    await sandbox.call("POST", `${contacts}/merge`, { primaryObjectId: anna, objectIdToMerge: carl });
    await erase({ objectId: anna });
    expect((await sandbox.call("GET", `${contacts}/${carl}?archived=true`)).status).toBe(404);
    expect((await sandbox.upsert("contacts", [byEmail("c@x.example", {}, "1")])).batch.results).toMatchObject([
      { new: true },
    ]);
  });

  it("leaves no value behind on the disk after the next start, and never gives the id away again", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "hubspot-sandbox-"));
    const before = await startTestSandbox({ dataDir });
    const [gone = ""] = await createRecords(before, "contacts", [{ email: "gone@x.example", city: "Secretville" }]);
    await before.call("POST", `${contacts}/gdpr-delete`, { objectId: gone });
    await before.stop();
    await (await startTestSandbox({ dataDir })).stop();
    expect(await readFile(join(dataDir, "journal.jsonl"), "utf8")).not.toMatch(/gone@x|Secretville/);
    const after = await startTestSandbox({ dataDir });
    const [next] = await createRecords(after, "contacts", [{ email: "next@x.example" }]);
    expect(Number(next)).toBeGreaterThan(Number(gone));
    await after.stop();
    await rm(dataDir, { recursive: true });
  });

  it("is for contacts", async () => {
    const [acme] = await createRecords(sandbox, "companies", [{ name: "Acme" }]);
    const answer = await sandbox.call("POST", "/crm/objects/2026-09/companies/gdpr-delete", { objectId: acme });
    expect(answer.status).toBe(400);
    expect(await sandbox.countRecords("companies")).toBe(1);
  });
});
