import { z } from "zod";
import { getDb, getPool } from "@/lib/db";
import { describeGap } from "@/lib/engine/ledger";
import { getRun } from "@/lib/runs/get-run";
import { instanceReports, writtenKey } from "@/lib/runs/run-keys";
import { sweepEndedRuns } from "@/lib/runs/sweep-ended-runs";
import { getObjectStore } from "@/lib/storage/instance-store";
import { BAD_ROW_IN, makeRecord } from "./rows";
import { until } from "./victims";
import type { ChaosWorld } from "./world";

export interface RoundCheck {
  readonly ledger: string;
  /** How many inputs HubSpot wrote beyond one for each row. */
  readonly resends: number;
  /** What isn't as it has to be; empty when all is well. */
  readonly problems: readonly string[];
}

interface Round {
  readonly round: number;
  readonly runId: string;
  readonly kills: number;
  /** How long what is left over may take to go. */
  readonly quietMs?: number;
}

const MOST_RESENDS_A_KILL = 100;
const SETTLED_MS = 3_600_000;

/** Holds a round to what is promised, and says where it isn't kept. */
export async function checkRound(
  world: ChaosWorld,
  { round, runId, kills, quietMs = 30_000 }: Round,
): Promise<RoundCheck> {
  const good = world.rows - Math.floor(world.rows / BAD_ROW_IN);
  const run = await until("the run's row", async () => getRun(world.actor, { runId }).catch(() => null));
  const { ledger } = run;
  const problems: string[] = [];
  const expected = { read: world.rows, written: good, rejected: world.rows - good };
  const counted = { read: ledger.read, written: ledger.created + ledger.updated, rejected: ledger.rejected };
  if (run.errorCode) problems.push(`The run ended with ${run.errorCode}: ${run.errorMessage}`);
  const gap = describeGap(ledger);
  if (gap) problems.push(`The ledger does not close: ${gap}`);
  if (JSON.stringify(counted) !== JSON.stringify(expected)) {
    problems.push(`The ledger says ${JSON.stringify(counted)}, not ${JSON.stringify(expected)}.`);
  }
  const isFirst = round === 1;
  if (isFirst ? ledger.updated > 0 : ledger.created > 0) {
    problems.push(`${ledger.created} rows count as created and ${ledger.updated} as updated in round ${round}.`);
  }
  const { written } = z.object({ written: z.number() }).parse(await world.door.ask("GET", "/written"));
  const resends = written - good;
  if (resends > MOST_RESENDS_A_KILL * kills) problems.push(`${resends} rows were written twice after ${kills} kills.`);
  problems.push(...(await findRecordProblems(world, round, good)), ...(await findOrphans(runId, quietMs)));
  return {
    ledger: `${ledger.read} = ${ledger.unchanged} + ${ledger.created} + ${ledger.updated} + ${ledger.rejected}`,
    resends,
    problems,
  };
}

const Page = z.object({
  total: z.number(),
  results: z.array(z.object({ properties: z.record(z.string(), z.string().nullable()) })),
  after: z.string().nullable(),
});

/** Every good row has one record with its values, and there is no other. */
async function findRecordProblems({ door, hubId, table }: ChaosWorld, round: number, good: number): Promise<string[]> {
  const seen = new Set<number>();
  let wrong = 0;
  for (let after: string | null = "0"; after !== null; ) {
    const path = `/records?portal=${hubId}&objectType=0-1&limit=10000&after=${after}`;
    const page: z.infer<typeof Page> = Page.parse(await door.ask("GET", path));
    for (const { properties } of page.results) {
      const number = Number(/^person-(\d+)@/.exec(properties.email ?? "")?.[1]);
      const record = makeRecord(table, round, number);
      const isRight = record && Object.entries(record).every(([name, value]) => properties[name] === value);
      if (!isRight || seen.has(number)) wrong += 1;
      seen.add(number);
    }
    after = page.after;
  }
  return [
    ...(seen.size === good ? [] : [`HubSpot has records of ${seen.size} rows, not of ${good}.`]),
    ...(wrong === 0 ? [] : [`${wrong} records are there twice or don't hold what their row has.`]),
  ];
}

/** What is left over once all is quiet and swept. */
async function findOrphans(runId: string, quietMs: number): Promise<string[]> {
  let found: string[] = [];
  await until(
    "nothing left over",
    async () => {
      // A step that was taken for dead may have gone on after the last sweep.
      await getDb().run.update({ where: { id: runId }, data: { sweptAt: null } });
      await sweepEndedRuns(new Date(Date.now() + SETTLED_MS));
      found = [...(await findStrayRows()), ...(await findStrayObjects())];
      return found.length === 0 ? true : null;
    },
    quietMs,
  ).catch(() => null);
  return found;
}

async function findStrayRows(): Promise<string[]> {
  const { rows } = await getPool().query<{ rejects: number; writes: number; executions: number }>(
    `select (select count(*) from bulk.reject_buffer)::int as rejects,
       (select count(*) from bulk.written_buffer)::int as writes,
       (select count(*) from executor.run where status = 'running' and function_id like '%run-sync')::int as executions`,
  );
  return Object.entries(rows[0] ?? {}).flatMap(([what, count]) =>
    count > 0 ? [`${count} ${what} are left over.`] : [],
  );
}

/** Of a run stay the manifest, the rejects, their index, the report, and the pages of what it wrote. */
async function findStrayObjects(): Promise<string[]> {
  const runs = await getDb().run.findMany({ select: { id: true, planPrefix: true } });
  const plans = new Map(runs.map(({ id, planPrefix }) => [id, planPrefix]));
  const written = await getDb().writtenPage.findMany({ select: { runId: true, sentRowId: true, index: true } });
  const pages = new Set(written.map(({ runId, sentRowId, index }) => writtenKey(runId ?? sentRowId ?? "", index)));
  const strays: string[] = [];
  for await (const { key } of getObjectStore().list("")) {
    const [, runId = "", rest = ""] = /^runs\/([^/]+)\/(.*)$/.exec(key) ?? [];
    const plan = plans.get(runId);
    const isOfPlan = plan && (key === `${plan}manifest.json` || key.startsWith(`${plan}rejects/`));
    const isReport = key.startsWith(`${instanceReports}/`);
    if (!isOfPlan && !isReport && !pages.has(key) && !/^(rejects|report)\//.test(rest)) strays.push(key);
  }
  return strays.length === 0 ? [] : [`${strays.length} objects are left over, ${strays[0]} for one.`];
}
