import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createRecords } from "@/lib/local/hubspot-sandbox/testing/create-records";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";
const deals = "/crm/objects/2026-09/deals";

const answerSchema = z.object({
  total: z.number(),
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) }).loose()),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

async function search(body: unknown, path = contacts) {
  const { status, body: answer } = await sandbox.call("POST", `${path}/search`, body);
  expect(status).toBe(200);
  return answerSchema.parse(answer);
}

const letIndexCatchUp = () => sandbox.admin("POST", "/clock", { advanceMs: 5000 });

const people = [
  { lastname: "Ada", email: "ada@acme.example", city: "Rome", is_vip: "true" },
  { lastname: "Ben", email: "ben@acme.example", city: "oslo" },
  { lastname: "Cleo", email: "cleo@other.example", is_vip: "false" },
];

async function seedPeople(): Promise<void> {
  await createRecords(sandbox, "contacts", people);
  await letIndexCatchUp();
}

/** The names that a filter finds. */
async function find(filter: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
  const { results } = await search({ filterGroups: [{ filters: [filter] }], properties: ["lastname"] });
  return results.map(({ properties }) => properties.lastname);
}

describe("§2.7 search: operators", () => {
  beforeEach(seedPeople);

  it("§2.7.15 EQ and NEQ compare texts without their case, and NEQ passes over the empty", async () => {
    expect(await find({ propertyName: "city", operator: "EQ", value: "rome" })).toEqual(["Ada"]);
    expect(await find({ propertyName: "city", operator: "NEQ", value: "rome" })).toEqual(["Ben"]);
    await sandbox.admin("POST", "/switches", { findsEmptyByNegation: true });
    expect(await find({ propertyName: "city", operator: "NEQ", value: "rome" })).toEqual(["Ben", "Cleo"]);
  });

  it("EQ compares options with their case", async () => {
    expect(await find({ propertyName: "is_vip", operator: "EQ", value: "true" })).toEqual(["Ada"]);
    expect(await find({ propertyName: "is_vip", operator: "EQ", value: "TRUE" })).toEqual([]);
  });

  it("IN and NOT_IN look texts up in lower case", async () => {
    expect(await find({ propertyName: "city", operator: "IN", values: ["rome", "oslo"] })).toEqual(["Ada", "Ben"]);
    expect(await find({ propertyName: "city", operator: "IN", values: ["Rome"] })).toEqual([]);
    expect(await find({ propertyName: "city", operator: "NOT_IN", values: ["rome"] })).toEqual(["Ben"]);
  });

  it("HAS_PROPERTY and NOT_HAS_PROPERTY ask for a value, and none", async () => {
    expect(await find({ propertyName: "city", operator: "HAS_PROPERTY" })).toEqual(["Ada", "Ben"]);
    expect(await find({ propertyName: "city", operator: "NOT_HAS_PROPERTY" })).toEqual(["Cleo"]);
  });

  it("CONTAINS_TOKEN and NOT_CONTAINS_TOKEN find words, with * for the rest", async () => {
    expect(await find({ propertyName: "email", operator: "CONTAINS_TOKEN", value: "*@acme.example" })).toEqual([
      "Ada",
      "Ben",
    ]);
    expect(await find({ propertyName: "email", operator: "CONTAINS_TOKEN", value: "CLEO" })).toEqual(["Cleo"]);
    expect(await find({ propertyName: "email", operator: "CONTAINS_TOKEN", value: "cle" })).toEqual([]);
    expect(await find({ propertyName: "email", operator: "NOT_CONTAINS_TOKEN", value: "acme" })).toEqual(["Cleo"]);
  });

  it("LT, LTE, GT, GTE and BETWEEN compare numbers as numbers", async () => {
    await createRecords(
      sandbox,
      "deals",
      ["9", "10", "100.5"].map((amount) => ({ dealname: amount, dealstage: "appointmentscheduled", amount })),
    );
    await letIndexCatchUp();
    const amounts = async (filter: Readonly<Record<string, unknown>>) => {
      const filters = [{ propertyName: "amount", ...filter }];
      const { results } = await search({ filterGroups: [{ filters }], properties: ["amount"] }, deals);
      return results.map(({ properties }) => properties.amount);
    };
    expect(await amounts({ operator: "LT", value: "10" })).toEqual(["9"]);
    expect(await amounts({ operator: "LTE", value: "10" })).toEqual(["9", "10"]);
    expect(await amounts({ operator: "GT", value: "10" })).toEqual(["100.5"]);
    expect(await amounts({ operator: "GTE", value: "10.0" })).toEqual(["10", "100.5"]);
    expect(await amounts({ operator: "BETWEEN", value: "9.5", highValue: "100.5" })).toEqual(["10", "100.5"]);
  });

  it("compares dates and times, in words or in milliseconds", async () => {
    const tomorrow = Date.now() + 86_400_000;
    expect(await find({ propertyName: "createdate", operator: "LT", value: `${tomorrow}` })).toHaveLength(3);
    expect(await find({ propertyName: "createdate", operator: "GT", value: "2024-01-01T00:00:00Z" })).toHaveLength(3);
    expect(await find({ propertyName: "createdate", operator: "GT", value: `${tomorrow}` })).toEqual([]);
  });

  it("§2.7.11 finds what matches all filters of any group", async () => {
    const city = (value: string) => ({ propertyName: "city", operator: "EQ", value });
    const isVip = { propertyName: "is_vip", operator: "EQ", value: "true" };
    const { total } = await search({ filterGroups: [{ filters: [city("rome"), isVip] }, { filters: [city("oslo")] }] });
    expect(total).toBe(2);
    expect((await search({ filterGroups: [{ filters: [city("oslo"), isVip] }] })).total).toBe(0);
  });
});

