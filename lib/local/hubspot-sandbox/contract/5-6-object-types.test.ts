import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({ limits: null, portals: [{ ...testPortal, enabledObjectTypes: ["0-136"] }] });
});

afterAll(() => sandbox.stop());

describe("§5.6 Object types", () => {
  it.each([
    ["contacts", "0-1", "createdate"],
    ["companies", "0-2", "createdate"],
    ["deals", "0-3", "createdate"],
    ["tickets", "0-5", "createdate"],
    ["products", "0-7", "createdate"],
    ["line_items", "0-8", "createdate"],
    ["quotes", "0-14", "hs_createdate"],
    ["orders", "0-123", "hs_createdate"],
    ["leads", "0-136", "hs_createdate"],
    ["p4242_widget", "2-7001", "hs_createdate"],
  ])("§5.6.1 %s are %s, by either name", async (name, typeId, created) => {
    const byName = await sandbox.call("GET", `/crm/properties/2026-09/${name}`);
    const byId = await sandbox.call("GET", `/crm/properties/2026-09/${typeId}`);
    expect(byName.body).toEqual(byId.body);
    expect(byName.body).toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ name: created, label: "Create Date" })]),
    });
    expect((await sandbox.call("GET", `/crm/objects/2026-09/${typeId}`)).body).toEqual({ results: [] });
  });

  it("a custom object's bare name is none", async () => {
    expect((await sandbox.call("GET", "/crm/objects/2026-09/widget")).body).toMatchObject({
      message: "Unable to infer object type from: widget",
    });
  });

  it("§5.6.2 the object library says which the account has turned on", async () => {
    const path = "/crm/object-library/2026-09/enablement";
    expect((await sandbox.call("GET", path)).body).toEqual({
      enablementByObjectTypeId: expect.objectContaining({ "0-1": true, "0-136": true, "0-123": false }),
    });
    expect((await sandbox.call("GET", `${path}/0-136`)).body).toEqual({ enablement: true });
    expect((await sandbox.call("GET", `${path}/0-123`)).body).toEqual({ enablement: false });
  });
});
