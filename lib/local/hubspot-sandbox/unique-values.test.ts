import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

function byExternalId(id: string, properties: Record<string, string>, trace?: string) {
  return { id, idProperty: "external_id", properties, ...(trace !== undefined && { objectWriteTraceId: trace }) };
}

async function createContact(properties: Record<string, string>): Promise<string> {
  const { batch } = await sandbox.callBatch(`${contacts}/batch/create`, { inputs: [{ properties }] });
  return batch.results[0]?.id ?? "";
}

describe("unique values", () => {
  it("a taken value is a 400 that names the writer and the owner", async () => {
    const owner = await createContact({ email: "a@x.example", badge: "7" });
    const other = await createContact({ email: "b@x.example" });
    const { status, body } = await sandbox.call("PATCH", `${contacts}/${other}`, { properties: { badge: "7" } });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: "error",
      category: "VALIDATION_ERROR",
      message: `Cannot set PropertyValueCoordinates{portalId=4242, objectTypeId=ObjectTypeId{legacyObjectType=CONTACT}, propertyName=badge, value=7} on ${other}. ${owner} already has that value.`,
    });
  });

  it("in a traced upsert a taken value refuses its record only", async () => {
    await createContact({ email: "a@x.example", badge: "7" });
    const { status, batch } = await sandbox.upsert("contacts", [
      byEmail("b@x.example", { badge: "7" }, "t1"),
      byEmail("c@x.example", { badge: "8" }, "t2"),
    ]);
    expect(status).toBe(207);
    expect(batch.results).toHaveLength(1);
    expect(batch.errors[0]).toMatchObject({ category: "VALIDATION_ERROR", context: { objectWriteTraceId: ["t1"] } });
    expect(batch.errors[0]?.message).toContain("propertyName=badge, value=7}");
  });

  it("or the whole request, if the switch says so, and then nothing is kept", async () => {
    await sandbox.admin("POST", "/switches", { refusesWholeUpsertOnTakenValue: true });
    await createContact({ email: "a@x.example", badge: "7" });
    const { status } = await sandbox.upsert("contacts", [
      byEmail("c@x.example", { badge: "8" }, "t1"),
      byEmail("b@x.example", { badge: "7" }, "t2"),
    ]);
    expect(status).toBe(400);
    expect((await sandbox.call("GET", `${contacts}/c@x.example?idProperty=email`)).status).toBe(404);
  });

  it("two new records of one batch can't share a value, and a refused batch leaves nothing behind", async () => {
    await createContact({ email: "a@x.example", city: "Rome" });
    const { status } = await sandbox.upsert("contacts", [
      byEmail("a@x.example", { city: "Oslo", badge: "1" }),
      byEmail("b@x.example", { badge: "2" }),
      byEmail("c@x.example", { badge: "2" }),
    ]);
    expect(status).toBe(400);
    const { body } = await sandbox.call("GET", `${contacts}/a@x.example?idProperty=email&properties=city,badge`);
    expect(body).toMatchObject({ properties: { city: "Rome", badge: null } });
    const again = await sandbox.upsert("contacts", [
      byEmail("d@x.example", { badge: "1" }),
      byEmail("e@x.example", { badge: "2" }),
    ]);
    expect(again.status).toBe(200);
  });

  it("unique text ignores case, unless the switch says otherwise", async () => {
    await sandbox.upsert("contacts", [byExternalId("ab", { email: "a@x.example" })]);
    expect((await sandbox.upsert("contacts", [byExternalId("AB", {})])).batch.results[0]?.new).toBe(false);

    const exact = await startTestSandbox({ switches: { ignoresCaseOfUniqueText: false } });
    const upsert = (id: string, email: string) => exact.upsert("contacts", [byExternalId(id, { email })]);
    await upsert("ab", "a@x.example");
    expect((await upsert("AB", "b@x.example")).batch.results[0]?.new).toBe(true);
    await exact.stop();
  });

  it("a value that was cleared is free again", async () => {
    const owner = await createContact({ email: "a@x.example", badge: "7" });
    await sandbox.call("PATCH", `${contacts}/${owner}`, { properties: { badge: "" } });
    expect((await sandbox.call("POST", contacts, { properties: { email: "b@x.example", badge: "7" } })).status).toBe(
      201,
    );
  });
});

