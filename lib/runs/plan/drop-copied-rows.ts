import { mapRow } from "../../engine/map-row";
import type { ObjectStore } from "../../storage/object-store";
import { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { type PlanPass, rejectDuplicate } from "./plan-batch";
import type { CopiedRow } from "./plan-keys";

/** Takes rows whose keys other rows have out of their chunks, all or all but the last: while they were read, nobody could know. */
export async function dropCopiedRows(pass: PlanPass, store: ObjectStore, plan: string): Promise<void> {
  const { chunks } = pass.chunks;
  let index = 0;
  let copies = new Map<number, CopiedRow>();
  const dropFromChunk = async () => {
    if (copies.size > 0) await rewriteChunk(pass, { store, plan, index, copies });
    copies = new Map();
  };
  for await (const page of pass.keys.listCopies()) {
    for (const copy of page) {
      for (let chunk = chunks[index]; chunk && copy.rowNumber > chunk.lastRow; chunk = chunks[index]) {
        await dropFromChunk();
        index += 1;
      }
      if (!pass.keepsLast || copy.rowNumber !== copy.lastRow) copies.set(copy.rowNumber, copy);
    }
  }
  await dropFromChunk();
}

interface ChunkWithCopies {
  readonly store: ObjectStore;
  readonly plan: string;
  readonly index: number;
  /** By row number. */
  readonly copies: ReadonlyMap<number, CopiedRow>;
}

async function rewriteChunk(pass: PlanPass, { store, plan, index, copies }: ChunkWithCopies): Promise<void> {
  const chunk = pass.chunks.chunks[index];
  if (!chunk) return;
  const kept: string[] = [];
  for await (const line of store.readLines(chunkKey(plan, index))) {
    const row = PlannedRow.parse(JSON.parse(line));
    const copy = copies.get(row.rowNumber);
    if (copy === undefined) {
      kept.push(`${line}\n`);
      continue;
    }
    if (copy.isFresh) pass.counts.fresh -= 1;
    pass.incomplete.drop(row.rowNumber, mapRow(pass.mapping, row.cells));
    await rejectDuplicate(pass, row);
  }
  await store.putText(chunkKey(plan, index), kept.join(""), { contentType: "application/x-ndjson" });
  chunk.rows = kept.length;
}
