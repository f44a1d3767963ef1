import { z } from "zod";
import { WrittenOutcome } from "../../api/records";

/**
 * What became of a row, by its number; or of a vanished row's record, by its key. Last the properties that were left out
 * by their rules, where there are any. The values aren't in it: until the chunk's page is made, the plan has them.
 */
export const BufferedWrite = z.tuple([
  z.union([z.number().int(), z.string()]),
  z.string().nullable(),
  WrittenOutcome,
  z.array(z.string()).optional(),
]);
export type BufferedWrite = z.infer<typeof BufferedWrite>;

const BufferedWrites = z.array(BufferedWrite);

interface RecordedWrites {
  readonly index: number;
  /** The first of the batches that are recorded at once. */
  readonly batch: number | undefined;
  readonly writes: readonly BufferedWrite[];
}

/**
 * Keeps what became of batches until their chunk's page is made: a clause to begin a statement with whose `$1` is the run
 * and whose parameters `$2` to `$4` are `clauseValues`. It rides on the statement that counts the batches, since a delivery
 * makes hundreds of them. It holds the run's row from then on, as that does.
 */
export const keepingWrites = `with kept as (
  insert into bulk.written_buffer (run_id, chunk, batch, page, written)
  select "runId", index, $3::int, "writtenPages", $4::text from "RunChunk"
  where "runId" = $1 and index = $2 and $4::text is not null)`;

export function clauseValues({ index, batch, writes }: RecordedWrites): (number | string | null)[] {
  return [index, batch ?? null, writes.length === 0 ? null : JSON.stringify(writes)];
}

export function decodeWrites(text: string): BufferedWrite[] {
  return BufferedWrites.parse(JSON.parse(text));
}
