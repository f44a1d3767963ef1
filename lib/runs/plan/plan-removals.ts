import type { VanishedMode } from "../../engine/guard";
import type { ObjectStore } from "../../storage/object-store";
import { chunkKey } from "../run-keys";
import type { PlanPass } from "./plan-batch";

const CHUNK_RECORDS = 5_000;

export interface PlannedRemovals {
  readonly known: number;
  readonly missing: number;
  readonly kind: "clear" | "archive";
  /** The records of each chunk; none where they are kept. */
  readonly chunks: readonly number[];
  /** Why records are kept that the sync would remove; null when they aren't. */
  readonly keptReason: string | null;
}

/** Writes the records whose rows have vanished into chunks of their own, which come after those of the rows. */
export async function planRemovals(
  { keys, chunks, counts, origins }: PlanPass,
  { store, plan, vanished }: { store: ObjectStore; plan: string; vanished: VanishedMode },
): Promise<PlannedRemovals> {
  // Rejected rows are a few of many: which keys have vanished they can't tell.
  if (origins) return { known: 0, missing: 0, kind: "clear", chunks: [], keptReason: null };
  const known = await keys.countKnown();
  if (vanished === "keep" || known.missing === 0) return { ...known, kind: "clear", chunks: [], keptReason: null };
  if (counts.withoutKey > 0) {
    return { ...known, kind: vanished, chunks: [], keptReason: explainWithoutKey(counts.withoutKey) };
  }
  const written: number[] = [];
  for await (const removals of keys.listMissing(CHUNK_RECORDS)) {
    const lines = removals.map((removal) => `${JSON.stringify(removal)}\n`).join("");
    const key = chunkKey(plan, chunks.chunks.length + written.length);
    await store.putText(key, lines, { contentType: "application/x-ndjson" });
    written.push(removals.length);
  }
  return { ...known, kind: vanished, chunks: written, keptReason: null };
}

function explainWithoutKey(rows: number): string {
  const whose = rows === 1 ? "1 row has no usable match value" : `${rows} rows have no usable match value`;
  return `${whose}, so nobody can tell whether a record's row has vanished or is one of these.`;
}
