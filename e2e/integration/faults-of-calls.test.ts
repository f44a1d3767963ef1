import { expect, test } from "vitest";
import { modeScenarios } from "@/lib/local/faults/mode-scenarios";
import { faultScenarios } from "@/lib/local/faults/scenarios";
import { companiesByIdent } from "@/lib/local/faults/targets";
import { isLasting, prepareFaultTests } from "@/lib/local/faults/testing/fault-tests";
import type { FaultWorld } from "@/lib/local/faults/world";

const scenarios = [...faultScenarios.filter((scenario) => !isLasting(scenario)), ...modeScenarios];
const { testScenarios, tryScenario } = await prepareFaultTests({ portals: scenarios.length + 2 });

// A chunk of rows.
testScenarios(scenarios, 5_000);

test("a record that no row asked for is a problem, though it has no match value", async () => {
  const beforehand = async ({ admin, hubId }: FaultWorld) => {
    const records = [{ properties: { name: "First 1" } }];
    await admin("POST", "/records", { portal: hubId, objectType: companiesByIdent.objectTypeId, records });
  };
  const scenario = { name: "somebody creates a company", target: companiesByIdent, beforehand };
  expect(await tryScenario(scenario, { table: "fault_surplus", rows: 200 })).toEqual([
    "HubSpot has 201 records more than before, not 200.",
  ]);
});

test("what never goes wrong is a problem: a fault that strikes no call, a wait that isn't asked for", async () => {
  const fault = { match: { method: "POST", path: "/batch/upserts" }, kind: "reset-after" };
  const nothing = async () => {};
  const scenario = { name: "nothing goes wrong", faults: [fault], midway: nothing, wait: nothing };
  expect(await tryScenario(scenario, { table: "fault_idle", rows: 200 })).toEqual([
    "The run never came to its middle.",
    "HubSpot asked for no wait.",
    "The fault reset-after has struck no call.",
  ]);
});
