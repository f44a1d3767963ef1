import type { RunView } from "@/lib/api/runs";
import { getPool } from "@/lib/db";
import { approveRun } from "@/lib/runs/approve-run";
import { deliverChunk } from "@/lib/runs/deliver/deliver-chunk";
import { markDelivered } from "@/lib/runs/finish-run";
import { getRun } from "@/lib/runs/get-run";
import { guardRun } from "@/lib/runs/guard-run";
import { listRejects } from "@/lib/runs/list-rejects";
import { openRejectFiles } from "@/lib/runs/reject-files";
import { instanceReports, reportBase, runPrefix } from "@/lib/runs/run-keys";
import { getRunWork } from "@/lib/runs/run-work";
import { getObjectStore } from "@/lib/storage/instance-store";
import type { ObjectStore } from "@/lib/storage/object-store";
import { beginRun } from "../run-by-hand";
import { CommandError, step } from "../say";
import { type Bench, type Measure, timeOften } from "./bench";
import type { Figure } from "./figures";
import { readPeakMemory } from "./machine";
import { type OpenPage, openConsole } from "./open-console";
import { rareOption, refusedOptions } from "./tables";
import { time } from "./time";
import { watchProcess } from "./watch-process";
import type { Watched } from "./watched";

const TABLE = "rejected";
const GOOD_ROW_IN = 1_000;

/** A run of a large table whose rows nearly all are refused: what it leaves behind, and how soon one can look at it. */
export const measureRejects: Measure = {
  name: "rejects",
  tables: ({ rejectRows }) => [{ name: TABLE, rows: rejectRows, goodRowIn: GOOD_ROW_IN }],
  async take(bench, { rejectRows }) {
    await bench.door.liftLimit();
    await bench.door.setLatency(0);
    const syncId = await bench.createSync(TABLE);
    const before = await readSizes();
    const { runId, plan, early, report } = await carryOut(bench, syncId);
    const after = await readSizes();
    const run = await getRun(bench.actor, { runId });
    requireRejects(run, rejectRows);
    const files = await step("Looking for the files", () => readFileSizes(runId));
    return [
      toFigure("plan, all but one row in a thousand refused", rejectRows, plan, `${files.pages} of reject pages`),
      toFigure("end of that run, with its report", rejectRows, report, `CSV ${files.report}`),
      ...(await lookAtRun(bench, run)),
      {
        measured: "listRejects, of that cause before the run had ended",
        rows: null,
        seconds: early,
        remark: "once; there is no index of the pages then",
      },
      {
        measured: "what the database grew by",
        rows: rejectRows,
        seconds: null,
        remark: `${formatBytes(after.database - before.database)}; of it causes ${formatBytes(after.causes - before.causes)}, the buffer of rejects ${formatBytes(after.buffer - before.buffer)}, runs ${formatBytes(after.runs - before.runs)}`,
      },
    ];
  },
};

interface CarriedOut {
  readonly runId: string;
  readonly plan: Watched;
  /** How long a rare cause took to be listed while the run was under way. */
  readonly early: number;
  readonly report: Watched;
}

/** The run, step by step, with the plan and the report in processes of their own. */
async function carryOut(bench: Bench, syncId: string): Promise<CarriedOut> {
  const { actor } = bench;
  const runId = await beginRun(actor, syncId);
  const plan = await step("Planning", () => watchProcess("plan", runId));
  const planned = await getRun(actor, { runId });
  const early = await step("Listing rejects of a rare cause early", () =>
    time(() => listOption(bench, planned, rareOption)),
  );
  if ((await guardRun(runId)).kind === "held") await approveRun(actor, { runId }, async () => {});
  const { planChunks } = await getRunWork(runId);
  for (let index = 0; index < planChunks; index += 1) await deliverChunk(runId, index);
  await markDelivered(runId);
  const report = await step("Writing the report", () => watchProcess("report", runId));
  return { runId, plan, early: early.seconds, report };
}

function requireRejects({ ledger, status, errorMessage }: RunView, rows: number): void {
  const good = Math.floor(rows / GOOD_ROW_IN);
  if (status === "completed_with_rejects" && ledger.rejected === rows - good && ledger.created === good) return;
  throw new CommandError(`The run is ${status} with ${ledger.rejected} rejects of ${rows} rows. ${errorMessage ?? ""}`);
}

