import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { OwnerSeed } from "@/lib/local/hubspot-sandbox/options";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

const people: readonly OwnerSeed[] = Array.from({ length: 120 }, (_, index) => ({
  id: String(7000 + index),
  email: `person${index}@x.example`,
  firstName: "Person",
  lastName: String(index),
  ...(index === 0 && { teams: [{ id: "1", name: "Sales", primary: true }] }),
}));
const gone: OwnerSeed = { id: "9001", email: "gone@x.example", firstName: "Gone", lastName: "Away", isArchived: true };
const queue: OwnerSeed = { id: "9002", email: null, firstName: "Support", lastName: "", type: "QUEUE" };

beforeAll(async () => {
  sandbox = await startTestSandbox({ portals: [{ ...testPortal, owners: [...people, gone, queue] }] });
});

afterAll(() => sandbox.stop());

const path = "/crm/owners/2026-09";
const pageSchema = z.object({
  results: z.array(z.looseObject({ id: z.string() })),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

async function readPage(query: string) {
  return pageSchema.parse((await sandbox.call("GET", `${path}${query}`)).body);
}

describe("§5.4 Owners", () => {
  it("§5.4.1 come 100 a page, each with what HubSpot knows of them", async () => {
    const { results, paging } = await readPage("");
    expect([results.length, paging]).toEqual([100, { next: { after: "7099" } }]);
    expect(results[0]).toEqual({
      id: "7000",
      email: "person0@x.example",
      type: "PERSON",
      firstName: "Person",
      lastName: "0",
      userId: expect.any(Number),
      userIdIncludingInactive: expect.any(Number),
      teams: [{ id: "1", name: "Sales", primary: true }],
      archived: false,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(results[1]).not.toHaveProperty("teams");
    const rest = await readPage("?after=7099");
    expect([rest.results.length, rest.results[0]?.id, rest.paging]).toEqual([21, "7100", undefined]);
  });

  it("§5.4.1 come in pages of another size if asked", async () => {
    const page = await readPage("?limit=2&after=7000");
    expect([page.results.map(({ id }) => id), page.paging]).toEqual([["7001", "7002"], { next: { after: "7002" } }]);
  });

  it("§5.4.2 are found by email, also with a slash at the end of the path", async () => {
    for (const address of [`${path}?email=person7@x.example`, "/crm/v3/owners/?email=person7@x.example"]) {
      const { results } = pageSchema.parse((await sandbox.call("GET", address)).body);
      expect(results.map(({ id }) => id)).toEqual(["7007"]);
    }
    expect((await readPage("?email=nobody@x.example")).results).toEqual([]);
  });

  it("§5.4.2 who left is in the archived list only, without a user", async () => {
    const { results } = await readPage("?archived=true");
    expect(results).toEqual([expect.objectContaining({ id: "9001", archived: true })]);
    expect(results[0]).not.toHaveProperty("userId");
    expect((await readPage("?email=gone@x.example")).results).toEqual([]);
  });

  it("§5.4.3 a queue is one, too, and nobody in person", async () => {
    const found = (await readPage("?limit=500")).results.find(({ id }) => id === "9002");
    expect(found).toMatchObject({ type: "QUEUE" });
    expect(found).not.toHaveProperty("userId");
    expect(found).not.toHaveProperty("email");
  });

  it("one is read by its id or by its user's", async () => {
    const byId = await sandbox.call("GET", `${path}/7003`);
    const { userId } = z.looseObject({ userId: z.number() }).parse(byId.body);
    expect((await sandbox.call("GET", `${path}/${userId}?idProperty=userId`)).body).toEqual(byId.body);
    expect((await sandbox.call("GET", `${path}/1`)).status).toBe(404);
  });

  it("own records while they are there, persons and queues alike", async () => {
    const write = (hubspot_owner_id: string) =>
      sandbox.call("POST", "/crm/objects/2026-09/contacts", { properties: { firstname: "A", hubspot_owner_id } });
    expect((await write("9002")).status).toBe(201);
    expect((await write("9001")).body).toMatchObject({ errors: [{ code: "INVALID_OPTION" }] });
  });

  it("need a scope of their own", async () => {
    const own = await startTestSandbox({
      portals: [{ ...testPortal, tokens: [{ token: "pat-all", scopes: ["crm.objects.contacts.read"] }] }],
    });
    expect((await own.call("GET", path)).body).toMatchObject({
      errors: [{ context: { requiredGranularScopes: ["crm.objects.owners.read"] } }],
    });
    await own.stop();
  });
});
