import { getObjectStore } from "../storage/instance-store";
import { runPrefix } from "./run-keys";
import type { RunWork } from "./run-work";

/** Deletes what only the run needed: chunks, and the files of plans that died. Rejects and the report stay. */
export async function sweepPlan(run: RunWork): Promise<void> {
  const store = getObjectStore();
  for await (const { key } of store.list(`${runPrefix(run.id)}plans/`)) {
    const isKept =
      run.planPrefix !== null && key.startsWith(run.planPrefix) && !key.startsWith(`${run.planPrefix}chunks/`);
    if (!isKept) await store.deletePrefix(key);
  }
}
