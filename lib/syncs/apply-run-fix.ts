import { z } from "zod";
import { type AppliedFix, RunFixInput } from "../api/fixes";
import { type Actor, requireRole } from "../auth/actor";
import { AppError } from "../errors";
import { makeFix } from "./apply-fix";
import { getSync } from "./get-sync";
import { readStopped } from "./list-run-fixes";
import { explainDrift } from "./read-cause";

export const ApplyRunFix = z.object({ runId: z.string(), fix: RunFixInput });
export type ApplyRunFix = z.infer<typeof ApplyRunFix>;

/** Makes a fix of a property that is gone and stopped a run before it read a row. */
export async function applyRunFix(actor: Actor, { runId, fix }: ApplyRunFix): Promise<AppliedFix> {
  requireRole(actor, "editor");
  const { syncId, snapshot } = await readStopped(actor, runId);
  const sync = await getSync(actor, { syncId });
  const drift = explainDrift(sync, snapshot);
  if (drift !== null) throw new AppError("conflict", drift);
  const isWritten = snapshot.mapping.fields.some(({ property }) => property === fix.property);
  if (isWritten) return makeFix(actor, sync, fix);
  throw new AppError("invalid_input", `This run writes no property ${fix.property}. Choose one that it writes.`);
}
