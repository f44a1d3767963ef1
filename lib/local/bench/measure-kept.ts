import { setFileOptions } from "@/lib/connections/set-file-options";
import { step } from "../say";
import { type Bench, countStepSeconds, type Measure } from "./bench";
import { type Figure, takeMedian } from "./figures";
import { readProcessorSeconds } from "./machine";

const TABLE = "kept_values";
const ROUNDS = 8;
const DAYS = 90;

/** What it costs a delivery to keep what it wrote, so that records can be looked up: with and without, by turns. */
export const measureKept: Measure = {
  name: "kept",
  tables: ({ rows }) => [{ name: TABLE, rows }],
  async take(bench) {
    await bench.door.liftLimit();
    await bench.door.setLatency(0);
    // The records exist for all rounds alike then.
    await step("First load", () => deliver(bench, DAYS));
    const kept: Delivery[] = [];
    const dropped: Delivery[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      kept.push(await step(`Delivering, values kept, ${round} of ${ROUNDS}`, () => deliver(bench, DAYS)));
      dropped.push(await step(`Delivering, nothing kept, ${round} of ${ROUNDS}`, () => deliver(bench, 0)));
    }
    return [
      toFigure(bench, "delivery, nothing kept of it", dropped, ""),
      toFigure(bench, "delivery, its values kept", kept, compare(kept, dropped)),
    ];
  },
};

interface Delivery {
  readonly seconds: number;
  /** Of a processor, the app's. */
  readonly work: number;
}

/** Every row of the table again, by a sync that knows none of them. */
async function deliver(bench: Bench, valuesKeptDays: number): Promise<Delivery> {
  const { actor, appPid } = bench;
  await setFileOptions(actor, { format: "csv", compression: "none", rejectsKeptDays: null, valuesKeptDays });
  const syncId = await bench.createSync(TABLE, `${TABLE} ${crypto.randomUUID()}`);
  const before = readProcessorSeconds(appPid) ?? Number.NaN;
  const run = await bench.run(syncId);
  const work = (readProcessorSeconds(appPid) ?? Number.NaN) - before;
  return { seconds: countStepSeconds(run, "deliver"), work };
}

function toFigure({ rows }: Bench, measured: string, deliveries: readonly Delivery[], remark: string): Figure {
  return { measured, rows, seconds: takeMedian(deliveries.map(({ seconds }) => seconds)), remark };
}

function compare(kept: readonly Delivery[], dropped: readonly Delivery[]): string {
  const ratio = (read: (delivery: Delivery) => number) =>
    `${(takeMedian(kept.map(read)) / takeMedian(dropped.map(read))).toFixed(3)} ×`;
  return `${ratio(({ seconds }) => seconds)} its time; the app's work of the whole run ${ratio(({ work }) => work)}`;
}
