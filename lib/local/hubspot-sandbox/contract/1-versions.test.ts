import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientFields } from "@/lib/local/hubspot-sandbox/testing/connect-app";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({ limits: null });
  await sandbox.upsert("contacts", [byEmail("a@x.example", {})]);
});

afterAll(() => sandbox.stop());

const statusOf = async (path: string) => (await sandbox.call("GET", path)).status;

/** `{version}` is the date in the newer paths; the older ones have their version at a place of their own. */
const families: readonly (readonly [string, string, readonly string[]])[] = [
  ["objects", "/crm/objects/{version}/contacts", ["/crm/v3/objects/contacts", "/crm/objects/v3/contacts"]],
  ["properties", "/crm/properties/{version}/contacts", ["/crm/v3/properties/contacts"]],
  ["schemas", "/crm-object-schemas/{version}/schemas", ["/crm-object-schemas/v3/schemas", "/crm/v3/schemas"]],
  [
    "association labels",
    "/crm/associations/{version}/contacts/companies/labels",
    ["/crm/v4/associations/contacts/companies/labels"],
  ],
  ["pipelines", "/crm/pipelines/{version}/deals", ["/crm/v3/pipelines/deals"]],
  ["owners", "/crm/owners/{version}", ["/crm/v3/owners", "/crm/v3/owners/"]],
  ["property validations", "/crm/property-validations/{version}/0-1", ["/crm/v3/property-validations/0-1"]],
  ["limits", "/crm/limits/{version}/custom-object-types", ["/crm/v3/limits/custom-object-types"]],
  ["object library", "/crm/object-library/{version}/enablement", ["/crm/v3/object-library/enablement"]],
  ["account", "/account-info/{version}/details", ["/account-info/v3/details"]],
];

describe("§1 Paths", () => {
  it.each(families)(
    "§1.1 §1.2 §1.3 %s are served in 2026-09, in 2026-03 and under the older path",
    async (_, dated, older) => {
      for (const version of ["2026-09", "2026-03"])
        expect(await statusOf(dated.replace("{version}", version))).toBe(200);
      for (const path of older) expect([path, await statusOf(path)]).toEqual([path, 200]);
    },
  );

  it.each(families)("%s are not found in a version that never was", async (_, dated) => {
    for (const version of ["2025-01", "2027-03", "v2", "2026-09-beta"]) {
      expect(await statusOf(dated.replace("{version}", version))).toBe(404);
    }
  });

  it("§1.1 §1.2 one pair's associations are served by date and in v4", async () => {
    const id = await firstContactId();
    for (const base of ["/crm/objects/2026-09", "/crm/objects/2026-03", "/crm/v4/objects"]) {
      expect(await statusOf(`${base}/contacts/${id}/associations/companies`)).toBe(200);
    }
  });

  it("v4 has nothing but associations", async () => {
    expect(await statusOf("/crm/v4/objects/contacts")).toBe(404);
    expect(await statusOf("/crm/v4/properties/contacts")).toBe(404);
  });

  it.each(["2026-09", "2026-03", "v3", "v1"])("§1.1 §1.2 tokens are given out at /oauth/%s/token", async (version) => {
    const form = { ...clientFields, grant_type: "refresh_token", refresh_token: "none" };
    const { status, body } = await sandbox.sendForm(`/oauth/${version}/token`, form);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
  });

  it.each(["2026-09", "2026-03", "v3"])(
    "§1.1 §1.2 an app uninstalls itself at /appinstalls/%s/external-install",
    async (version) => {
      const path = `/appinstalls/${version}/external-install`;
      expect((await sandbox.call("DELETE", path, undefined, "nonsense")).status).toBe(401);
    },
  );

  it("an unknown address is a 404 without a category", async () => {
    const { status, body } = await sandbox.call("GET", "/crm/objects/2025-01/contacts");
    expect(status).toBe(404);
    expect(body).toEqual({
      status: "error",
      message: "resource not found",
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  async function firstContactId(): Promise<string> {
    const { body } = await sandbox.admin("GET", "/records?portal=4242&objectType=contacts&limit=1");
    return /"id":"(\d+)"/.exec(JSON.stringify(body))?.[1] ?? "";
  }
});

describe("§1 The rules of a version", () => {
  const paths = (version: string) =>
    version === "v3" ? ["/crm/v3/objects/deals", "/crm/objects/v3/deals"] : [`/crm/objects/${version}/deals`];

  it("§1.4 §2.7.18 2026-09 refuses a deal without what its guide requires", async () => {
    for (const path of paths("2026-09")) {
      expect((await sandbox.call("POST", path, { properties: { dealname: "D" } })).status).toBe(400);
    }
  });

  it.each(["2026-03", "v3"])("§1.4 %s takes the same deal", async (version) => {
    for (const path of paths(version)) {
      expect((await sandbox.call("POST", path, { properties: { dealname: "D" } })).status).toBe(201);
    }
  });

  it("§1.4 2026-09 normalises a date with a time, older versions refuse it", async () => {
    const properties = { date_of_birth: "1700000000000", firstname: "A" };
    const write = async (version: string) => {
      const { status, body } = await sandbox.call("POST", `/crm/objects/${version}/contacts`, { properties });
      return [status, JSON.stringify(body)];
    };
    expect((await write("2026-09"))[0]).toBe(201);
    for (const version of ["2026-03", "v3"]) {
      expect(await write(version)).toEqual([
        400,
        expect.stringContaining("1700000000000 is at 22:13:20.0 UTC, not midnight!"),
      ]);
    }
  });
});
