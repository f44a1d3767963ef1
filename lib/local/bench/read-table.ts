import pg from "pg";
import Cursor from "pg-cursor";
import type { SourceRow } from "@/lib/engine/types";

const BATCH_ROWS = 5_000;

/** The quickest plain read of a table: a cursor, rows as arrays of Postgres's own text, nothing done to them. */
export async function* readTable(url: string, table: string): AsyncGenerator<readonly SourceRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const types = { getTypeParser: () => (text: string) => text };
    const cursor = client.query(
      new Cursor<(string | null)[]>(`select * from crm.${table}`, [], { rowMode: "array", types }),
    );
    for (let rows = await cursor.read(BATCH_ROWS); rows.length > 0; rows = await cursor.read(BATCH_ROWS)) yield rows;
  } finally {
    await client.end();
  }
}
