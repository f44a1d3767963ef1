import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createRecords } from "@/lib/local/hubspot-sandbox/testing/create-records";
import { startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;
let anna: string;
let acme: string;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: null });
  [anna = ""] = await createRecords(sandbox, "contacts", [{ lastname: "Anna" }]);
  [acme = ""] = await createRecords(sandbox, "companies", [{ name: "Acme" }]);
});

afterEach(() => sandbox.stop());

const base = "/crm/associations/2026-09";
const plain = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 };
const primary = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 1 };
const isTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

function create(from: string, to: string, ...types: readonly unknown[]) {
  return { from: { id: from }, to: { id: to }, types };
}

function post(path: string, ...inputs: readonly unknown[]) {
  return sandbox.call("POST", `${base}/contacts/companies/batch/${path}`, { inputs });
}

/** Whom a record is connected with, by the type ids of what connects them. */
async function readLinks(type: string, id: string, other: string): Promise<Record<string, number[]>> {
  const { body } = await sandbox.call("GET", `/crm/objects/2026-09/${type}/${id}/associations/${other}`);
  const { results } = z
    .object({
      results: z.array(
        z.object({ toObjectId: z.string(), associationTypes: z.array(z.object({ typeId: z.number() }).loose()) }),
      ),
    })
    .parse(body);
  const idsOf = (types: readonly { typeId: number }[]) => types.map(({ typeId }) => typeId).sort((a, b) => a - b);
  return Object.fromEntries(results.map((one) => [one.toObjectId, idsOf(one.associationTypes)]));
}

describe("§8 batch/create", () => {
  it("§8.1 answers 201 with both ends and the labels, as texts", async () => {
    const { status, body } = await post("create", create(anna, acme, plain, primary));
    expect(status).toBe(201);
    expect(body).toEqual({
      status: "COMPLETE",
      results: [
        { fromObjectTypeId: "0-1", fromObjectId: anna, toObjectTypeId: "0-2", toObjectId: acme, labels: ["Primary"] },
      ],
      startedAt: isTime,
      completedAt: isTime,
    });
  });

  it("§8.8 connects both sides: 279 from the contact is 280 from the company", async () => {
    await post("create", create(anna, acme, plain));
    expect(await readLinks("contacts", anna, "companies")).toEqual({ [acme]: [279] });
    expect(await readLinks("companies", acme, "contacts")).toEqual({ [anna]: [280] });
  });

  it("gives a label never without the plain association", async () => {
    await post("create", create(anna, acme, primary));
    expect(await readLinks("companies", acme, "contacts")).toEqual({ [anna]: [2, 280] });
  });

  it("adds to what connects two records, and a second time changes nothing", async () => {
    await post("create", create(anna, acme, plain));
    await post("create", create(anna, acme, primary), create(anna, acme, primary));
    expect(await readLinks("contacts", anna, "companies")).toEqual({ [acme]: [1, 279] });
  });

  it("leaves a contact one primary company, whichever side asks for the new one", async () => {
    const [umbrella = "", wayne = ""] = await createRecords(sandbox, "companies", [{ name: "U" }, { name: "W" }]);
    await post("create", create(anna, acme, primary), create(anna, umbrella, primary));
    expect(await readLinks("contacts", anna, "companies")).toEqual({ [acme]: [279], [umbrella]: [1, 279] });
    const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 2 }];
    const inputs = [create(wayne, anna, ...types)];
    await sandbox.call("POST", `${base}/companies/contacts/batch/create`, { inputs });
    const links = { [acme]: [279], [umbrella]: [279], [wayne]: [1, 279] };
    expect(await readLinks("contacts", anna, "companies")).toEqual(links);
  });

  it("§8.1 §8.10 connects the good pairs and names a record that isn't there in a 207", async () => {
    const { status, body } = await post("create", create(anna, "77", plain), create(anna, acme, plain));
    expect(status).toBe(207);
    expect(body).toMatchObject({
      status: "COMPLETE",
      results: [{ toObjectId: acme }],
      numErrors: 1,
      errors: [
        {
          status: "error",
          category: "VALIDATION_ERROR",
          message: "One or more associations are invalid",
          context: { INVALID_OBJECT_IDS: ["COMPANY=77 is not valid"], objectId: ["77"], objectType: ["COMPANY"] },
        },
      ],
    });
  });

  it("§8.10 connects nothing if there is a bad pair and the switch says so", async () => {
    await sandbox.admin("POST", "/switches", { refusesWholeAssociationBatches: true });
    const { status, body } = await post("create", create(anna, acme, plain), create(anna, "77", plain));
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: "One or more associations are invalid", category: "VALIDATION_ERROR" });
    expect(await readLinks("contacts", anna, "companies")).toEqual({});
  });

  it("§8.9 refuses a type id that leads from another object type, and one that nobody knows", async () => {
    const wrong = { ...plain, associationTypeId: 280 };
    const unknown = { associationCategory: "USER_DEFINED", associationTypeId: 3 };
    const { body } = await post("create", create(anna, acme, wrong), create(anna, acme, unknown));
    expect(body).toMatchObject({
      results: [],
      errors: [
        {
          message: expect.stringContaining(
            "invalid from object type 0-1 for associations to be created. expected: 0-2",
          ),
        },
        {
          message: "One or more associations are invalid",
          context: {
            associationSpec: ["USER_DEFINED=3"],
            INVALID_ASSOCIATION_TYPE_ID: ["USER_DEFINED=3 is not a valid association definition id"],
          },
        },
      ],
    });
  });

  it("§8.7 takes 2,000 pairs and refuses more", async () => {
    const inputs = Array.from({ length: 2000 }, () => create(anna, acme, plain));
    expect((await post("create", ...inputs)).status).toBe(201);
    const { status, body } = await post("create", ...inputs, create(anna, acme, plain));
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message:
        "The maximum number of inputs supported in a batch is 2000. Please reduce the number of items and try again",
    });
  });
});

