import type { ObjectStore } from "../../storage/object-store";
import { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { type PlanPass, rejectDuplicate } from "./plan-batch";
import { listChunksWithCopies, listCopiedKeys } from "./plan-keys";

/** Takes rows whose keys came again out of their chunks, all or all but the last: when they were planned, nobody could know. */
export async function dropCopiedRows(pass: PlanPass, store: ObjectStore, plan: string): Promise<void> {
  for (const index of await listChunksWithCopies(pass.attempt)) {
    const chunk = pass.chunks.chunks[index];
    if (!chunk) continue;
    const copied = await listCopiedKeys(pass.attempt, index);
    const kept: string[] = [];
    for await (const line of store.readLines(chunkKey(plan, index))) {
      const row = PlannedRow.parse(JSON.parse(line));
      const lastRow = copied.get(row.key);
      if (lastRow === undefined || (pass.keepsLast && lastRow === row.rowNumber)) {
        kept.push(`${line}\n`);
        continue;
      }
      await rejectDuplicate(pass, row);
    }
    await store.putText(chunkKey(plan, index), kept.join(""), { contentType: "application/x-ndjson" });
    chunk.rows = kept.length;
  }
}
