import { z } from "zod";
import { getObjectStore } from "../../storage/instance-store";
import { uploadedRowsKey } from "../run-keys";
import type { RunRows } from "../run-snapshot";
import type { OpenedRows } from "./opened-rows";
import { dropSettled, readRejectColumns } from "./read-rejected-rows";

/** A row of a corrected file, one JSON line each: the reject that it is of, and its cells in the order of that run's columns. */
export const UploadedRow = z.object({
  rowNumber: z.number().int(),
  causeId: z.string(),
  /** Its number in the run that read it from the source. */
  sourceRow: z.number().int().nullable().default(null),
  cells: z.array(z.string().nullable()),
});
export type UploadedRow = z.infer<typeof UploadedRow>;

/** The rows of a corrected file that were matched with what a run has rejected. */
export async function* readUploadedRows(
  { runId, uploadId }: Extract<RunRows, { kind: "upload" }>,
  { batchRows }: { batchRows: number },
): AsyncGenerator<OpenedRows> {
  const columns = await readRejectColumns(runId);
  let batch: UploadedRow[] = [];
  const toRows = async (uploaded: readonly UploadedRow[]) => {
    const origins = await dropSettled(runId, uploaded);
    // Somebody has looked at these rows: what they left in the file is what counts.
    return { columns, rows: origins.map(({ cells }) => cells), origins, copies: new Map() };
  };
  for await (const line of getObjectStore().readLines(uploadedRowsKey(uploadId))) {
    batch.push(UploadedRow.parse(JSON.parse(line)));
    if (batch.length < batchRows) continue;
    yield await toRows(batch);
    batch = [];
  }
  yield await toRows(batch);
}
