import { z } from "zod";
import type { Ledger } from "@/lib/api/ledger";
import type { RunView } from "@/lib/api/runs";
import { describeGap } from "@/lib/engine/ledger";
import type { WriteMode } from "@/lib/engine/types";
import { getRun } from "@/lib/runs/get-run";
import { CHUNK_ROWS } from "@/lib/runs/plan/chunk-writer";
import { beginRun, carryOut } from "../run-by-hand";
import type { FaultScenario } from "./scenarios";
import { contactsByEmail, type FaultTarget } from "./targets";
import { type FaultWorld, makeFaultSync, matchEnding } from "./world";

export interface FaultResult {
  readonly name: string;
  /** `completed`, or the errors that runs ended with and how it came out. */
  readonly ending: string;
  /** Calls for records beyond those that the rows would have needed had nothing gone wrong. */
  readonly extraCalls: number;
  readonly seconds: number;
  /** What isn't as it has to be; empty when every row is accounted for and every record is right. */
  readonly problems: readonly string[];
}

/** Sends a table of so many rows while something goes wrong, until all is delivered, and looks at every record. */
export async function runScenario(
  world: FaultWorld,
  scenario: FaultScenario,
  { table, rows }: { table: string; rows: number },
): Promise<FaultResult> {
  const { mode = "upsert", target = contactsByEmail, badRowIn = 0 } = scenario;
  // So wide that nobody waits for it; what waits in a scenario waits for its fault.
  await world.admin("POST", "/limits", { limits: { burst: 100_000, intervalMs: 10_000 } });
  const before = await countRecords(world, target);
  const syncId = await makeFaultSync(world, { table: { name: table, rows, badRowIn }, mode, target });
  await world.admin("POST", "/reset-counts");
  const began = performance.now();
  const { runs, idle } = await sendAll(world, scenario, { syncId, rows });
  const seconds = (performance.now() - began) / 1000;
  const calls = await countCalls(world);
  const callsNeeded = (rows / 100) * (mode === "upsert" ? 1 : 2);
  const good = badRowIn > 0 ? rows - Math.floor(rows / badRowIn) : rows;
  return {
    name: scenario.name,
    ending: runs.map(({ status, errorCode }) => errorCode ?? status.replaceAll("_", " ")).join(", then "),
    extraCalls: calls - callsNeeded,
    seconds,
    problems: [
      ...idle,
      ...findLedgerProblems(scenario, runs, { rows, good }),
      ...(await findRecordProblems(world, { table, target, good })),
      ...findSurplus((await countRecords(world, target)) - before, good),
    ],
  };
}

interface Sent {
  /** One run, or two where the first has to leave something to the second. */
  readonly runs: readonly RunView[];
  /** What should have gone wrong and didn't, so that nothing is proven. */
  readonly idle: readonly string[];
}

interface Sending {
  readonly syncId: string;
  readonly rows: number;
}

async function sendAll(world: FaultWorld, scenario: FaultScenario, sending: Sending): Promise<Sent> {
  const { faults = [], switches = {}, stop, unconfirmed } = scenario;
  for (const fault of faults) await world.admin("POST", "/faults", fault);
  const before = z.record(z.string(), z.boolean()).parse(await world.admin("POST", "/switches", {}));
  await world.admin("POST", "/switches", switches);
  await scenario.beforehand?.(world);
  const { run, idle } = await runOnce(world, scenario, sending);
  const idleFaults = await findIdleFaults(world);
  await world.admin("DELETE", "/faults");
  await world.admin("POST", "/switches", before);
  await stop?.mend(world);
  const rest = stop || unconfirmed ? [(await runOnce(world, { name: scenario.name }, sending)).run] : [];
  return { runs: [run, ...rest], idle: [...idle, ...idleFaults] };
}

const noMidway = "The run never came to its middle.";
const noWait = "HubSpot asked for no wait.";

async function runOnce(world: FaultWorld, { midway, wait }: FaultScenario, { syncId, rows }: Sending) {
  const { actor } = world;
  const lastOfFirstHalf = Math.floor(Math.ceil(rows / CHUNK_ROWS) / 2) - 1;
  const runId = await beginRun(actor, syncId);
  const idle = new Set<string>();
  if (midway) idle.add(noMidway);
  if (wait) idle.add(noWait);
  await carryOut(runId, {
    async afterChunk(index) {
      if (index !== lastOfFirstHalf || !midway) return;
      idle.delete(noMidway);
      await midway(world);
    },
    ...(wait && {
      async onPause() {
        idle.delete(noWait);
        await wait(world);
      },
    }),
  });
  return { run: await getRun(actor, { runId }), idle };
}

const Faults = z.object({ faults: z.array(z.object({ kind: z.string(), struck: z.number() })) });

