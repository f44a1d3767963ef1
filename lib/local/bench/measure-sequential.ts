import { step } from "../say";
import { countRunSeconds, type Measure } from "./bench";
import { formatRatio } from "./figures";
import { deliverInSequence } from "./sequential-client";

const ROWS = 15_000;
const LATENCY_MS = 50;
const theirs = "sequential_client";
const ours = "sequential_ours";

/** A run against a client that makes one call after another, both from the first row read to the last one recorded. */
export const measureSequential: Measure = {
  name: "sequential",
  tables: () => [theirs, ours].map((name) => ({ name, rows: ROWS })),
  async take(bench) {
    await bench.door.liftLimit();
    await bench.door.setLatency(LATENCY_MS);
    const seconds = await step("Delivering in sequence, limit off", () =>
      deliverInSequence(bench.warehouseUrl, theirs),
    );
    const syncId = await bench.createSync(ours);
    const run = await step("The same as a run", () => bench.run(syncId));
    const where = `limit off, ${LATENCY_MS} ms an answer`;
    return [
      { measured: `sequential client, ${where}`, rows: ROWS, seconds, remark: "" },
      {
        measured: `a run from start to end, ${where}`,
        rows: ROWS,
        seconds: countRunSeconds(run),
        remark: `${formatRatio(seconds / countRunSeconds(run))} the sequential client's pace`,
      },
    ];
  },
};