describe("§2.7 search: answers", () => {
  beforeEach(seedPeople);

  it("without any filter finds all, the oldest first, with the properties that every read shows", async () => {
    const { total, results } = await search({});
    expect(total).toBe(3);
    expect(results.map(({ properties }) => properties.lastname)).toEqual(["Ada", "Ben", "Cleo"]);
    expect(Object.keys(results[0]?.properties ?? {})).toEqual(
      expect.arrayContaining(["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"]),
    );
  });

  it("shows the properties that it is asked for", async () => {
    const { results } = await search({ query: "ada", properties: ["city", "state"] });
    expect(results[0]?.properties).toMatchObject({ city: "Rome", state: null });
    expect(results[0]?.properties).not.toHaveProperty("lastname");
  });

  it("finds by query what holds all its words in a text that search looks at", async () => {
    const names = async (query: string) => (await search({ query })).results.map((one) => one.properties.lastname);
    expect(await names("ACME")).toEqual(["Ada", "Ben"]);
    expect(await names("acme ben")).toEqual(["Ben"]);
    expect(await names("rome")).toEqual([]);
  });

  it("sorts by a property, either way, the empty last", async () => {
    const sorted = async (direction: string) => {
      const { results } = await search({ sorts: [{ propertyName: "city", direction }] });
      return results.map(({ properties }) => properties.lastname);
    };
    expect(await sorted("ASCENDING")).toEqual(["Ben", "Ada", "Cleo"]);
    expect(await sorted("DESCENDING")).toEqual(["Ada", "Ben", "Cleo"]);
  });

  it("§2.7.11 pages with after, and tells the total on each page", async () => {
    const first = await search({ limit: 2 });
    expect([first.total, first.results.length]).toEqual([3, 2]);
    const second = await search({ limit: 2, after: first.paging?.next.after });
    expect(second.results.map(({ properties }) => properties.lastname)).toEqual(["Cleo"]);
    expect(second.total).toBe(3);
    expect(second.paging).toBeUndefined();
  });

  it("§2.7.13 never finds archived records", async () => {
    const { results } = await search({ query: "ada" });
    await sandbox.call("DELETE", `${contacts}/${results[0]?.id}`);
    expect((await search({ query: "ada" })).total).toBe(0);
    await letIndexCatchUp();
    expect((await search({ query: "ada" })).total).toBe(0);
  });
});

