import { expect, test } from "vitest";
import { createSource } from "@/lib/connections/create-source";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { modeScenarios } from "@/lib/local/faults/mode-scenarios";
import { runScenario } from "@/lib/local/faults/run-scenario";
import { type FaultScenario, faultScenarios } from "@/lib/local/faults/scenarios";
import { companiesByIdent } from "@/lib/local/faults/targets";
import type { FaultWorld } from "@/lib/local/faults/world";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";

// A chunk of rows, or 20,000 where something happens between chunks or strikes rarely. `npm run bench -- faults` takes
// 20,000 each.
const trials = [
  ...faultScenarios.map((scenario) => ({ scenario, rows: needsMany(scenario) ? 20_000 : 5_000 })),
  ...modeScenarios.map((scenario) => ({ scenario, rows: 5_000 })),
];

const hubSpot = await testHubSpot({ portals: trials.length + 2 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

test.each(trials.map((trial, index) => [trial.scenario.name, trial, index] as const))(
  "%s: every row is accounted for and every record is right",
  async (_, { scenario, rows }, index) => {
    const { problems } = await runScenario(await makeWorld(), scenario, { table: `fault_${index}`, rows });
    expect(problems).toEqual([]);
  },
);

test("a record that no row asked for is a problem, though it has no match value", async () => {
  const name = "somebody creates a company";
  const beforehand = async ({ admin, hubId }: FaultWorld) => {
    const records = [{ properties: { name: "First 1" } }];
    await admin("POST", "/records", { portal: hubId, objectType: companiesByIdent.objectTypeId, records });
  };
  const scenario = { name, target: companiesByIdent, beforehand };
  const { problems } = await runScenario(await makeWorld(), scenario, { table: "fault_surplus", rows: 200 });
  expect(problems).toEqual(["HubSpot has 201 records more than before, not 200."]);
});

test("what never goes wrong is a problem: a fault that strikes no call, a wait that isn't asked for", async () => {
  const fault = { match: { method: "POST", path: "/batch/upserts" }, kind: "reset-after" };
  const nothing = async () => {};
  const scenario = { name: "nothing goes wrong", faults: [fault], midway: nothing, wait: nothing };
  const { problems } = await runScenario(await makeWorld(), scenario, { table: "fault_idle", rows: 200 });
  expect(problems).toEqual([
    "The run never came to its middle.",
    "HubSpot asked for no wait.",
    "The fault reset-after has struck no call.",
  ]);
});

function needsMany({ midway, stop, wait, faults = [] }: FaultScenario): boolean {
  return Boolean(midway ?? stop ?? wait) || faults.some((fault) => "share" in fault && Number(fault.share) < 0.1);
}

async function makeWorld(): Promise<FaultWorld> {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  const { id: sourceId } = await createSource(actor, warehouse.sourceInput("Warehouse"));
  return {
    actor,
    hubId,
    portalId,
    sourceId,
    warehouseUrl: warehouse.url,
    admin: hubSpot.admin,
    reconnect: async () => void (await connectSandbox(actor, hubId)),
  };
}
