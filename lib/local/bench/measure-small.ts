import type { RunView } from "@/lib/api/runs";
import { CommandError, step } from "../say";
import { type Bench, countRunSeconds, countStepSeconds, type Measure } from "./bench";
import { type Figure, takeMedian } from "./figures";
import { changeRows } from "./tables";

const TABLE = "small";
const ROWS = 5_000;
const CHANGED = 2;
const ROUNDS = 5;

/** What somebody waits for who has changed two rows of a small table and runs its sync, or has changed none. */
export const measureSmall: Measure = {
  name: "small",
  tables: () => [{ name: TABLE, rows: ROWS }],
  async take(bench) {
    await bench.door.liftLimit();
    await bench.door.setLatency(0);
    const syncId = await bench.createSync(TABLE);
    await step("Loading a small table", () => bench.run(syncId));
    const changed: RunView[] = [];
    const unchanged: RunView[] = [];
    await step("Running with two rows changed, and with none", async () => {
      for (let round = 1; round <= ROUNDS; round += 1) {
        changed.push(await runChanged(bench, syncId, round));
        unchanged.push(await bench.run(syncId));
      }
    });
    return [toFigure(`${CHANGED} rows changed`, changed), toFigure("nothing changed", unchanged)];
  },
};

async function runChanged(bench: Bench, syncId: string, round: number): Promise<RunView> {
  await changeRows(bench.warehouseUrl, TABLE, CHANGED, `Changed ${round}`);
  const run = await bench.run(syncId);
  if (run.ledger.updated === CHANGED) return run;
  throw new CommandError(`${run.ledger.updated} rows of ${TABLE} were updated, not ${CHANGED}.`);
}

function toFigure(what: string, runs: readonly RunView[]): Figure {
  const seconds = runs.map(countRunSeconds);
  const steps = (["prepare", "plan", "deliver", "finish"] as const).map(
    (name) => `${name} ${takeMedian(runs.map((run) => countStepSeconds(run, name))).toFixed(2)} s`,
  );
  return {
    measured: `run of a small table with ${what}, start to end`,
    rows: ROWS,
    seconds: takeMedian(seconds),
    remark: `median of five, ${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)} s; ${steps.join(", ")}`,
  };
}
