import pg from "pg";
import { AppError, type QueryPlace } from "@/lib/errors";
import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { explainConnectionError } from "@/lib/sources/postgres/explain-connection-error";
import type { SourceQuery } from "@/lib/sources/types";

interface QueryContext {
  readonly config: PostgresConfig;
  readonly query: SourceQuery;
  readonly sql: string;
}

const connectionCode = /^(08|28|3D|53300|57P)/;

/** What went wrong with a query, in Postgres's words and with the place in the query. */
export function explainQueryError(thrown: unknown, { config, query, sql }: QueryContext): AppError {
  const isQueryError = thrown instanceof pg.DatabaseError && !connectionCode.test(thrown.code ?? "");
  if (!isQueryError) return explainConnectionError(thrown, config);
  const place = query.kind === "sql" ? findPlace(thrown, sql) : null;
  const words = query.kind === "sql" ? quoteWithPlace(thrown, place) : `Postgres says: ${thrown.message}.`;
  const explain = (code: "source_query_failed" | "source_refused" | "source_timeout", message: string) =>
    new AppError(code, message, { cause: thrown, place });

  switch (thrown.code) {
    case "25006":
      return explain("source_query_failed", `The query tries to write, and Sluice only reads. ${words}`);
    case "42P01":
    case "3F000":
      return query.kind === "table"
        ? explain(
            "source_query_failed",
            `The table ${query.schema}.${query.table} is not there (any more). Choose another, or change the query.`,
          )
        : explain("source_query_failed", `The query names a table that is not there (any more). ${words}`);
    case "42501":
      return explain(
        "source_refused",
        `${config.user} may not read all that the query needs. ${words} Grant select (and usage on the schema) to it.`,
      );
    case "57014":
      if (/user request/.test(thrown.message)) {
        return explain("source_query_failed", `Somebody cancelled the query on the server. ${words} Run it again.`);
      }
      return explain(
        "source_timeout",
        `The query took longer than ${config.statementTimeoutSeconds} seconds. Narrow it down, add an index, or raise the timeout of this source.`,
      );
    case "55P03":
    case "25P04":
      return explain("source_timeout", `The server gave up waiting. ${words} Try again when it is less busy.`);
    case "40001":
      return explain("source_query_failed", `The server broke the query off. ${words} Try again, or read the primary.`);
    default:
      return explain("source_query_failed", explainRest(thrown, words));
  }
}

function explainRest(error: pg.DatabaseError, words: string): string {
  if (/multiple commands/.test(error.message)) {
    return "The query holds several statements. Keep one select: text after its semicolon must be a comment.";
  }
  return `The query failed. ${words}`;
}

function quoteWithPlace(error: pg.DatabaseError, found: QueryPlace | null): string {
  const place = found === null ? "" : ` at line ${found.line}, column ${found.column}`;
  const hint = error.hint === undefined ? "" : ` ${error.hint}`;
  return `Postgres says${place}: ${error.message}.${hint}`;
}

/** Postgres counts characters from 1, as one text. */
function findPlace({ position }: pg.DatabaseError, sql: string): QueryPlace | null {
  if (position === undefined) return null;
  const before = [...sql].slice(0, Number(position) - 1).join("");
  const lines = before.split("\n");
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}
