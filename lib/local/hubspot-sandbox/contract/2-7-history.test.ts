import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

/** Writes a contact once per city, an hour apart, and returns its id. */
async function moveContact(...cities: readonly string[]): Promise<string> {
  let id = "";
  for (const city of cities) {
    const { batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", { city }, "1")]);
    id = batch.results[0]?.id ?? "";
    await sandbox.admin("POST", "/clock", { advanceMs: 3_600_000 });
  }
  return id;
}

const past = (value: string) => ({
  value,
  timestamp: expect.stringMatching(/Z$/),
  sourceType: "INTEGRATION",
  sourceId: expect.any(String),
});

describe("§2.7 propertiesWithHistory", () => {
  it("§2.7.8 tells every value that a property had, the newest first, and shows the present one", async () => {
    const id = await moveContact("Rome", "Oslo", "", "Bonn");
    const { body } = await sandbox.call("GET", `${contacts}/${id}?propertiesWithHistory=city`);
    expect(body).toMatchObject({
      properties: { city: "Bonn" },
      propertiesWithHistory: { city: [past("Bonn"), past(""), past("Oslo"), past("Rome")] },
    });
    const times = [...JSON.stringify(body).matchAll(/"timestamp":"([^"]+)"/g)].map(([, time]) => time);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(times).size).toBe(4);
  });

  it("tells the one value of a property that was written once, and nothing of an empty one", async () => {
    const id = await moveContact("Rome", "Rome");
    const { body } = await sandbox.call("GET", `${contacts}/${id}?propertiesWithHistory=city,state,nope`);
    expect(body).toMatchObject({ propertiesWithHistory: { city: [past("Rome")], state: [] } });
    expect(body).not.toHaveProperty("propertiesWithHistory.nope");
  });

  it("doesn't tell of a write that was taken back", async () => {
    const id = await moveContact("Rome");
    const inputs = [byEmail("a@x.example", { city: "Oslo", badge: "7" }), byEmail("b@x.example", { badge: "7" })];
    expect((await sandbox.upsert("contacts", inputs)).status).toBe(400);
    const { body } = await sandbox.call("GET", `${contacts}/${id}?propertiesWithHistory=city`);
    expect(body).toMatchObject({ propertiesWithHistory: { city: [past("Rome")] } });
  });

  it("keeps a property's latest 20 values", async () => {
    const id = await moveContact(...Array.from({ length: 25 }, (_, index) => `City ${index}`));
    const { body } = await sandbox.call("GET", `${contacts}/${id}?propertiesWithHistory=city`);
    const cities = Array.from({ length: 20 }, (_, index) => past(`City ${24 - index}`));
    expect(body).toMatchObject({ propertiesWithHistory: { city: cities } });
  });

  it("§2.7.8 comes with lists and batch reads, too", async () => {
    const id = await moveContact("Rome", "Oslo");
    const told = { results: [{ propertiesWithHistory: { city: [past("Oslo"), past("Rome")] } }] };
    expect((await sandbox.call("GET", `${contacts}?propertiesWithHistory=city`)).body).toMatchObject(told);
    const read = { propertiesWithHistory: ["city"], inputs: [{ id }] };
    expect((await sandbox.call("POST", `${contacts}/batch/read`, read)).body).toMatchObject(told);
  });

  it("§2.7.8 is for 50 inputs of a batch read and 50 records of a list, and refused for more", async () => {
    const read = (count: number) =>
      sandbox.callBatch(`${contacts}/batch/read`, {
        propertiesWithHistory: ["city"],
        inputs: Array.from({ length: count }, (_, index) => ({ id: `${index + 1}` })),
      });
    expect((await read(50)).status).toBe(207);
    const refused = await read(51);
    expect(refused.status).toBe(400);
    expect(refused.batch.message).toBe(
      "The maximum number of inputs supported in a batch request for property histories is 50. Please reduce the number of items and try again",
    );
    expect((await sandbox.call("GET", `${contacts}?propertiesWithHistory=city&limit=50`)).status).toBe(200);
    expect((await sandbox.call("GET", `${contacts}?propertiesWithHistory=city&limit=51`)).status).toBe(400);
  });
});
