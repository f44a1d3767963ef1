import { getDb, getPool } from "@/lib/db";
import { finishRun } from "@/lib/runs/finish-run";
import { PlannedRow } from "@/lib/runs/planned-row";
import { chunkKey } from "@/lib/runs/run-keys";
import { getRunWork } from "@/lib/runs/run-work";
import { getObjectStore } from "@/lib/storage/instance-store";
import { beginRun } from "../run-by-hand";
import { step } from "../say";
import type { Bench, Measure } from "./bench";
import { type Figure, formatRatio } from "./figures";
import { copyTable } from "./read-table";
import { changeRows } from "./tables";
import { time } from "./time";
import { watchProcess } from "./watch-process";
import type { Watched } from "./watched";

const TABLE = "planned";
const CHANGED_SHARE = 0.01;

/** Plans of a large table, each in a process of its own, against reading the table with COPY and nothing else. */
export const measurePlan: Measure = {
  name: "plan",
  tables: ({ planRows }) => [{ name: TABLE, rows: planRows }],
  async take(bench, { planRows: rows }) {
    const { warehouseUrl } = bench;
    const syncId = await bench.createSync(TABLE);
    const bare = await step("Reading with COPY", () => readBare(warehouseUrl));
    const figure = (measured: string, { seconds, before, memory }: Watched): Figure => ({
      measured,
      rows,
      seconds,
      remark: `${formatRatio(seconds / bare)} the COPY's time; ${memory} MB at the most, ${before} MB before it began`,
    });
    const first = await step("Plan of a first load", () => plan(bench, syncId, { isAccepted: true }));
    const unchanged = await step("Plan, nothing changed", () => plan(bench, syncId));
    await changeRows(warehouseUrl, TABLE, Math.round(rows * CHANGED_SHARE));
    const changed = await step("Plan, 1 % changed", () => plan(bench, syncId));
    const again = await step("Reading with COPY once more", () => readBare(warehouseUrl));
    return [
      {
        measured: "COPY … TO STDOUT, parsed into fields",
        rows,
        seconds: bare,
        remark: `best of three; ${again.toFixed(2)} s afterwards`,
      },
      figure("plan of a first load, a process of its own", first),
      figure("plan, nothing changed, a process of its own", unchanged),
      figure("plan, 1 % changed, a process of its own", changed),
    ];
  },
};

async function plan({ actor }: Bench, syncId: string, { isAccepted = false } = {}): Promise<Watched> {
  const runId = await beginRun(actor, syncId);
  const watched = await watchProcess("plan", runId);
  if (isAccepted) await acceptPlan(runId);
  await finishRun(runId, { code: "gave_up", message: "Only the plan was measured." });
  return watched;
}

/** As if HubSpot had accepted all of a plan: what the next plan compares with. */
async function acceptPlan(runId: string): Promise<void> {
  const { syncId, planChunks, planPrefix } = await getRunWork(runId);
  for (let index = 0; index < planChunks; index += 1) {
    const rows: PlannedRow[] = [];
    for await (const line of getObjectStore().readLines(chunkKey(planPrefix ?? "", index))) {
      rows.push(PlannedRow.parse(JSON.parse(line)));
    }
    await getPool().query(
      `insert into bulk.row_state (sync_id, key, hash, record_id, cells)
       select $1, k, h, n, c from unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[]) as a(k, h, n, c)`,
      [
        syncId,
        rows.map(({ key }) => key),
        rows.map(({ hash }) => hash),
        rows.map(({ rowNumber }) => String(rowNumber)),
        rows.map(({ fingerprint }) => fingerprint),
      ],
    );
  }
  await getDb().$executeRaw`vacuum analyze bulk.row_state`;
}

async function readBare(warehouseUrl: string): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { seconds } = await time(async () => {
      for await (const _ of copyTable(warehouseUrl, TABLE));
    });
    taken.push(seconds);
  }
  return Math.min(...taken);
}