describe("§8 batch/associate/default", () => {
  it("§8.2 connects without a label and tells what is wrong in the same 200", async () => {
    const { status, body } = await post(
      "associate/default",
      { from: { id: anna }, to: { id: acme } },
      { from: { id: "77" }, to: { id: acme } },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "COMPLETE",
      results: [{ from: { id: anna }, to: { id: acme }, associationSpec: plain }],
      numErrors: 1,
      errors: [{ context: { INVALID_OBJECT_IDS: ["CONTACT=77 is not valid"] } }],
    });
    expect(await readLinks("contacts", anna, "companies")).toEqual({ [acme]: [279] });
  });
});

describe("§8 batch/read", () => {
  it("§8.3 answers 200 with category, type id and label of all that connects two records", async () => {
    await post("create", create(anna, acme, primary));
    const { status, body } = await post("read", { id: anna, after: "" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "COMPLETE",
      results: [
        {
          from: { id: anna },
          to: [
            {
              toObjectId: acme,
              associationTypes: [
                { category: "HUBSPOT_DEFINED", typeId: 279, label: null },
                { category: "HUBSPOT_DEFINED", typeId: 1, label: "Primary" },
              ],
            },
          ],
        },
      ],
    });
  });

  it("§8.3 names a record that is connected with nobody in a 207", async () => {
    await post("create", create(anna, acme, plain));
    const { status, body } = await post("read", { id: anna }, { id: "77" });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      results: [{ from: { id: anna } }],
      numErrors: 1,
      errors: [
        {
          status: "error",
          category: "OBJECT_NOT_FOUND",
          subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
          message: "No company is associated with contact 77.",
          context: { fromObjectId: ["77"], fromObjectType: ["contact"], toObjectType: ["company"] },
        },
      ],
    });
  });

  it("pages through a record's connections with the cursor of the record's own paging", async () => {
    const names = Array.from({ length: 1100 }, (_, index) => ({ name: `C${index}` }));
    const companies = await createRecords(sandbox, "companies", names);
    await post("create", ...companies.map((id) => create(anna, id, plain)));
    const pageSchema = z.object({
      results: z.tuple([
        z.object({
          to: z.array(z.object({ toObjectId: z.string() })),
          paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
        }),
      ]),
    });
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let after: string | undefined = ""; after !== undefined; ) {
      const { body }: { body: unknown } = await post("read", { id: anna, after });
      const [page] = pageSchema.parse(body).results;
      seen.push(...page.to.map(({ toObjectId }) => toObjectId));
      sizes.push(page.to.length);
      after = page.paging?.next.after;
    }
    expect(sizes).toEqual([500, 500, 100]);
    expect(seen.toSorted()).toEqual(companies.toSorted());
  });

  it("§8.7 takes 1,000 records and refuses more", async () => {
    const inputs = Array.from({ length: 1001 }, () => ({ id: anna }));
    expect((await post("read", ...inputs.slice(1))).status).toBe(207);
    expect((await post("read", ...inputs)).status).toBe(400);
  });
});

describe("§8 batch/archive", () => {
  const archive = { from: { id: "" }, to: [{ id: "" }] };

  it("§8.4 takes away all that connects the pairs, with a body in dated versions and none in v4", async () => {
    const input = { ...archive, from: { id: anna }, to: [{ id: acme }, { id: "77" }] };
    await post("create", create(anna, acme, primary));
    const dated = await post("archive", input);
    expect(dated.status).toBe(200);
    expect(dated.body).toEqual({ status: "COMPLETE", startedAt: isTime, completedAt: isTime });
    expect(await readLinks("companies", acme, "contacts")).toEqual({});
    const path = "/crm/v4/associations/contacts/companies/batch/archive";
    const old = await sandbox.call("POST", path, { inputs: [input] });
    expect([old.status, old.body]).toEqual([204, ""]);
  });

  it("§8.7 takes 100 inputs and refuses more", async () => {
    const inputs = Array.from({ length: 101 }, () => archive);
    expect((await post("archive", ...inputs.slice(1))).status).toBe(200);
    expect((await post("archive", ...inputs)).status).toBe(400);
  });
});