async function lookAtRun(bench: Bench, run: RunView): Promise<Figure[]> {
  const { actor, account, appPid } = bench;
  const runId = run.id;
  const open = await openConsole(account);
  const memoryBefore = readPeakMemory(appPid);
  const view = await step("Reading the run", () => timeOften(() => getRun(actor, { runId })));
  const page = await step("Opening the run's page", () => timeOften(() => openRunPage(open, runId)));
  const first = await step("Listing rejects", () => timeOften(() => listRejects(actor, { runId })));
  const cursor = await findDeepCursor(runId);
  const deep = await step("Listing rejects deep inside", () => timeOften(() => listRejects(actor, { runId, cursor })));
  const common = await step("Listing rejects of a cause", () =>
    timeOften(() => listOption(bench, run, refusedOptions[0])),
  );
  const rare = await step("Listing rejects of a rare cause", () => timeOften(() => listOption(bench, run, rareOption)));
  const download = await step("Downloading the CSV", () => time(() => downloadReport(open, runId)));
  const memory = readPeakMemory(appPid);
  const figure = (measured: string, seconds: number, remark = "median of five"): Figure => ({
    measured,
    rows: null,
    seconds,
    remark,
  });
  return [
    figure("getRun", view.seconds, `median of five; ${run.causes.length} causes`),
    figure("the run's page over HTTP", page.seconds, `median of five; ${formatBytes(page.result)}`),
    figure("listRejects, the first page", first.seconds),
    figure("listRejects, a page deep inside", deep.seconds, `median of five; from ${cursor}`),
    figure("listRejects, the first page of a frequent cause", common.seconds),
    figure("listRejects, of a cause whose only row is the last", rare.seconds),
    figure(
      "the CSV report downloaded",
      download.seconds,
      `${formatBytes(download.result)}; the app's peak memory ${memoryBefore} MB before all this, ${memory} MB after it`,
    ),
  ];
}

/** How many bytes the page has that shows the causes. */
async function openRunPage(open: OpenPage, runId: string): Promise<number> {
  const text = await (await open(`/runs/${runId}`)).text();
  if (!text.includes(rareOption)) throw new CommandError("The run's page doesn't show its causes.");
  return Buffer.byteLength(text);
}

// As far into its reject page as one gets: what stands before it is read as well.
async function findDeepCursor(runId: string): Promise<string> {
  const files = await openRejectFiles(await getRunWork(runId));
  return `${Math.floor((files?.pages.length ?? 0) * 0.9)}-4900`;
}

/** The first of them, however many pages a long search takes: somebody who looks for them goes on. */
async function listOption({ actor }: Bench, { id, causes }: RunView, option: string | undefined): Promise<void> {
  const cause = causes.find((one) => one.option === option);
  const asked = Math.min(cause?.rows ?? 0, 50);
  const found: string[] = [];
  let cursor: string | null = "0-0";
  while (cursor !== null && found.length < asked) {
    const page = await listRejects(actor, { runId: id, causeId: cause?.id, cursor });
    found.push(...page.rejects.map((one) => one.option ?? ""));
    cursor = page.nextCursor;
  }
  const isRight = found.length === asked && found.every((one) => one === option);
  if (!isRight) throw new CommandError(`${found.length} rejects were listed of the option ${option}.`);
}

/** How many bytes came; none of them is kept. */
async function downloadReport(open: OpenPage, runId: string): Promise<number> {
  const { body } = await open(`/api/v1/runs/${runId}/report?format=csv`);
  let bytes = 0;
  for await (const piece of body ?? []) bytes += piece.length;
  return bytes;
}

interface Sizes {
  readonly database: number;
  readonly causes: number;
  readonly buffer: number;
  readonly runs: number;
}

async function readSizes(): Promise<Sizes> {
  const { rows } = await getPool().query<Sizes>(
    `select pg_database_size(current_database())::float8 as database,
       pg_total_relation_size('"RejectCause"')::float8 as causes,
       pg_total_relation_size('bulk.reject_buffer')::float8 as buffer,
       pg_total_relation_size('"Run"')::float8 as runs`,
  );
  const [sizes] = rows;
  if (!sizes) throw new CommandError("The database doesn't tell its size.");
  return sizes;
}

async function readFileSizes(runId: string): Promise<{ pages: string; report: string }> {
  const store = getObjectStore();
  const { syncId, requestedAt, snapshot } = await getRunWork(runId);
  const base = reportBase({ syncId, objectTypeId: snapshot.objectTypeId, requestedAt });
  return {
    pages: formatBytes(await sumSizes(store, runPrefix(runId))),
    report: formatBytes(await sumSizes(store.below(instanceReports), base)),
  };
}

async function sumSizes(store: ObjectStore, prefix: string): Promise<number> {
  let bytes = 0;
  for await (const { size } of store.list(prefix)) bytes += size;
  return bytes;
}

function toFigure(measured: string, rows: number, { seconds, before, memory }: Watched, remark: string): Figure {
  return {
    measured,
    rows,
    seconds,
    remark: `${remark}; ${memory} MB of memory at the most, ${before} MB before it began`,
  };
}

function formatBytes(bytes: number): string {
  if (Math.abs(bytes) < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} kB`;
  return `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MB`;
}
