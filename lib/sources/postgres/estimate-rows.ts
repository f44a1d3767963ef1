import pg from "pg";
import { z } from "zod";
import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { describeQuery } from "@/lib/sources/postgres/describe-query";
import { explainQueryError } from "@/lib/sources/postgres/explain-query-error";
import { closeSession, openSession } from "@/lib/sources/postgres/session";
import { writeSql } from "@/lib/sources/postgres/write-sql";
import type { SourceQuery } from "@/lib/sources/types";

const Plans = z.array(z.object({ Plan: z.object({ "Plan Rows": z.number().nonnegative() }) })).min(1);

const SYNTAX_ERROR = "42601";

/**
 * How many rows the planner expects of a query, by the statistics of its tables. The query is planned and not run. Null
 * for statements that give rows and have no plan, such as `show`. Throws `AppError`s with `source_*` codes.
 */
export async function estimateRows(config: PostgresConfig, query: SourceQuery): Promise<number | null> {
  const sql = writeSql(query);
  try {
    const session = await openSession(config, "read committed");
    try {
      // Whatever is wrong with the query is found here, at its own place; what is left is one statement that gives rows.
      await describeQuery(session.client, sql);
      return await readEstimate(session.client, sql);
    } finally {
      await closeSession(session);
    }
  } catch (thrown) {
    throw explainQueryError(thrown, { config, query, sql });
  }
}

async function readEstimate(client: pg.Client, sql: string): Promise<number | null> {
  try {
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>({
      // With a name it goes the way on which several statements at once are an error.
      name: "estimate",
      text: `explain (format json) ${sql}`,
    });
    return Plans.parse(rows[0]?.["QUERY PLAN"])[0]?.Plan["Plan Rows"] ?? null;
  } catch (thrown) {
    if (thrown instanceof pg.DatabaseError && thrown.code === SYNTAX_ERROR) return null;
    throw thrown;
  }
}
