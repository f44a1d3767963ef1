import pg from "pg";
import { readEnv } from "@/lib/env";
import { paths } from "@/lib/hubspot/paths";
import { demoPortals } from "../sandbox-seed";
import { CommandError } from "../say";
import { CONTACTS } from "./bench";
import { handWrittenQuery } from "./tables";
import { time } from "./time";

const BATCH_ROWS = 100;

type Row = Readonly<Record<string, string>>;

/**
 * What one writes in an afternoon: the table is queried and sent in batches, one call after another, without trace ids,
 * state or repeats. Answers how long it took.
 */
export async function deliverInSequence(warehouseUrl: string, table: string): Promise<number> {
  const { seconds } = await time(async () => {
    const rows = await readRows(warehouseUrl, table);
    for (let first = 0; first < rows.length; first += BATCH_ROWS) await upsert(rows.slice(first, first + BATCH_ROWS));
  });
  return seconds;
}

export interface OneByOne {
  readonly seconds: number;
  readonly calls: number;
}

/** What most tools do: a call creates a row's record; where there is one already, a second call updates it. */
export async function deliverOneByOne(warehouseUrl: string, table: string): Promise<OneByOne> {
  let calls = 0;
  const { seconds } = await time(async () => {
    for (const row of await readRows(warehouseUrl, table)) calls += await createOrUpdate(row);
  });
  return { seconds, calls };
}

async function readRows(warehouseUrl: string, table: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: warehouseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(handWrittenQuery(table))).rows;
  } finally {
    await client.end();
  }
}

async function upsert(rows: readonly Row[]): Promise<void> {
  const inputs = rows.map(({ email, ...properties }) => ({ id: email, idProperty: "email", properties }));
  await ask("POST", paths.batchUpsert(CONTACTS), { inputs }, [200]);
}

/** How many calls it took. */
async function createOrUpdate({ email, ...properties }: Row): Promise<number> {
  const path = paths.records(CONTACTS);
  const { status, text } = await ask("POST", path, { properties: { email, ...properties } }, [201, 409]);
  if (status === 201) return 1;
  const recordId = /Existing ID: (\d+)/.exec(text)?.[1];
  if (recordId === undefined) throw new CommandError(`The sandbox doesn't name the record that is there: ${text}`);
  await ask("PATCH", `${path}/${recordId}`, { properties }, [200]);
  return 2;
}

async function ask(
  method: string,
  path: string,
  body: unknown,
  foreseen: readonly number[],
): Promise<{ status: number; text: string }> {
  const answer = await fetch(readEnv().HUBSPOT_API_BASE_URL + path, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${demoPortals[0]?.tokens?.[0]?.token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  if (!foreseen.includes(answer.status)) {
    throw new CommandError(`The sandbox refused the sequential client: ${text.slice(0, 500)}`);
  }
  JSON.parse(text);
  return { status: answer.status, text };
}
