import { connectSandbox } from "../demo/connect-sandbox";
import { runScenario } from "../faults/run-scenario";
import { faultScenarios } from "../faults/scenarios";
import { CommandError, step } from "../say";
import type { Measure } from "./bench";
import type { Figure } from "./figures";

const ROWS = 20_000;

/** What goes wrong at HubSpot while a run sends rows, how the run ends, and how many calls it costs. */
export const measureFaults: Measure = {
  name: "faults",
  tables: () => [],
  async take(bench) {
    const world = {
      ...bench,
      admin: (method: string, path: string, body?: object) => bench.door.ask(method, path, body),
      reconnect: async () => void (await connectSandbox(bench.actor, bench.hubId)),
    };
    await bench.door.setLatency(0);
    const figures: Figure[] = [];
    for (const [index, scenario] of faultScenarios.entries()) {
      const place = { table: `fault_${index}`, rows: ROWS };
      const result = await step(`Trying: ${scenario.name}`, () => runScenario(world, scenario, place));
      if (result.problems.length > 0) throw new CommandError(`${scenario.name}: ${result.problems.join(" ")}`);
      figures.push({
        measured: `fault: ${result.name}`,
        rows: ROWS,
        seconds: result.seconds,
        remark: `${result.ending}; ${result.extraCalls} more calls`,
      });
    }
    return figures;
  },
};
