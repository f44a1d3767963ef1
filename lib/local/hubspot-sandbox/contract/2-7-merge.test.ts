import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRecords } from "@/lib/local/hubspot-sandbox/testing/create-records";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;
let anna: string;
let bert: string;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  [anna = "", bert = ""] = await createRecords(sandbox, "contacts", [
    { email: "a@x.example", firstname: "a" },
    { email: "b@x.example", firstname: "b" },
  ]);
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

const mergeContacts = (primaryObjectId: string, objectIdToMerge: string) =>
  sandbox.call("POST", `${contacts}/merge`, { primaryObjectId, objectIdToMerge });

describe("§2.7 merge", () => {
  it("§2.7.16 answers 200 with the first record, which keeps its values and takes what it lacked", async () => {
    await sandbox.call("PATCH", `${contacts}/${bert}`, { properties: { city: "Rome", firstname: "Bo" } });
    const merged = await mergeContacts(anna, bert);
    expect(merged.status).toBe(200);
    expect(merged.body).toMatchObject({ id: anna, archived: false });
    const query = "properties=city,firstname,hs_additional_emails,hs_merged_object_ids";
    const { body } = await sandbox.call("GET", `${contacts}/${bert}?${query}`);
    expect(body).toMatchObject({
      id: anna,
      properties: {
        city: "Rome",
        firstname: "a",
        hs_additional_emails: "b@x.example",
        hs_merged_object_ids: bert,
      },
    });
  });

  it("lets the first record answer to the second one's address", async () => {
    await mergeContacts(anna, bert);
    const { batch } = await sandbox.upsert("contacts", [byEmail("B@x.example", {}, "1")]);
    expect(batch.results[0]).toMatchObject({ id: anna, new: false });
    expect(await sandbox.countRecords("contacts")).toBe(1);
  });

  it("doesn't know an id that nobody has", async () => {
    expect((await mergeContacts(anna, "1")).status).toBe(404);
  });
});
