import { faultScenarios } from "@/lib/local/faults/scenarios";
import { isLasting, prepareFaultTests } from "@/lib/local/faults/testing/fault-tests";

const scenarios = faultScenarios.filter(isLasting);
const { testScenarios } = await prepareFaultTests({ portals: scenarios.length });

// Two chunks, since something happens between them or strikes rarely. `npm run bench -- faults` takes 20,000 rows each.
testScenarios(scenarios, 10_000);