describe("a contact's emails", () => {
  it("a taken email on create is a 409 that names its owner", async () => {
    const owner = await createContact({ email: "a@x.example" });
    const { status, body } = await sandbox.call("POST", contacts, { properties: { email: "A@x.example" } });
    expect(status).toBe(409);
    expect(body).toMatchObject({ category: "CONFLICT", message: `Contact already exists. Existing ID: ${owner}` });
  });

  it("a batch create without trace ids says 409 without naming anybody", async () => {
    await createContact({ email: "a@x.example" });
    const inputs = [{ properties: { email: "b@x.example" } }, { properties: { email: "a@x.example" } }];
    const { status, body } = await sandbox.call("POST", `${contacts}/batch/create`, { inputs });
    expect(status).toBe(409);
    expect(body).toMatchObject({ category: "CONFLICT", message: "Contact already exists" });
    expect((await sandbox.call("GET", `${contacts}/b@x.example?idProperty=email`)).status).toBe(404);
  });

  it("a traced batch create names the owner in a 207", async () => {
    const owner = await createContact({ email: "a@x.example" });
    const inputs = [{ properties: { email: "a@x.example" }, objectWriteTraceId: "0" }];
    const { status, batch } = await sandbox.callBatch(`${contacts}/batch/create`, { inputs });
    expect(status).toBe(207);
    expect(batch.errors).toEqual([
      {
        status: "error",
        category: "CONFLICT",
        message: `Contact already exists. Existing ID: ${owner}`,
        context: { objectWriteTraceId: ["0"], existingId: [owner] },
      },
    ]);
  });

  it("an email that another contact has is a taken value in an upsert by another property", async () => {
    await createContact({ email: "a@x.example" });
    const { status, body } = await sandbox.upsert("contacts", [byExternalId("7", { email: "a@x.example" })]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: expect.stringContaining("propertyName=email, value=a@x.example}") });
  });

  it("an upsert by a secondary email reaches the contact that owns it and leaves its primary email", async () => {
    const id = await createContact({
      email: "main@x.example",
      hs_additional_emails: "Second@x.example;third@x.example",
    });
    const { batch } = await sandbox.upsert("contacts", [byEmail("second@x.example", { city: "Rome" }, "a")]);
    expect(batch.results[0]).toMatchObject({ id, new: false, properties: { email: "main@x.example" } });
  });

  it("sending a secondary email as the email makes it the primary one", async () => {
    const id = await createContact({ email: "main@x.example", hs_additional_emails: "second@x.example" });
    await sandbox.upsert("contacts", [byEmail("second@x.example", { email: "second@x.example" })]);
    const { body } = await sandbox.call("GET", `${contacts}/${id}?properties=email,hs_additional_emails`);
    expect(body).toMatchObject({ properties: { email: "second@x.example", hs_additional_emails: "main@x.example" } });
    expect((await sandbox.upsert("contacts", [byEmail("main@x.example", {})])).batch.results[0]?.id).toBe(id);
  });

  it("no two contacts share a secondary email", async () => {
    await createContact({ email: "a@x.example", hs_additional_emails: "shared@x.example" });
    expect((await sandbox.call("POST", contacts, { properties: { email: "shared@x.example" } })).status).toBe(400);
  });

  it("one contact by two of its emails in one batch refuses the batch, unless switched", async () => {
    await createContact({ email: "a@x.example", hs_additional_emails: "b@x.example" });
    const inputs = [byEmail("a@x.example", {}, "1"), byEmail("b@x.example", {}, "2")];
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    await sandbox.admin("POST", "/switches", { refusesTwoEmailsOfOneContact: false });
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(200);
  });

  it("secondary emails can't be set later", async () => {
    const id = await createContact({ email: "a@x.example" });
    const { body } = await sandbox.call("PATCH", `${contacts}/${id}`, {
      properties: { hs_additional_emails: "b@x.example" },
    });
    expect(body).toMatchObject({ errors: [{ code: "READ_ONLY_VALUE" }] });
  });
});
