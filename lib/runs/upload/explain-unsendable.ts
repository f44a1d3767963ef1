import type { UploadSummary } from "../../api/uploads";
import type { Actor } from "../../auth/actor";
import { notFound } from "../../auth/require-id";
import { getDb } from "../../db";
import { findRetryBlock, retryFactsSelect } from "../find-retry-block";

interface LookedThrough {
  readonly runId: string;
  readonly rows: number;
  readonly summary: UploadSummary;
}

/** Why a corrected file can't be sent, as things are now; null when it can. */
export async function explainUnsendable(actor: Actor, { runId, rows, summary }: LookedThrough): Promise<string | null> {
  if (rows === 0) return "No line of this file can be sent: why, stands beside those that are left out.";
  const { problems } = summary.check;
  if (problems.length > 0) return `${problems.join(" ")} Correct the mapping, then upload the file again.`;
  const run = await getDb().run.findUnique({
    where: { id: runId, workspaceId: actor.workspaceId },
    select: retryFactsSelect,
  });
  if (!run) throw notFound("run");
  const block = await findRetryBlock(run);
  if (block) return block.reason;
  return (await hasOpenRows(runId)) ? null : "Later runs have seen to all that this run had rejected.";
}

async function hasOpenRows(runId: string): Promise<boolean> {
  const db = getDb();
  const open = await db.rejectCause.findFirst({
    where: { runId, rows: { gt: db.rejectCause.fields.settledRows } },
    select: { id: true },
  });
  return open !== null;
}
