import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { requireRetryable, retryFactsSelect } from "./find-retry-block";
import { readStartable, requireUnblocked } from "./read-startable";
import { type AskForRun, requestRun } from "./request-run";
import { explainNotRetried } from "./retryable-codes";
import type { RunRows } from "./run-snapshot";
import { findSettled } from "./settled-rows";
import { startOnce } from "./start-once";

export interface StartRetry {
  readonly runId: string;
  /** Only what is open of these causes; with neither causes nor rows, all that is open. */
  readonly causeIds?: readonly string[] | undefined;
  /** Only these rows, by their numbers in the run that rejected them. */
  readonly rowNumbers?: readonly number[] | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Sends rows again that a run has rejected: as they were read then, by what the sync says today. */
export async function startRetry(
  actor: Actor,
  { runId, causeIds, rowNumbers, idempotencyKey }: StartRetry,
  askForRun: AskForRun,
): Promise<{ runId: string }> {
  requireRole(actor, "editor");
  if (causeIds && rowNumbers) {
    throw new AppError("invalid_input", "Name either the causes to retry or the rows, not both.");
  }
  const origin = await readOrigin(actor, runId);
  const { name, objectLabel, portal, ...sync } = await readStartable(actor, origin.syncId);
  const rows: RunRows = {
    kind: "rejects",
    runId: origin.id,
    causeIds: causeIds ? [...new Set(causeIds)].sort() : null,
    rowNumbers: rowNumbers ? [...new Set(rowNumbers)].sort((one, other) => one - other) : null,
  };
  return startOnce(actor, { syncId: sync.id, isDryRun: false, rows, idempotencyKey }, async () => {
    requireUnblocked(portal, { objectTypeId: sync.objectTypeId, objectLabel });
    await requireRetryable(origin);
    const count = await countAsked(origin, rows);
    const run = await requestRun({ ...sync, rows }, { trigger: "retry", idempotencyKey }, askForRun);
    await recordAuditEvent(actor, {
      action: "run.retried",
      targetId: run.runId,
      summary: `Retried ${count} rejected ${count === 1 ? "row" : "rows"} of the sync ${name}`,
    });
    return run;
  });
}

async function readOrigin(actor: Actor, runId: string) {
  const origin = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: {
      ...retryFactsSelect,
      causes: { select: { id: true, code: true, rows: true, settledRows: true } },
    },
  });
  if (!origin) throw notFound("run");
  return origin;
}

type Origin = Awaited<ReturnType<typeof readOrigin>>;

/** How many rows a retry is of. Refuses one of no rows, and one of rows that another run has seen to already. */
async function countAsked(origin: Origin, { causeIds, rowNumbers }: Extract<RunRows, { kind: "rejects" }>) {
  if (rowNumbers) return countRows(origin, rowNumbers);
  const causes = causeIds ? causeIds.map((id) => findCause(origin, id)) : origin.causes;
  const refused = causes.flatMap(({ code }) => explainNotRetried(code) ?? []);
  const open = causes
    .filter(({ code }) => explainNotRetried(code) === null)
    .reduce((sum, { rows, settledRows }) => sum + rows - settledRows, 0);
  if (open > 0) return open;
  const [why] = refused;
  throw new AppError("conflict", why ?? "None of these rows is open any more: later runs have seen to all of them.");
}

async function countRows(origin: Origin, rowNumbers: readonly number[]): Promise<number> {
  if (rowNumbers.length === 0) throw new AppError("invalid_input", "Name at least one row.");
  const settled = [...(await findSettled(origin.id, rowNumbers)).keys()];
  if (settled.length === 0) return rowNumbers.length;
  const named = settled.slice(0, 5).join(", ");
  const message = `A later run has seen to ${settled.length} of these rows already (row ${named}${settled.length > 5 ? ", …" : ""}).`;
  throw new AppError("conflict", `${message} Load the page again and choose from those that are open.`);
}

function findCause({ causes }: Origin, causeId: string) {
  const cause = causes.find(({ id }) => id === causeId);
  if (!cause) throw notFound("cause");
  return cause;
}
