import type pg from "pg";
import { getDb, getPool, inTransaction } from "../../db";
import { decodePage } from "../../rejects/reject";
import { getObjectStore } from "../../storage/instance-store";
import type { PlannedRow } from "../planned-row";
import { refreshOpenCauses } from "../refresh-open-causes";
import { addRunCauses, tallyRejects } from "../run-causes";
import { chunkRejectsKey } from "../run-keys";
import { flushWritten, type WritingRun } from "../written/flush-written";

/**
 * Ends a chunk whose batches are all recorded: its rejects become a page and causes, what it wrote another. Ending it
 * twice changes nothing.
 */
export async function finishChunk(run: WritingRun, index: number, planned?: readonly PlannedRow[]): Promise<void> {
  await flushRejects(run.id, index);
  await flushWritten(run, index, planned);
  await getDb().runChunk.updateMany({
    where: { runId: run.id, index, deliveredAt: null },
    data: { deliveredAt: new Date() },
  });
}

/**
 * Moves the rejects that wait in the database to the chunk's page in the object store. They leave the database when the
 * page is written, in the transaction that adds their causes: a store that is down loses none.
 */
export async function flushRejects(runId: string, index: number): Promise<void> {
  const { rows } = await getPool().query<{ rejects: string }>(
    "select rejects from bulk.reject_buffer where run_id = $1 and chunk = $2 order by batch",
    [runId, index],
  );
  if (rows.length === 0) return;
  const page = rows.map(({ rejects }) => rejects).join("");
  await getObjectStore().putText(chunkRejectsKey(runId, index), page, {
    contentType: "application/x-ndjson",
  });
  const causes = tallyRejects([...decodePage(page)]);
  await inTransaction(async (client) => {
    const { rowCount } = await client.query("delete from bulk.reject_buffer where run_id = $1 and chunk = $2", [
      runId,
      index,
    ]);
    if (!rowCount) return;
    // A step that was taken for dead can still record: what isn't on the page must not leave.
    if (rowCount !== rows.length) throw new Error(`More rejects of chunk ${index} came while its page was written.`);
    await addRunCauses(client, runId, causes);
    await tellLateCauses(client, runId);
  });
}

/** Rejects that come after their run has ended, since its store was down, open causes of the sync still. */
async function tellLateCauses(client: pg.PoolClient, runId: string): Promise<void> {
  const { rows } = await client.query<{ syncId: string }>(
    'select "syncId" from "Run" where id = $1 and "finishedAt" is not null',
    [runId],
  );
  for (const { syncId } of rows) await refreshOpenCauses(client, syncId);
}
