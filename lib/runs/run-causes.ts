import { randomUUID } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { RejectSample } from "../api/runs";
import { type Cause, CauseTally, mergeCauses } from "../engine/causes";
import type { Reject } from "../rejects/reject";

interface CauseRow {
  stage: Cause["stage"];
  code: string;
  property: string;
  option: string;
  message: string;
  rows: number;
  samples: unknown;
}

/** Counts rejects by cause: a row with several bad fields counts once, by the first. */
export function tallyRejects(rejects: readonly Reject[]): Cause[] {
  const tally = new CauseTally();
  for (const reject of rejects) tally.add(reject.stage, reject, reject);
  return tally.list();
}

/** Adds causes to those that a run has, in the transaction that counts their rows. */
export async function addRunCauses(client: pg.PoolClient, runId: string, causes: readonly Cause[]): Promise<void> {
  if (causes.length === 0) return;
  // One writer at a time: two chunks that end together would overwrite each other's sums.
  await client.query('select 1 from "Run" where id = $1 for update', [runId]);
  const { rows } = await client.query<CauseRow>(
    'select stage, code, property, option, message, rows, samples from "RejectCause" where "runId" = $1',
    [runId],
  );
  const merged = mergeCauses(rows.map(readCause), causes);
  const options = merged.map((cause) => cause.option ?? "");
  // Options that were folded into one cause leave; the rest keep their ids, since screens point at them.
  await client.query(
    `delete from "RejectCause" c where "runId" = $1 and not exists (
       select 1 from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as m(stage, code, property, option)
       where (m.stage, m.code, m.property, m.option) = (c.stage, c.code, c.property, c.option))`,
    [runId, merged.map((c) => c.stage), merged.map((c) => c.code), merged.map((c) => c.property ?? ""), options],
  );
  for (const [index, cause] of merged.entries()) {
    await client.query(
      `insert into "RejectCause" (id, "runId", stage, code, property, option, message, rows, samples)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict ("runId", stage, code, property, option)
       do update set message = excluded.message, rows = excluded.rows, samples = excluded.samples`,
      [
        randomUUID(),
        runId,
        cause.stage,
        cause.code,
        cause.property ?? "",
        options[index],
        cause.message,
        cause.count,
        JSON.stringify(cause.samples),
      ],
    );
  }
}

function readCause(row: CauseRow): Cause {
  return {
    stage: row.stage,
    code: row.code,
    property: row.property || null,
    option: row.option || null,
    message: row.message,
    count: row.rows,
    samples: z.array(RejectSample).parse(row.samples),
  };
}
