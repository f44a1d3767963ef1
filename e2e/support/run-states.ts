import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { RunStatus } from "@/lib/api/run-status";

type Moment = "startedAt" | "preparedAt" | "plannedAt" | "heldAt" | "deliveredAt" | "cancelRequestedAt" | "finishedAt";

export interface RunState {
  readonly status: RunStatus;
  readonly isDryRun?: boolean;
  /** What has happened by then. */
  readonly moments: readonly Moment[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly word: string;
  /** What its page says of why it is so, and of its rows. */
  readonly says: readonly (string | RegExp)[];
  /** The rows of the flow whose number isn't zero, as they are read aloud. */
  readonly flow: readonly string[];
  /** What can be done with it; everything else of `offers` can't. */
  readonly offers: readonly string[];
}

const prepared: readonly Moment[] = ["startedAt", "preparedAt"];
const planned: readonly Moment[] = [...prepared, "plannedAt"];
const plan = { rowsRead: 100, rowsUnchanged: 10, planChanged: 90 };
const partly = { ...plan, rowsCreated: 30 };
const limit = "It would create 90 records, and the limit is 50.";
const daily = "HubSpot's daily limit is met.";

/** Each state that a run can be in. */
export const runStates: readonly RunState[] = [
  { status: "queued", moments: [], word: "Queued", says: ["0 read ="], flow: [], offers: ["Cancel run"] },
  { status: "preparing", moments: ["startedAt"], word: "Preparing", says: [], flow: [], offers: ["Cancel run"] },
  {
    ...{ status: "planning", moments: prepared, facts: { rowsRead: 40 }, word: "Planning" },
    ...{ says: [/40 read = .*\+ 40 to go/], flow: ["Read 40"], offers: ["Cancel run"] },
  },
  {
    ...{ status: "held", moments: [...planned, "heldAt"], facts: { ...plan, planFresh: 60, guardReasons: [limit] } },
    ...{ word: "Waiting for approval" },
    says: ["This run waits for you: nothing has been written yet", limit, /^(60 rows are new|90 records are updated)/],
    ...{ flow: ["Read 100", "Changed 90", "Unchanged 10"], offers: ["Approve", "Discard"] },
  },
  {
    ...{ status: "delivering", moments: planned, facts: partly, word: "Delivering" },
    ...{ says: [/\+ 60 to go/], flow: ["Read 100", "Created 30"], offers: ["Cancel run"] },
  },
  {
    ...{ status: "waiting", moments: planned, word: "Waiting", flow: ["Created 30"], offers: ["Cancel run"] },
    facts: { ...partly, pausedUntil: new Date(Date.now() + 3_600_000), pauseReason: daily },
    says: [daily, /The run goes on by itself at/],
  },
  {
    ...{ status: "finishing", moments: [...planned, "deliveredAt"], facts: { ...plan, rowsCreated: 90 } },
    ...{ word: "Finishing", says: [/90 created .*so far/], flow: ["Created 90"], offers: ["Cancel run"] },
  },
  {
    ...{ status: "cancelling", moments: [...planned, "cancelRequestedAt"], facts: partly, word: "Cancelling" },
    ...{ says: ["This run is being cancelled"], flow: ["Created 30"], offers: [] },
  },
  {
    ...{ status: "completed", moments: [...planned, "deliveredAt", "finishedAt"] },
    ...{ facts: { ...plan, rowsCreated: 60, rowsUpdated: 30 }, word: "Completed", offers: ["Run again"] },
    ...{ says: [/60 created \+ 30 updated .*closed/], flow: ["Created 60", "Updated 30"] },
  },
  {
    ...{ status: "completed_with_rejects", moments: [...planned, "deliveredAt", "finishedAt"] },
    facts: { ...plan, planChanged: 80, planRejected: 10, rowsCreated: 78, rowsRejected: 12 },
    ...{ word: "Completed with rejects", says: [/12 rejected.*closed/] },
    ...{ flow: ["Rejected by preflight 10", "Rejected 2"], offers: ["Run again"] },
  },
  {
    ...{ status: "failed", moments: [...planned, "finishedAt"], word: "Failed", flow: ["Created 30", "Cancelled 60"] },
    facts: { ...partly, rowsCancelled: 60, errorCode: "hubspot_unreachable", errorMessage: "HubSpot didn't answer." },
    says: ["HubSpot didn't answer.", /so only the rest is sent/, /60 cancelled.*closed/],
    offers: ["Run again"],
  },
  {
    ...{ status: "stopped", moments: [...planned, "heldAt", "cancelRequestedAt", "finishedAt"] },
    ...{ facts: { ...plan, rowsCancelled: 90, guardReasons: [limit] }, word: "Stopped by a guard" },
    ...{
      says: [/Somebody discarded this run/, limit, /90 cancelled.*closed/],
      flow: ["Cancelled 90"],
      offers: ["Run again"],
    },
  },
  {
    ...{ status: "cancelled", moments: [...planned, "cancelRequestedAt", "finishedAt"] },
    ...{ facts: { ...partly, rowsCancelled: 60 }, word: "Cancelled", says: [/60 cancelled.*closed/] },
    ...{ flow: ["Created 30", "Cancelled 60"], offers: ["Run again"] },
  },
  {
    ...{ status: "completed", isDryRun: true, moments: [...planned, "finishedAt"], word: "Completed" },
    facts: { rowsRead: 100, rowsUnchanged: 10, rowsWouldCreate: 60, rowsWouldUpdate: 30 },
    ...{ says: ["Nothing was sent", /60 to create \+ 30 to update .*closed/] },
    ...{ flow: ["Would create 60", "Would update 30"], offers: ["Check again", "Run now"] },
  },
];

/** All that can be done with runs. */
export const runOffers = ["Cancel run", "Cancel dry run", "Approve", "Discard", "Run again", "Check again", "Run now"];

const blank = {
  ...Object.fromEntries(
    [
      ...["startedAt", "preparedAt", "plannedAt", "heldAt", "approvedAt", "deliveredAt", "finishedAt", "revivedAt"],
      ...["cancelRequestedAt", "pausedUntil", "pauseReason", "errorCode", "errorMessage", "planPrefix", "dueAt"],
      ...["idempotencyKey", "originRunId", "afterRunId", "rowsResent", "keptReason", "firstSkippedDueAt"],
      ...["lastSkippedDueAt", "filesReadyAt", "storageId", "reportExtension", "filesWaitUntil", "filesProblem"],
    ].map((name) => [name, null]),
  ),
  ...Object.fromEntries(
    [
      ...["planChunks", "planChanged", "planRejected", "planSkipped", "planFresh", "planCalls", "rowsRead"],
      ...["rowsUnchanged", "rowsCreated", "rowsUpdated", "rowsSkipped", "rowsRejected", "rowsCancelled"],
      ...["rowsWouldCreate", "rowsWouldUpdate", "keysWouldRemove", "rowsWarned", "rowsIncomplete", "keysKnown"],
      ...["keysMissing", "keysKept", "keysCleared", "keysArchived", "keysRefused", "missedDueTimes", "skippedDueTimes"],
      ...["revivals", "filesTries"],
    ].map((name) => [name, 0]),
  ),
  ...{ guardReasons: [], warningSamples: [], incompleteSamples: [], refusedSamples: [], trigger: "manual" },
};

/**
 * Puts a run of each state into the database, as rows: those that last no second can't be looked at otherwise. Each has a
 * sync of its own, since a sync has one unfinished run, made after the newest run that has ended. Returns their ids.
 */
export async function seedRunStates(client: pg.Client): Promise<{ ids: string[]; syncIds: string[] }> {
  const { rows } = await client.query<{ id: string; syncId: string }>(
    `select id, "syncId" from "Run" where not "isDryRun" and "finishedAt" is not null order by id desc limit 1`,
  );
  const [model] = rows;
  if (!model) throw new Error("There is no run yet that others could be made after.");
  const ids: string[] = [];
  const syncIds: string[] = [];
  for (const [index, { status, moments, isDryRun = false, facts }] of runStates.entries()) {
    const [id, syncId, now] = [timedId(), timedId(), new Date()];
    const idle = { nextDueAt: null, dueAfterRunId: null, sendingUntil: null, schedule: { kind: "manual" } };
    await insertAs(client, "Sync", model.syncId, { ...idle, id: syncId, name: `State ${index + 1}: ${status}` });
    const happened = Object.fromEntries(moments.map((moment) => [moment, now]));
    const dates = { requestedAt: now, heartbeatAt: now, sweptAt: now };
    await insertAs(client, "Run", model.id, { ...blank, ...dates, ...happened, ...facts, id, syncId, isDryRun });
    ids.push(id);
    syncIds.push(syncId);
  }
  return { ids, syncIds };
}

async function insertAs(client: pg.Client, table: "Run" | "Sync", modelId: string, changes: object): Promise<void> {
  await client.query(
    `insert into "${table}" select (jsonb_populate_record(model, $2)).* from "${table}" model where id = $1`,
    [modelId, JSON.stringify(changes)],
  );
}

/** An id that tells the time, as those of runs do: the list goes by it. */
function timedId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const rest = randomBytes(10).toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
