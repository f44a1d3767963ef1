import { setTimeout as wait } from "node:timers/promises";
import { askForRun } from "@/inngest/events";
import { getPool } from "@/lib/db";
import { startRun } from "@/lib/runs/start-run";
import { CommandError } from "../say";
import { checkRound, type RoundCheck } from "./check-round";
import type { Kill } from "./plan-rounds";
import { changeRows } from "./rows";
import { until } from "./victims";
import type { ChaosWorld } from "./world";

export interface RoundResult extends RoundCheck {
  readonly round: number;
  /** Who was killed, and how far the run had come. */
  readonly kills: readonly string[];
  readonly seconds: number;
}

/** How much of a run is its plan, and its delivery; the rest is its end. */
const PLAN_SHARE = 0.3;
const DELIVERY_SHARE = 0.67;
/** A run that has stood still for so long is lost. */
const SILENT_MS = 90_000;
/** As a command starts them: each stands on those before it. */
const revivalOrder = ["postgres", "s3", "executor", "app"] as const;

/** Changes every row, sends them all while things are killed, and looks at what has become of them. */
export async function runRound(world: ChaosWorld, round: number, kills: readonly Kill[]): Promise<RoundResult> {
  const { actor, door, syncId, table, warehouseUrl } = world;
  await changeRows(warehouseUrl, table, round);
  await door.resetCalls();
  const began = performance.now();
  const { runId } = await startRun(actor, { syncId }, askForRun);
  const told: string[] = [];
  for (const kill of kills) {
    const progress = await waitForProgress(world, runId, kill.at);
    await strike(world, kill);
    told.push(`${kill.victims.length > 1 ? "all" : kill.victims[0]} at ${Math.round(progress * 100)} %`);
  }
  await waitForProgress(world, runId, 1);
  const seconds = (performance.now() - began) / 1000;
  return { round, kills: told, seconds, ...(await checkRound(world, { round, runId, kills: kills.length })) };
}

async function strike({ victims }: ChaosWorld, { victims: names, downMs }: Kill): Promise<void> {
  await Promise.all(names.map((name) => victims[name].kill()));
  await wait(downMs);
  for (const name of revivalOrder) if (names.includes(name)) await victims[name].revive();
}

/** Waits until a run has come so far, from 0 to 1; answers how far it has come. */
async function waitForProgress({ rows, gaveUp }: ChaosWorld, runId: string, at: number): Promise<number> {
  let last = 0;
  let movedAt = Date.now();
  const look = async () => {
    const progress = (await readProgress(runId, rows)) ?? last;
    if (progress !== last) movedAt = Date.now();
    last = progress;
    if (progress >= at) return progress;
    if (Date.now() - movedAt > SILENT_MS) {
      throw new CommandError(`The run ${runId} stands still at ${Math.round(progress * 100)} %.`);
    }
    return null;
  };
  return Promise.race([until("the run", look, Number.POSITIVE_INFINITY), gaveUp]);
}

interface Facts {
  readonly read: number;
  readonly planned: number;
  readonly delivered: number;
  readonly isPlanned: boolean;
  readonly isDelivered: boolean;
  readonly isFinished: boolean;
}

/** Null while PostgreSQL is dead. */
async function readProgress(runId: string, rows: number): Promise<number | null> {
  const answer = await getPool()
    .query<Facts>(
      `select "rowsRead" as read, "planChanged" as planned,
         "rowsCreated" + "rowsUpdated" + "rowsSkipped" + "rowsRejected" - "planRejected" as delivered,
         "plannedAt" is not null as "isPlanned", "deliveredAt" is not null as "isDelivered",
         "finishedAt" is not null as "isFinished"
       from "Run" where id = $1`,
      [runId],
    )
    .catch(() => null);
  const facts = answer?.rows[0];
  if (!facts) return null;
  if (facts.isFinished) return 1;
  if (!facts.isPlanned) return Math.min(0.99, facts.read / rows) * PLAN_SHARE;
  if (facts.isDelivered) return PLAN_SHARE + DELIVERY_SHARE;
  return PLAN_SHARE + Math.min(0.99, facts.delivered / Math.max(1, facts.planned)) * DELIVERY_SHARE;
}