describe("§2.7 search: lag", () => {
  const find = (value: string) =>
    search({
      filterGroups: [{ filters: [{ propertyName: "city", operator: "EQ", value }] }],
      properties: ["city"],
    });

  it("§2.7.14 finds a new record when some seconds have passed, though an upsert finds it at once", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Rome" }, "1")]);
    expect((await find("rome")).total).toBe(0);
    const again = await sandbox.upsert("contacts", [byEmail("a@x.example", {}, "1")]);
    expect(again.batch.results).toMatchObject([{ new: false }]);
    await letIndexCatchUp();
    expect((await find("rome")).total).toBe(1);
  });

  it("§2.7.14 finds a changed record by what it held before, until then", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Rome" }, "1")]);
    await letIndexCatchUp();
    await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Oslo" }, "1")]);
    expect((await find("rome")).results).toMatchObject([{ properties: { city: "Rome" } }]);
    expect((await find("oslo")).total).toBe(0);
    await letIndexCatchUp();
    expect((await find("rome")).total).toBe(0);
    expect((await find("oslo")).total).toBe(1);
  });

  it("is as long as tests say", async () => {
    await sandbox.admin("POST", "/search-lag", { searchLagMs: 0 });
    await sandbox.upsert("contacts", [byEmail("a@x.example", { city: "Rome" }, "1")]);
    expect((await find("rome")).total).toBe(1);
  });
});

describe("§2.7 search: limits", () => {
  const filter = { propertyName: "city", operator: "HAS_PROPERTY" };
  const groups = (...sizes: readonly number[]) => ({
    filterGroups: sizes.map((size) => ({ filters: Array.from({ length: size }, () => filter) })),
  });
  const statusOf = async (body: unknown) => (await sandbox.call("POST", `${contacts}/search`, body)).status;

  it("§2.7.12 takes up to 5 groups of up to 6 filters, 18 in all", async () => {
    expect(await statusOf(groups(6, 6, 4, 1, 1))).toBe(200);
    expect(await statusOf(groups(6, 6, 5, 1, 1))).toBe(400);
    expect(await statusOf(groups(7))).toBe(400);
    expect(await statusOf(groups(1, 1, 1, 1, 1, 1))).toBe(400);
  });

  it("§2.7.12 takes up to 200 records a page", async () => {
    expect(await statusOf({ limit: 200 })).toBe(200);
    expect(await statusOf({ limit: 201 })).toBe(400);
  });

  it("§2.7.12 ends after 10,000 records", async () => {
    expect(await statusOf({ limit: 200, after: "9800" })).toBe(200);
    expect(await statusOf({ limit: 200, after: "9801" })).toBe(400);
  });

  it("§2.7.12 takes up to 3,000 characters", async () => {
    const bodyOf = (length: number) => JSON.stringify({ query: "x".repeat(length - '{"query":""}'.length) });
    expect(await statusOf(bodyOf(3000))).toBe(200);
    expect(await statusOf(bodyOf(3001))).toBe(400);
  });

  it("refuses a filter without its operator, and a property that there isn't", async () => {
    const refused = await sandbox.call("POST", `${contacts}/search`, {
      filterGroups: [{ filters: [{ propertyName: "city" }] }],
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      message: expect.stringMatching(/Cannot build Filter, some of required attributes are not set \[operator\]$/),
    });
    expect(await statusOf({ filterGroups: [{ filters: [{ ...filter, propertyName: "nope" }] }] })).toBe(400);
  });

  it("§7.9 answers 5 searches a second of an account, without rate-limit headers", async () => {
    const limited = await startTestSandbox();
    const ask = () => limited.call("POST", `${contacts}/search`, {});
    const answers = await Promise.all([ask(), ask(), ask(), ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({
      message: "You have reached your secondly limit.",
      errorType: "RATE_LIMIT",
      policyName: "SECONDLY",
    });
    const names = answers.flatMap(({ headers }) => [...headers.keys()]);
    expect(names.filter((name) => name.startsWith("x-hubspot-ratelimit"))).toEqual([]);
    await limited.admin("POST", "/clock", { advanceMs: 1000 });
    expect((await ask()).status).toBe(200);
    await limited.stop();
  });
});
