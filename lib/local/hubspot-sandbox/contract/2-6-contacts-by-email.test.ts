import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

describe("§2.6 Contacts by email", () => {
  it("§2.6.1 an upsert leaves what it doesn't send as it is, and clears what it sends empty", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { firstname: "Ann", lastname: "Lee", city: "Rome" })]);
    await sandbox.upsert("contacts", [byEmail("a@x.example", { lastname: "", city: "Oslo" })]);
    expect(await readByEmail("a@x.example")).toMatchObject({ firstname: "Ann", lastname: null, city: "Oslo" });
  });

  it("§2.6.2 switched, a known contact loses what isn't sent, and keeps its address", async () => {
    await sandbox.admin("POST", "/switches", { blanksUnsentByEmail: true });
    const id = await createContact({ email: "a@x.example", firstname: "Ann", badge: "7" });
    const { batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Oslo" })]);
    expect(batch.results[0]).toMatchObject({ id, new: false });
    const values = { email: "a@x.example", firstname: null, badge: null, city: "Oslo" };
    expect(await readByEmail("a@x.example")).toMatchObject(values);
  });

  it("§2.6.2 switched, an upsert by another property still leaves what isn't sent", async () => {
    await sandbox.admin("POST", "/switches", { blanksUnsentByEmail: true });
    await createContact({ email: "a@x.example", firstname: "Ann", badge: "7" });
    await sandbox.upsert("contacts", [{ id: "7", idProperty: "badge", properties: { city: "Oslo" } }]);
    expect(await readByEmail("a@x.example")).toMatchObject({ firstname: "Ann", city: "Oslo" });
  });

  it("§2.6.3 one bad record of a traced e-mail batch leaves its neighbour alone, unless switched", async () => {
    const inputs = [byEmail("good@x.example", {}, "1"), byEmail("bad@x.example", { missing: "1" }, "2")];
    await sandbox.admin("POST", "/switches", { refusesWholeEmailBatches: true });
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    expect(await sandbox.countRecords("contacts")).toBe(0);
    await sandbox.admin("POST", "/switches", { refusesWholeEmailBatches: false });
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(207);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("§2.6.3 switched, batches by another property still name their bad records", async () => {
    await sandbox.admin("POST", "/switches", { refusesWholeEmailBatches: true });
    const input = { id: "7", idProperty: "external_id", properties: { missing: "1" }, objectWriteTraceId: "1" };
    expect((await sandbox.upsert("contacts", [input])).status).toBe(207);
  });

  it("§2.6.4 an upsert by a secondary address reaches its contact and leaves the primary one", async () => {
    const id = await createContact({
      email: "main@x.example",
      hs_additional_emails: "Second@x.example;third@x.example",
    });
    for (const email of ["second@x.example", "THIRD@x.example"]) {
      const { batch } = await sandbox.upsert("contacts", [byEmail(email, { city: "Rome" }, "a")]);
      expect(batch.results[0]).toMatchObject({ id, new: false, properties: { email: "main@x.example" } });
    }
  });

  it("sending a secondary address as the email makes it the primary one, and the contact keeps both", async () => {
    const id = await createContact({ email: "main@x.example", hs_additional_emails: "second@x.example" });
    await sandbox.upsert("contacts", [byEmail("second@x.example", { email: "second@x.example" })]);
    const { body } = await sandbox.call("GET", `${contacts}/${id}?properties=email,hs_additional_emails`);
    expect(body).toMatchObject({ properties: { email: "second@x.example", hs_additional_emails: "main@x.example" } });
    expect((await sandbox.upsert("contacts", [byEmail("main@x.example", {})])).batch.results[0]?.id).toBe(id);
  });

  it.each(["primary@x.example", "shared@x.example"])("§2.6.5 no second contact takes %s", async (taken) => {
    await createContact({ email: "primary@x.example", hs_additional_emails: "shared@x.example" });
    const asPrimary = await sandbox.call("POST", contacts, { properties: { email: taken } });
    const asSecondary = await sandbox.call("POST", contacts, {
      properties: { email: "b@x.example", hs_additional_emails: taken },
    });
    expect([400, 409]).toContain(asPrimary.status);
    expect([400, 409]).toContain(asSecondary.status);
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("§2.6.6 secondary addresses can't be set later", async () => {
    const id = await createContact({ email: "a@x.example" });
    const properties = { hs_additional_emails: "b@x.example" };
    const { body } = await sandbox.call("PATCH", `${contacts}/${id}`, { properties });
    expect(body).toMatchObject({ errors: [{ code: "READ_ONLY_VALUE" }] });
  });

  it("§2.6.6 secondary addresses can be set on create, unless switched", async () => {
    await sandbox.admin("POST", "/switches", { takesAdditionalEmailsOnCreate: false });
    const create = (email: string) =>
      sandbox.call("POST", contacts, { properties: { email, hs_additional_emails: `other-${email}` } });
    expect((await create("a@x.example")).body).toMatchObject({ errors: [{ code: "READ_ONLY_VALUE" }] });
    await sandbox.admin("POST", "/switches", { takesAdditionalEmailsOnCreate: true });
    expect((await create("a@x.example")).status).toBe(201);
  });
});

async function createContact(properties: Record<string, string>): Promise<string> {
  const { batch } = await sandbox.callBatch(`${contacts}/batch/create`, { inputs: [{ properties }] });
  return batch.results[0]?.id ?? "";
}

async function readByEmail(id: string) {
  const properties = ["email", "firstname", "lastname", "city", "badge"];
  const { batch } = await sandbox.callBatch(`${contacts}/batch/read`, {
    idProperty: "email",
    properties,
    inputs: [{ id }],
  });
  return batch.results[0]?.properties;
}
