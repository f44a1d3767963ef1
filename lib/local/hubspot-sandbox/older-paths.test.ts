import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});

afterAll(() => sandbox.stop());

describe("the older paths", () => {
  it.each(["/crm/v3/objects/contacts", "/crm/objects/v3/contacts", "/crm/objects/2026-03/contacts"])(
    "%s leads to the same records",
    async (path) => {
      await sandbox.upsert("contacts", [byEmail("a@x.example", {})]);
      const { status, body } = await sandbox.call("GET", path);
      expect(status).toBe(200);
      expect(body).toMatchObject({ results: [{ properties: { email: "a@x.example" } }] });
    },
  );

  it("a version that never was is not found", async () => {
    expect((await sandbox.call("GET", "/crm/objects/2025-01/contacts")).status).toBe(404);
  });
});
