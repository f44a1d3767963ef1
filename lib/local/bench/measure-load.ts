import type { RunView } from "@/lib/api/runs";
import { parsePostgresUrl } from "@/lib/sources/postgres/config";
import { openPostgresSource } from "@/lib/sources/postgres/open-postgres-source";
import { step } from "../say";
import { type Bench, countRunSeconds, countStepSeconds, type Measure } from "./bench";
import { type Figure, formatRatio } from "./figures";
import { readPeakMemory, readProcessorSeconds } from "./machine";
import { readTable } from "./read-table";
import { changeRows } from "./tables";
import { time } from "./time";

const TABLE = "first_load";
const WARM_UP = "warm_up";

/** Loads a table into an empty portal without a limit, then runs again with nothing and with two rows changed. */
export const measureLoad: Measure = {
  name: "load",
  tables: ({ rows }) => [
    { name: WARM_UP, rows: 500 },
    { name: TABLE, rows },
  ],
  async take(bench) {
    const { rows, door, appPid } = bench;
    await door.liftLimit();
    await door.setLatency(0);
    // What a new process does once, it does here.
    await bench.run(await bench.createSync(WARM_UP));
    const memoryBefore = readPeakMemory(appPid);
    const syncId = await bench.createSync(TABLE);
    const { run: first, work } = await step("First load, limit off", () => watchRun(bench, syncId));
    const memory = readPeakMemory(appPid);
    const unchanged = await step("Run with nothing changed", () => bench.run(syncId));
    await changeRows(bench.warehouseUrl, TABLE, 2);
    const changed = await step("Run with two rows changed", () => bench.run(syncId));
    // Afterwards, so that the table is as warm for the one as for the other.
    const { bare, adapted } = await step("Reading without a run", () => readBare(bench));
    const times = (seconds: number) => `${formatRatio(seconds / bare)} the bare read's time`;
    const figure = (measured: string, seconds: number, remark: string): Figure => ({ measured, rows, seconds, remark });
    return [
      figure("bare read through a cursor", bare, "best of three"),
      figure("the source's adapter", adapted, times(adapted)),
      figure("plan of a first load", countStepSeconds(first, "plan"), times(countStepSeconds(first, "plan"))),
      figure("plan, nothing changed", countStepSeconds(unchanged, "plan"), times(countStepSeconds(unchanged, "plan"))),
      figure("delivery of a first load, limit off", countStepSeconds(first, "deliver"), work),
      figure("first load from start to end, limit off", countRunSeconds(first), `${first.callsMade} calls`),
      figure("run with nothing changed, start to end", countRunSeconds(unchanged), `${unchanged.callsMade} calls`),
      figure(
        `run with ${changed.ledger.updated} rows changed, start to end`,
        countRunSeconds(changed),
        `${changed.callsMade} calls`,
      ),
      ...(memory === null
        ? []
        : [
            {
              measured: "the app's peak memory",
              rows,
              seconds: null,
              remark: `${memory} MB; ${memoryBefore} MB before the first run`,
            },
          ]),
    ];
  },
};

/** A run, and which share of a processor the app and the stand-ins for the world around it took meanwhile. */
async function watchRun(bench: Bench, syncId: string): Promise<{ run: RunView; work: string }> {
  const read = () => [bench.appPid, process.ppid].map((pid) => readProcessorSeconds(pid) ?? Number.NaN);
  const before = read();
  const { seconds, result: run } = await time(() => bench.run(syncId));
  const [app, standIns] = read().map((used, index) => (used - (before[index] ?? 0)) / seconds);
  if (app === undefined || standIns === undefined || Number.isNaN(app)) return { run, work: "" };
  return { run, work: `app ${app.toFixed(2)}, stand-ins ${standIns.toFixed(2)} of a core` };
}

async function readBare({ warehouseUrl }: Bench): Promise<{ bare: number; adapted: number }> {
  const source = openPostgresSource(parsePostgresUrl(warehouseUrl));
  const query = { kind: "table", schema: "crm", table: TABLE } as const;
  const bare: number[] = [];
  const adapted: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    bare.push(await timeReading(readTable(warehouseUrl, TABLE)));
    adapted.push(await timeReading(source.read(query, { batchRows: 5_000 })));
  }
  return { bare: Math.min(...bare), adapted: Math.min(...adapted) };
}

async function timeReading(batches: AsyncIterable<unknown>): Promise<number> {
  const { seconds } = await time(async () => {
    for await (const _ of batches);
  });
  return seconds;
}
