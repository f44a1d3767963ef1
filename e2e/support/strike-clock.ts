import pg from "pg";
import { newsChannel } from "@/lib/local/executor/transaction";

/** Makes the executor's clock strike now, for tests that would wait for the next full minute. */
export async function strikeClock(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("update executor.cron set next_at = now()");
    await client.query(`notify ${newsChannel}`);
  } finally {
    await client.end();
  }
}
