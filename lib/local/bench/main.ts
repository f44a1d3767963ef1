import { closeDb } from "@/lib/db";
import { demoPortals } from "../sandbox-seed";
import { CommandError, endWith, say, step } from "../say";
import { readVariables } from "../settings";
import { type Arguments, needsNoApp, readArguments } from "./arguments";
import { type Measure, setUpBench } from "./bench";
import { type Figure, formatFigures } from "./figures";
import { describeMachine } from "./machine";
import { measureEngine } from "./measure-engine";
import { measureFaults } from "./measure-faults";
import { measureHubSpot } from "./measure-hubspot";
import { measureKept } from "./measure-kept";
import { measureLimit } from "./measure-limit";
import { measureLoad } from "./measure-load";
import { measurePlan } from "./measure-plan";
import { measureRefused } from "./measure-refused";
import { measureRejects } from "./measure-rejects";
import { measureSandbox } from "./measure-sandbox";
import { measureSequential } from "./measure-sequential";
import { measureSmall } from "./measure-small";
import { measureWeb } from "./measure-web";
import { SandboxDoor } from "./sandbox-door";
import { createTables } from "./tables";

// The first load comes first: what memory it takes is the most that the app has ever held.
const all: readonly Measure[] = [
  measureLoad,
  measureSmall,
  measureEngine,
  measureRefused,
  measureSequential,
  measureLimit,
  measurePlan,
  measureRejects,
  measureFaults,
  measureKept,
  measureWeb,
];

// A process of its own, started with the app's environment: it calls the verbs that the screens call.
const { BENCH_WAREHOUSE_URL = "", BENCH_ADMIN_URL = "", BENCH_APP_PID = "" } = readVariables();
try {
  const sizes = readArguments(process.argv.slice(2));
  const machine = describeMachine();
  const figures = needsNoApp(sizes) ? [] : await measureApp(sizes);
  if (sizes.only.includes("hubspot")) figures.push(...(await measureHubSpot(sizes.minutes)));
  if (sizes.only.includes("sandbox")) figures.push(...(await measureSandbox()));
  say.line(`\n${machine}`);
  if (!needsNoApp(sizes)) say.line(`tables of 10 columns; the first load has ${sizes.rows.toLocaleString("en")} rows`);
  say.line(`\n${formatFigures(figures)}\n`);
  const faults = figures.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0) throw new CommandError(faults.join("\n"));
} catch (error) {
  endWith(error);
}

async function measureApp({ only, ...sizes }: Arguments): Promise<Figure[]> {
  const measures = all.filter(({ name }) => only.includes(name));
  const tables = measures.flatMap((measure) => measure.tables(sizes));
  await step("Making the tables", () => createTables(BENCH_WAREHOUSE_URL, tables));
  const settings = {
    rows: sizes.rows,
    warehouseUrl: BENCH_WAREHOUSE_URL,
    hubId: demoPortals[0]?.hubId ?? 0,
    door: new SandboxDoor(BENCH_ADMIN_URL),
    appPid: Number(BENCH_APP_PID),
  };
  const bench = await step("Adding the source and the portal", () => setUpBench(settings));
  const figures: Figure[] = [];
  for (const measure of measures)
    figures.push(...(await step(`Measuring: ${measure.name}`, () => measure.take(bench, sizes))));
  await closeDb();
  return figures;
}
