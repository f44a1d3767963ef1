import { decodeRejects, Reject } from "../rejects/reject";
import { RejectIndex } from "../rejects/reject-index";
import { getObjectStore } from "../storage/instance-store";
import { Manifest } from "./planned-row";
import { chunkRejectsKey, manifestKey, planRejectsKey, reportKey } from "./run-keys";
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

/** Beside the reports. */
export const rejectIndexKey = (runId: string) => reportKey(runId, "csv").replace(/[^/]+$/, "index.json");

/** Which causes stand on which page. It is written with the reports: until a run has ended it is empty, and tells nothing. */
export async function readRejectIndex(runId: string): Promise<RejectIndex> {
  const key = rejectIndexKey(runId);
  for await (const written of getObjectStore().list(key)) {
    if (written.key === key) return RejectIndex.parse(JSON.parse(await getObjectStore().getText(key)));
  }
  return {};
}

/** The rejects of one page, in flat memory. */
export function readRejectPage(key: string): AsyncGenerator<Reject> {
  return decodeRejects(getObjectStore().readLines(key));
}

/** Those of one page from a line on, each with its line. What cannot be asked for is not even parsed. */
export async function* findRejects(
  key: string,
  { fromLine, couldBeAsked }: { fromLine: number; couldBeAsked: (text: string) => boolean },
): AsyncGenerator<{ line: number; reject: Reject }> {
  let line = -1;
  for await (const text of getObjectStore().readLines(key)) {
    line += 1;
    if (line >= fromLine && couldBeAsked(text)) yield { line, reject: Reject.parse(JSON.parse(text)) };
  }
}
