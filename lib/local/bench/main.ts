import { closeDb } from "@/lib/db";
import { demoPortals } from "../sandbox-seed";
import { endWith, say, step } from "../say";
import { readVariables } from "../settings";
import { readArguments } from "./arguments";
import { type Measure, setUpBench } from "./bench";
import { type Figure, formatFigures } from "./figures";
import { describeMachine } from "./machine";
import { measureEngine } from "./measure-engine";
import { measureLimit } from "./measure-limit";
import { measureLoad } from "./measure-load";
import { measureRefused } from "./measure-refused";
import { measureSequential } from "./measure-sequential";
import { SandboxDoor } from "./sandbox-door";
import { createTables } from "./tables";

// The first load comes first: what memory it takes is the most that the app has ever held.
const all: readonly Measure[] = [measureLoad, measureEngine, measureRefused, measureSequential, measureLimit];

// A process of its own, started with the app's environment: it calls the verbs that the screens call.
const { BENCH_WAREHOUSE_URL = "", BENCH_ADMIN_URL = "", BENCH_APP_PID = "" } = readVariables();
try {
  const { rows, only } = readArguments(process.argv.slice(2));
  const machine = describeMachine();
  const measures = all.filter(({ name }) => only.includes(name));
  const tables = measures.flatMap((measure) => measure.tables(rows));
  await step("Making the tables", () => createTables(BENCH_WAREHOUSE_URL, tables));
  const settings = {
    rows,
    warehouseUrl: BENCH_WAREHOUSE_URL,
    hubId: demoPortals[0]?.hubId ?? 0,
    door: new SandboxDoor(BENCH_ADMIN_URL),
    appPid: Number(BENCH_APP_PID),
  };
  const bench = await step("Adding the source and the portal", () => setUpBench(settings));
  const figures: Figure[] = [];
  for (const measure of measures)
    figures.push(...(await step(`Measuring: ${measure.name}`, () => measure.take(bench))));
  await closeDb();
  say.line(`\n${machine}`);
  say.line(`tables of 10 columns; the first load has ${rows.toLocaleString("en")} rows\n`);
  say.line(formatFigures(figures));
  say.line();
} catch (error) {
  endWith(error);
}
