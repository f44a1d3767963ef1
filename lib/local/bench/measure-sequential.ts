import { step } from "../say";
import { countRunSeconds, type Measure } from "./bench";
import { type Figure, formatRatio, formatShare } from "./figures";
import { hubspotLimit } from "./sandbox-door";
import { deliverInSequence, deliverOneByOne, type OneByOne } from "./sequential-client";

const ROWS = 15_000;
const SINGLE_ROWS = 300;
const LATENCY_MS = 50;
const ROWS_A_CALL = 100;
const where = `limit off, ${LATENCY_MS} ms an answer`;
const theirs = "sequential_client";
const single = "sequential_single";
const ours = "sequential_ours";

/** A run against clients that make one call after another, all from the first row read to the last one recorded. */
export const measureSequential: Measure = {
  name: "sequential",
  tables: () => [...[theirs, ours].map((name) => ({ name, rows: ROWS })), { name: single, rows: SINGLE_ROWS }],
  async take({ warehouseUrl, door, ...bench }) {
    await door.liftLimit();
    await door.setLatency(LATENCY_MS);
    const seconds = await step("Delivering in sequence, limit off", () => deliverInSequence(warehouseUrl, theirs));
    const create = await step("Delivering one row a call", () => deliverOneByOne(warehouseUrl, single));
    const update = await step("The same once more", () => deliverOneByOne(warehouseUrl, single));
    const syncId = await bench.createSync(ours);
    const run = await step("The same as a run", () => bench.run(syncId));
    const pace = ROWS / countRunSeconds(run);
    return [
      {
        measured: `sequential client, ${where}`,
        rows: ROWS,
        seconds,
        remark: describeShare(ROWS / seconds, 1 / ROWS_A_CALL),
      },
      toFigure("records are new", create),
      toFigure("records are there", update),
      {
        measured: `a run from start to end, ${where}`,
        rows: ROWS,
        seconds: countRunSeconds(run),
        remark: `${formatRatio((pace * seconds) / ROWS)} the sequential client's pace, ${formatRatio((pace * create.seconds) / SINGLE_ROWS)} and ${formatRatio((pace * update.seconds) / SINGLE_ROWS)} that of one row a call`,
      },
    ];
  },
};

function toFigure(what: string, { seconds, calls }: OneByOne): Figure {
  return {
    measured: `one row a call, ${what}, ${where}`,
    rows: SINGLE_ROWS,
    seconds,
    remark: `${calls} calls; ${describeShare(SINGLE_ROWS / seconds, calls / SINGLE_ROWS)}`,
  };
}

/** What HubSpot's limit would leave of a pace, if the client knew how to wait, and how much of what it allows in full batches. */
function describeShare(rowsASecond: number, callsARow: number): string {
  const allowedCalls = (hubspotLimit.burst / hubspotLimit.intervalMs) * 1000;
  const left = Math.min(rowsASecond, allowedCalls / callsARow);
  return `with HubSpot's limit at most ${left.toFixed(left < 10 ? 1 : 0)} rows a second, ${formatShare(left / (allowedCalls * ROWS_A_CALL))} of what it allows in full batches`;
}
