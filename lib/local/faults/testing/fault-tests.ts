import { expect, test } from "vitest";
import { createSource } from "@/lib/connections/create-source";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { runScenario } from "@/lib/local/faults/run-scenario";
import type { FaultScenario } from "@/lib/local/faults/scenarios";
import type { FaultWorld } from "@/lib/local/faults/world";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";

/** True of what happens between chunks, or strikes so few calls that a chunk might have none. */
export function isLasting({ midway, stop, wait, faults = [] }: FaultScenario): boolean {
  return Boolean(midway ?? stop ?? wait) || faults.some((fault) => "share" in fault && Number(fault.share) < 0.1);
}

/** All that scenarios are tried on in the calling test file, with a portal for each. Call it at the top of the file. */
export async function prepareFaultTests({ portals }: { portals: number }) {
  const hubSpot = await testHubSpot({ portals });
  const { settings } = await testObjectStore();
  prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
  const warehouse = await testWarehouse();

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

  /** What isn't as it has to be afterwards. */
  async function tryScenario(scenario: FaultScenario, place: { table: string; rows: number }) {
    return (await runScenario(await makeWorld(), scenario, place)).problems;
  }

  return {
    tryScenario,
    testScenarios: (scenarios: readonly FaultScenario[], rows: number) =>
      test.each(scenarios.map((scenario, index) => [scenario.name, scenario, index] as const))(
        "%s: every row is accounted for and every record is right",
        async (_, scenario, index) => {
          expect(await tryScenario(scenario, { table: `fault_${index}`, rows })).toEqual([]);
        },
      ),
  };
}