async function findIdleFaults({ admin }: FaultWorld): Promise<string[]> {
  const { faults } = Faults.parse(await admin("GET", "/faults"));
  return faults.filter(({ struck }) => struck === 0).map(({ kind }) => `The fault ${kind} has struck no call.`);
}

const Calls = z.object({ calls: z.array(z.object({ path: z.string(), count: z.number() })) });

async function countCalls({ admin }: FaultWorld): Promise<number> {
  const { calls } = Calls.parse(await admin("GET", "/calls"));
  return calls.filter(({ path }) => path.includes("/batch/")).reduce((sum, { count }) => sum + count, 0);
}

function findLedgerProblems(
  { mode = "upsert", stop, unconfirmed = 0 }: FaultScenario,
  runs: readonly RunView[],
  { rows, good }: { rows: number; good: number },
): string[] {
  const problems: string[] = [];
  for (const { ledger, finishedAt } of runs) {
    const gap = describeGap(ledger);
    if (gap) problems.push(`A ledger does not close: ${gap}`);
    if (!finishedAt) problems.push("A run has not ended.");
    if (ledger.read !== rows) problems.push(`${ledger.read} rows were read, not ${rows}.`);
  }
  const [first, last] = [runs[0], runs.at(-1)];
  if (first && first.errorCode !== (stop?.code ?? null)) {
    problems.push(`The run ended with ${first.errorCode ?? "no error"}: ${first.errorMessage}`);
  }
  if (first && !stop && first.ledger.rejected !== rows - good + unconfirmed) {
    problems.push(`${first.ledger.rejected} rows were rejected, not ${rows - good + unconfirmed}.`);
  }
  if (last?.errorCode && runs.length > 1) problems.push(`The second run failed: ${last.errorMessage}`);
  if (last && countWritten(mode, last.ledger) !== good) {
    problems.push(`${countWritten(mode, last.ledger)} rows are written in the end, not ${good}.`);
  }
  return problems;
}

/** A row that is skipped in its mode was there already, or wasn't there: nobody but the run has touched the records. */
function countWritten(mode: WriteMode, { unchanged, created, updated }: Ledger): number {
  switch (mode) {
    case "upsert":
      return unchanged + created + updated;
    case "create":
      return unchanged + created;
    case "update":
      return unchanged + updated;
    default:
      return mode satisfies never;
  }
}

const Records = z.object({
  total: z.number(),
  results: z.array(z.object({ properties: z.record(z.string(), z.string().nullable()) })),
  after: z.string().nullable(),
});
type Values = Readonly<Record<string, string | null>>;

/** Every record of the table has to be there once, with the values that its row has. */
async function findRecordProblems(
  world: FaultWorld,
  { table, target, good }: { table: string; target: FaultTarget; good: number },
): Promise<string[]> {
  const seen = new Set<string>();
  let wrong = 0;
  for await (const values of listRecords(world, target)) {
    const matchValue = values[target.mapping.match.property] ?? "";
    if (!matchValue.endsWith(matchEnding(table))) continue;
    const number = Number(/^person-(\d+)@/.exec(matchValue)?.[1]);
    if (seen.has(matchValue) || !holdsRow(values, number, target)) wrong += 1;
    seen.add(matchValue);
  }
  return [
    ...(seen.size === good ? [] : [`HubSpot has ${seen.size} of the records, not ${good}.`]),
    ...(wrong === 0 ? [] : [`${wrong} records are there twice or don't hold what their row has.`]),
  ];
}

/** A second record of one row need not have its match value, so all that are new are counted, whatever they hold. */
function findSurplus(more: number, good: number): string[] {
  return more === good ? [] : [`HubSpot has ${more} records more than before, not ${good}.`];
}

/** What `createTables` gives to a row, said without the engine. */
function holdsRow(values: Values, number: number, { mapping }: FaultTarget): boolean {
  const row: Readonly<Record<string, string>> = {
    first_name: `First ${number}`,
    last_name: `Last ${number % 977}`,
    employees_managed: String(number % 250),
    newsletter: String(number % 3 === 0),
  };
  const told = mapping.fields.flatMap(({ property, value }) =>
    value.kind === "column" && value.column in row ? [values[property] === row[value.column]] : [],
  );
  return told.length === Object.keys(row).length && told.every(Boolean);
}

async function* listRecords({ admin, hubId }: FaultWorld, { objectTypeId }: FaultTarget) {
  let after: string | null = "0";
  while (after !== null) {
    const path: string = `/records?portal=${hubId}&objectType=${objectTypeId}&limit=10000&after=${after}`;
    const page = Records.parse(await admin("GET", path));
    for (const { properties } of page.results) yield properties;
    after = page.after;
  }
}

async function countRecords({ admin, hubId }: FaultWorld, { objectTypeId }: FaultTarget): Promise<number> {
  const path = `/records?portal=${hubId}&objectType=${objectTypeId}&limit=1`;
  return Records.parse(await admin("GET", path)).total;
}
