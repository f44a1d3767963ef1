import { CommandError, step } from "../say";
import { type Bench, countStepSeconds, type Measure } from "./bench";
import { type Figure, formatRatio } from "./figures";
import type { BenchTable } from "./tables";

const ROWS = 15_000;
const BAD_ROW_IN = 100;
const good = { before: { name: "good_before", rows: ROWS }, after: { name: "good_after", rows: ROWS } };
const named = {
  first: { name: "bad_first", rows: ROWS, badRowIn: BAD_ROW_IN },
  second: { name: "bad_second", rows: ROWS, badRowIn: BAD_ROW_IN },
};
const unnamed: BenchTable = { name: "bad_unnamed", rows: 3_000, badRowIn: BAD_ROW_IN };

interface Delivery {
  readonly rows: number;
  readonly seconds: number;
  readonly calls: number;
}

/** What rows cost that HubSpot refuses: each named in its answer, and without a word about which they are. */
export const measureRefused: Measure = {
  name: "refused",
  tables: () => [...Object.values(good), ...Object.values(named), unnamed],
  async take(bench) {
    const { door } = bench;
    await door.liftLimit();
    await door.setLatency(0);
    // The bad ones lie between the good ones, so that a machine that grows busier slows both alike.
    const before = await deliver(bench, good.before);
    const withNamed = add(await deliver(bench, named.first), await deliver(bench, named.second));
    const withNone = add(before, await deliver(bench, good.after));
    await door.refuseWholeBatches(true);
    const withUnnamed = await deliver(bench, unnamed);
    await door.refuseWholeBatches(false);
    const compare = (delivery: Delivery) =>
      `${formatRatio((withNone.seconds / withNone.rows) * (delivery.rows / delivery.seconds))} the pace without; ${(delivery.calls / (delivery.rows / 100)).toFixed(1)} calls per 100 rows`;
    const figure = (measured: string, { rows, seconds }: Delivery, remark: string): Figure => ({
      measured,
      rows,
      seconds,
      remark,
    });
    return [
      figure("delivery, no bad row, limit off", withNone, ""),
      figure("delivery, 1 % refused by name, limit off", withNamed, compare(withNamed)),
      figure("delivery, 1 % refused without a name, limit off", withUnnamed, compare(withUnnamed)),
    ];
  },
};

async function deliver(bench: Bench, { name, rows, badRowIn }: BenchTable): Promise<Delivery> {
  const syncId = await bench.createSync(name);
  const run = await step(`Delivering ${name.replace("_", " rows, ")}`, () => bench.run(syncId));
  const expected = badRowIn ? rows / badRowIn : 0;
  if (run.ledger.rejected !== expected) {
    throw new CommandError(`HubSpot refused ${run.ledger.rejected} rows of ${name}, not ${expected}.`);
  }
  return { rows, seconds: countStepSeconds(run, "deliver"), calls: run.callsMade };
}

function add(one: Delivery, other: Delivery): Delivery {
  return { rows: one.rows + other.rows, seconds: one.seconds + other.seconds, calls: one.calls + other.calls };
}
