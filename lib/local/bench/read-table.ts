import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
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

/** The quickest way to have a table's rows as fields: COPY's text, taken apart at tabs and line ends. */
export async function* copyTable(url: string, table: string): AsyncGenerator<readonly SourceRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const piece of client.query(copyTo(`copy crm.${table} to stdout`))) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield lines.map((line) => line.split("\t").map(readField));
    }
  } finally {
    await client.end();
  }
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

function readField(text: string): string | null {
  if (text === "\\N") return null;
  return text.includes("\\") ? text.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter) : text;
}
