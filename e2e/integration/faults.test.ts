import { expect, test } from "vitest";
import { createSource } from "@/lib/connections/create-source";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { runScenario } from "@/lib/local/faults/run-scenario";
import { faultScenarios } from "@/lib/local/faults/scenarios";
import type { FaultWorld } from "@/lib/local/faults/world";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";

const ROWS = 20_000;

const hubSpot = await testHubSpot({ portals: faultScenarios.length });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

test.each(faultScenarios.map((scenario, index) => [scenario.name, scenario, index] as const))(
  "%s: every row is accounted for and every record is right",
  async (_, scenario, index) => {
    const { problems } = await runScenario(await makeWorld(), scenario, { table: `fault_${index}`, rows: ROWS });
    expect(problems).toEqual([]);
  },
);

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
