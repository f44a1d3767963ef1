import { getUsablePortal } from "../connections/get-usable-portal";
import { openPortal, readAllowance } from "../connections/open-portal";
import { readAccessToken } from "../connections/portal-tokens";
import { fetchProperties } from "../connections/read-properties";
import { getDb } from "../db";
import { compileMapping } from "../engine/compile-mapping";
import { listReadColumns } from "../engine/list-read-columns";
import { readTemplate } from "../engine/read-template";
import type { Column } from "../engine/types";
import { AppError } from "../errors";
import { findObjectType, listObjectTypes } from "../hubspot/list-object-types";
import { probeWriting } from "../hubspot/probe-access";
import { requireRetryable, retryFactsSelect } from "./find-retry-block";
import { orPause, type Paused } from "./or-pause";
import { readColumns } from "./plan/open-rows";
import { isRunOver, type RunWork } from "./run-work";

export type PrepareResult = { readonly kind: "ready" } | { readonly kind: "over" } | Paused;

const LOOK_AGAIN_MS = 5_000;

/**
 * Begins a run: the portal's properties are read anew, and whatever can't work stops the run here, before a row is
 * read. A run that was cancelled in the queue is over; HubSpot may ask for a long wait. One that has its plan and was
 * asked for again needs the source no more.
 */
export async function prepareRun(runId: string): Promise<PrepareResult> {
  const db = getDb();
  const now = new Date();
  await db.run.updateMany({
    where: { id: runId, startedAt: null, finishedAt: null, cancelRequestedAt: null },
    data: { startedAt: now, heartbeatAt: now },
  });
  return orPause(runId, async (run) => {
    if (isRunOver(run)) return { kind: "over" };
    if (run.plannedAt) return { kind: "ready" };
    if (!run.isDryRun && (await isRowBeingSent(run))) return { kind: "paused", forMs: LOOK_AGAIN_MS };
    await checkPortal(run);
    await checkMapping(run);
    const allowance = readAllowance(run.snapshot.portalId);
    await db.run.updateMany({
      where: { id: runId, preparedAt: null },
      data: {
        preparedAt: new Date(),
        allowanceCalls: allowance?.calls ?? null,
        allowanceMs: allowance?.intervalMs ?? null,
      },
    });
    return { kind: "ready" };
  });
}

/** A row that somebody sends by hand and this run could cross: the run begins when that has its answer. */
async function isRowBeingSent({ syncId, workspaceId }: RunWork): Promise<boolean> {
  const where = { id: syncId, workspaceId, sendingUntil: { gt: new Date() } };
  return (await getDb().sync.count({ where })) > 0;
}

async function checkPortal({ workspaceId, snapshot, isDryRun }: RunWork): Promise<void> {
  // A token that is refreshed brings the scopes that are granted now: the first look is at those.
  await readAccessToken(snapshot.portalId, null);
  const portal = await getUsablePortal(workspaceId, snapshot.portalId);
  const client = openPortal(portal.id);
  const types = await listObjectTypes(client, portal.scopes);
  const type = findObjectType(types, snapshot.objectTypeId);
  const isGone = type?.objectTypeId !== snapshot.objectTypeId && type?.missingScopes.length === 0;
  if (!type || isGone) {
    const gone = `The portal has no object type ${snapshot.objectTypeId} any more.`;
    throw new AppError("mapping_invalid", `${gone} Make it in HubSpot again, or choose another in the sync.`);
  }
  if (type.whyNot) {
    throw new AppError(
      type.missingScopes.length > 0 ? "hubspot_scope_missing" : "mapping_invalid",
      `${type.labelPlural} can't be written: ${type.whyNot} ${type.fix ?? ""}`.trim(),
    );
  }
  // HubSpot doesn't tell what a pasted token may do. A dry run makes no call that could write, not even of nothing.
  if (portal.scopes.granted === null && !isDryRun) await probeWriting(client, snapshot.objectTypeId);
}

async function checkMapping(run: RunWork): Promise<void> {
  const { snapshot } = run;
  const properties = await fetchProperties(snapshot);
  const columns = await readColumns(run);
  if (snapshot.rows.kind !== "source") {
    // Between the asking and the beginning, another run may have read the rows anew.
    await requireRetryable(
      await getDb().run.findUniqueOrThrow({ where: { id: snapshot.rows.runId }, select: retryFactsSelect }),
    );
    requireColumns(snapshot.mapping, columns);
  }
  requireMapping({ ...snapshot, columns, properties, readTemplate });
}

/** Stored rows have the columns of their time: what the mapping takes by now may not be among them. */
function requireColumns({ match, fields }: RunWork["snapshot"]["mapping"], columns: readonly Column[]): void {
  const taken = [match.column, ...fields.flatMap(({ value }) => listReadColumns(value, readTemplate))];
  const missing = [...new Set(taken)].filter((column) => column !== "" && !columns.some(({ name }) => name === column));
  if (missing.length === 0) return;
  const named = missing.map((column) => `\`${column}\``).join(", ");
  throw new AppError(
    "mapping_invalid",
    `The mapping takes ${named}, which the rejected rows don't have: they were read before it was in the query. Run the sync, which reads all rows anew.`,
  );
}

/** The compiled mapping, or one error that tells everything that is wrong with it. */
export function requireMapping(context: Parameters<typeof compileMapping>[0]) {
  const result = compileMapping(context);
  if (result.ok) return result.compiled;
  const problems = result.problems.map(({ message }) => message);
  throw new AppError("mapping_invalid", problems.join(" "));
}
