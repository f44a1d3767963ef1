import type { RunCallItem, RunCallPage } from "../../api/run-calls";
import type { Actor } from "../../auth/actor";
import { requireId } from "../../auth/require-id";
import { getPool } from "../../db";
import { AppError } from "../../errors";
import { requireRun } from "./require-run";

const PAGE = 100;

interface Question {
  readonly runId: string;
  /** Only calls that weren't answered as was hoped: refused, refused in part, or without an answer. */
  readonly only?: "refused" | undefined;
  readonly cursor?: string | undefined;
}

export const callColumns = `id::text, started_at as "startedAt", method, path, status, duration_ms as "durationMs",
  attempt, correlation_id as "correlationId"`;

export type CallRow = Omit<RunCallItem, "startedAt"> & { readonly startedAt: Date };

/** The last calls of a run's delivery, the newest first; a run keeps 500 of them. */
export async function listCalls(actor: Actor, { runId, only, cursor }: Question): Promise<RunCallPage> {
  const id = requireId(runId, "run");
  await requireRun(actor, id);
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
    throw new AppError("invalid_input", "This page of calls doesn't exist. Begin at the first.");
  }
  const { rows } = await getPool().query<CallRow>(
    `select ${callColumns} from bulk.run_call
     where run_id = $1 and ($2::bigint is null or id < $2)
       and ($3::boolean or status is null or status = 207 or status >= 400)
     order by id desc limit $4`,
    [id, cursor ?? null, only === undefined, PAGE + 1],
  );
  const page = rows.slice(0, PAGE);
  return { calls: page.map(viewCall), nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

export function viewCall<T extends CallRow>({ startedAt, ...call }: T) {
  return { ...call, startedAt: startedAt.toISOString() };
}
