import type pg from "pg";
import { z } from "zod";
import { WrittenOutcome } from "../../api/records";

/**
 * What became of a row of a batch, by its number; or of a vanished row's record, by its key. Last the properties that
 * were left out by their rules, where there are any.
 */
export const BufferedWrite = z.tuple([
  z.union([z.number().int(), z.string()]),
  z.string().nullable(),
  WrittenOutcome,
  z.array(z.string()).optional(),
]);
export type BufferedWrite = z.infer<typeof BufferedWrite>;

interface BufferedBatch {
  readonly batch: number;
  readonly writes: readonly BufferedWrite[];
}

/**
 * Keeps what became of batches until their chunk is done, in the transaction that records them. The values aren't in it:
 * the plan has them until then.
 */
export async function bufferWrites(
  client: pg.ClientBase,
  { runId, index }: { readonly runId: string; readonly index: number },
  batches: readonly BufferedBatch[],
): Promise<void> {
  const some = batches.filter(({ writes }) => writes.length > 0);
  if (some.length === 0) return;
  await client.query(
    `insert into bulk.written_buffer (run_id, chunk, batch, written)
     select $1, $2, b, w from unnest($3::int[], $4::text[]) as a(b, w)`,
    [runId, index, some.map(({ batch }) => batch), some.map(({ writes }) => JSON.stringify(writes))],
  );
}
