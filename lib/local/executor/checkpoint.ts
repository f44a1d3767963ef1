import { z } from "zod";
import { holdsLease } from "./jobs";
import { memoise } from "./memos";
import { lockRun } from "./runs";
import type { Transaction } from "./transaction";

/** What the SDK sends after a step when it goes on to the next one without coming back to us. */
export const Checkpoint = z.object({
  qi_id: z.string().regex(/^\d{1,18}\.[0-9a-f]+$/),
  steps: z.array(z.object({ op: z.literal("StepRun"), id: z.string().min(1), data: z.unknown() })).max(1_000),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/**
 * Keeps the steps of a call that is still under way, and its lease with them. False where the call is stale: its run has
 * ended, or somebody else makes the call now.
 */
export async function saveCheckpoint(
  tx: Transaction,
  runId: string,
  { qi_id, steps }: Checkpoint,
  leaseMs: number,
): Promise<boolean> {
  const [id = "", token = ""] = qi_id.split(".");
  if ((await lockRun(tx, runId)) === null || !(await holdsLease(tx, { id, runId, token }))) return false;
  for (const step of steps) await memoise(tx, runId, step.id, { type: "data", data: step.data ?? null });
  await tx.client.query(
    `update executor.job set broken_count = 0,
       lease_until = greatest(lease_until, now() + make_interval(secs => $2::float8 / 1000))
     where id = $1`,
    [id, leaseMs],
  );
  // Past a limit the run fails with this transaction, and the function must not go on.
  return tx.breaches.length === 0;
}
