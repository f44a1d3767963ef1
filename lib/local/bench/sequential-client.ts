import pg from "pg";
import { readEnv } from "@/lib/env";
import { paths } from "@/lib/hubspot/paths";
import { demoPortals } from "../sandbox-seed";
import { CommandError } from "../say";
import { CONTACTS, time } from "./bench";
import { handWrittenQuery } from "./tables";

const BATCH_ROWS = 100;

/**
 * What one writes in an afternoon: the table is queried and sent in batches, one call after another, without trace ids,
 * state or repeats. Answers how long it took.
 */
export async function deliverInSequence(warehouseUrl: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: warehouseUrl });
  await client.connect();
  try {
    const { seconds } = await time(async () => {
      const { rows } = await client.query<Record<string, string>>(handWrittenQuery(table));
      for (let first = 0; first < rows.length; first += BATCH_ROWS) {
        await upsert(rows.slice(first, first + BATCH_ROWS));
      }
    });
    return seconds;
  } finally {
    await client.end();
  }
}

async function upsert(rows: readonly Record<string, string>[]): Promise<void> {
  const inputs = rows.map(({ email, ...properties }) => ({ id: email, idProperty: "email", properties }));
  const answer = await fetch(readEnv().HUBSPOT_API_BASE_URL + paths.batchUpsert(CONTACTS), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${demoPortals[0]?.tokens?.[0]?.token}` },
    body: JSON.stringify({ inputs }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new CommandError(`The sandbox refused the sequential client: ${text.slice(0, 500)}`);
  JSON.parse(text);
}
