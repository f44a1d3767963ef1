import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({
    portals: [
      {
        ...testPortal,
        pipelines: {
          widget: [
            { id: "w", label: "Widgets", stages: [{ id: "w1", label: "Planned", metadata: { state: "OPEN" } }] },
          ],
        },
      },
    ],
  });
});

afterEach(() => sandbox.stop());

const path = "/crm/pipelines/2026-09";
const deals = "/crm/objects/2026-09/deals";

const times = { createdAt: expect.any(String), updatedAt: expect.any(String), archived: false };
const won = {
  id: "closedwon",
  label: "Closed Won",
  displayOrder: 5,
  metadata: { probability: "1.0", isClosed: "true" },
  writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
  ...times,
};

describe("§5.3 Pipelines", () => {
  it.each(["deals", "0-3"])("§5.3.1 %s have one whose stages say how likely and how closed they are", async (name) => {
    const { status, body } = await sandbox.call("GET", `${path}/${name}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      results: [
        {
          id: "default",
          label: "Sales Pipeline",
          displayOrder: 0,
          stages: expect.arrayContaining([won, expect.objectContaining({ id: "appointmentscheduled" })]),
          ...times,
        },
      ],
    });
  });

  it("§5.3.1 stages of tickets are open or closed", async () => {
    expect((await sandbox.call("GET", `${path}/tickets`)).body).toMatchObject({
      results: [
        {
          id: "0",
          stages: [
            { id: "1", metadata: { ticketState: "OPEN" } },
            { id: "2" },
            { id: "3" },
            { id: "4", metadata: { ticketState: "CLOSED" } },
          ],
        },
      ],
    });
  });

  it("§5.3.1 a custom object may have pipelines, with the properties that go with them", async () => {
    expect((await sandbox.call("GET", `${path}/2-7001`)).body).toMatchObject({ results: [{ id: "w" }] });
    const write = (hs_pipeline_stage: string) =>
      sandbox.call("POST", "/crm/objects/2026-09/2-7001", {
        properties: { title: "T", hs_pipeline: "w", hs_pipeline_stage },
      });
    expect((await write("w1")).status).toBe(201);
    expect((await write("w2")).body).toMatchObject({ errors: [{ code: "INVALID_OPTION" }] });
  });

  it("one pipeline, its stages and one of them can be read alone", async () => {
    expect((await sandbox.call("GET", `${path}/deals/default`)).body).toMatchObject({ id: "default" });
    expect((await sandbox.call("GET", `${path}/deals/default/stages`)).body).toMatchObject({
      results: expect.arrayContaining([won]),
    });
    expect((await sandbox.call("GET", `${path}/deals/default/stages/closedwon`)).body).toEqual(won);
    expect((await sandbox.call("GET", `${path}/deals/default/stages/sold`)).status).toBe(404);
    expect((await sandbox.call("GET", `${path}/deals/other`)).status).toBe(404);
  });

  it("§5.3.2 a record's stage is a stage's id, not its label", async () => {
    const write = (dealstage: string) => sandbox.call("POST", deals, { properties: { dealname: "D", dealstage } });
    expect((await write("closedwon")).body).toMatchObject({
      properties: { dealstage: "closedwon", pipeline: "default" },
    });
    expect((await write("Closed Won")).body).toMatchObject({ errors: [{ code: "INVALID_OPTION" }] });
  });

  it("§5.3.3 a stage with records in it can't be deleted by 2026-09, and can by v3", async () => {
    await sandbox.call("POST", deals, { properties: { dealname: "D", dealstage: "closedwon" } });
    const remove = (base: string, stage: string) => sandbox.call("DELETE", `${base}/deals/default/stages/${stage}`);
    expect((await remove(path, "closedwon")).status).toBe(400);
    expect((await remove(path, "closedlost")).status).toBe(204);
    expect((await remove("/crm/v3/pipelines", "closedwon")).status).toBe(204);
    const write = await sandbox.call("POST", deals, { properties: { dealname: "D", dealstage: "closedlost" } });
    expect(write.body).toMatchObject({ errors: [{ code: "INVALID_OPTION" }] });
  });
});
