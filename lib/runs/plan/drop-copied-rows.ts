import type { ObjectStore } from "../../storage/object-store";
import { makeReject } from "../make-reject";
import { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { refuseDuplicate } from "./duplicate-key";
import type { PlanPass } from "./plan-batch";
import { listChunksWithCopies, listCopiedKeys } from "./plan-keys";

/** Takes the first rows of keys that came again out of their chunks: when they were planned, nobody could know. */
export async function dropCopiedRows(pass: PlanPass, store: ObjectStore, plan: string): Promise<void> {
  for (const index of await listChunksWithCopies(pass.attempt)) {
    const chunk = pass.chunks.chunks[index];
    if (!chunk) continue;
    const copied = await listCopiedKeys(pass.attempt, index);
    const kept: string[] = [];
    for await (const line of store.readLines(chunkKey(plan, index))) {
      const row = PlannedRow.parse(JSON.parse(line));
      if (!copied.has(row.key)) {
        kept.push(`${line}\n`);
        continue;
      }
      await pass.rejects.add(
        makeReject(row, "preflight", [refuseDuplicate(row.matchValue, pass.mapping.match.property)]),
      );
    }
    await store.putText(chunkKey(plan, index), kept.join(""), { contentType: "application/x-ndjson" });
    chunk.rows = kept.length;
  }
}
