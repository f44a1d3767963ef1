import { decodeRejects, type Reject } from "../rejects/reject";
import { getObjectStore } from "../storage/instance-store";
import { Manifest } from "./planned-row";
import { chunkRejectsKey, manifestKey, planRejectsKey } from "./run-keys";
import type { RunWork } from "./run-work";

type PlannedRun = Pick<RunWork, "id" | "planPrefix" | "planChunks">;

export async function readManifest(planPrefix: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await getObjectStore().getText(manifestKey(planPrefix))));
}

/** The reject pages of a run that exist, in order: those of the plan, then those of its chunks. */
export async function listRejectPages(run: PlannedRun): Promise<string[]> {
  if (!run.planPrefix) return [];
  const { rejectPages } = await readManifest(run.planPrefix);
  const plan = run.planPrefix;
  const ofPlan = Array.from({ length: rejectPages }, (_, index) => planRejectsKey(plan, index));
  const written = new Set<string>();
  for await (const { key } of getObjectStore().list(chunkRejectsKey(run.id, 0).replace(/[^/]+$/, ""))) written.add(key);
  const ofChunks = Array.from({ length: run.planChunks }, (_, index) => chunkRejectsKey(run.id, index));
  return [...ofPlan, ...ofChunks.filter((key) => written.has(key))];
}

/** The rejects of one page, in flat memory. */
export function readRejectPage(key: string): AsyncGenerator<Reject> {
  return decodeRejects(getObjectStore().readLines(key));
}
