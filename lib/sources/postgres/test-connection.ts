import pg from "pg";
import { readInput } from "@/lib/api/read-input";
import { messageOf } from "@/lib/errors";
import { describeConfigIssues, PostgresConfig } from "@/lib/sources/postgres/config";
import { diagnoseConnection } from "@/lib/sources/postgres/explain-connection-error";
import { queryTables } from "@/lib/sources/postgres/list-tables";
import { closeSession, openSession, type Session } from "@/lib/sources/postgres/session";
import type { TestLine } from "@/lib/sources/types";

const labels = {
  settings: "Settings can be read",
  reach: "Server answers",
  tls: "Encryption",
  "sign-in": "Sign-in",
  database: "Database",
  "read-only": "Session can only read",
  tables: "Tables can be listed",
} as const;

type LineId = keyof typeof labels;

const lineIds: readonly LineId[] = ["settings", "reach", "tls", "sign-in", "database", "read-only", "tables"];

interface Finding {
  readonly details: Readonly<Partial<Record<LineId, string>>>;
  readonly failure: { readonly line: LineId; readonly what: string; readonly fix: string } | null;
}

/** More patience than this isn't worth it here, whatever the source's own timeout is. */
const testTimeoutSeconds = 15;

/** Tries everything that reading needs, step by step. Never throws: what fails is a line, what follows is skipped. */
export async function testConnection(config: PostgresConfig): Promise<TestLine[]> {
  const parsed = readInput(PostgresConfig, config);
  if (!parsed.success) {
    const what = describeConfigIssues(parsed.error);
    return writeLines({ details: {}, failure: { line: "settings", what, fix: "Correct these settings." } });
  }
  const limited = { ...parsed.data, statementTimeoutSeconds: testTimeoutSeconds };
  try {
    return writeLines(await trySession(limited));
  } catch (thrown) {
    const { stage, what, fix } = diagnoseConnection(thrown, limited);
    return writeLines({ details: describeConnection(limited), failure: { line: stage, what, fix } });
  }
}

async function trySession(config: PostgresConfig): Promise<Finding> {
  const session = await openSession(config, "read committed");
  const details: Partial<Record<LineId, string>> = describeConnection(config);
  let line: LineId = "read-only";
  try {
    details[line] = await tryToWrite(session);
    line = "tables";
    const { length } = await queryTables(session.client);
    details[line] = length === 1 ? "1 table or view" : `${length} tables and views`;
    return { details, failure: null };
  } catch (thrown) {
    return { details, failure: { line, what: `${messageOf(thrown)}.`, fix: fixes[line] } };
  } finally {
    await closeSession(session);
  }
}

const fixes = {
  "read-only": "Connect to the server itself instead of a pooler or proxy, with a role that may only select.",
  tables: "Check that the role may read the catalog (pg_class), and try again.",
} as const;

function describeConnection({ host, port, tls, user, database }: PostgresConfig) {
  return {
    settings: "Complete",
    reach: `${host}:${port}`,
    tls: tlsDetails[tls],
    "sign-in": `as ${user}`,
    database,
  };
}

const tlsDetails = {
  disable: "Off: passwords and rows cross the network unencrypted",
  require: "On; the server's certificate is not verified",
  "verify-full": "On; the server's certificate is verified",
} as const satisfies Record<PostgresConfig["tls"], string>;

/** Really tries. Throws unless the server refuses it as a write in a read-only transaction. */
async function tryToWrite({ client }: Session): Promise<string> {
  await client.query("savepoint before_write");
  const refusal = await client.query("create table sluice_write_test (id integer)").catch((thrown: unknown) => thrown);
  await client.query("rollback to savepoint before_write");
  if (!(refusal instanceof pg.DatabaseError)) throw new Error("The server let a write through, which was rolled back");
  if (refusal.code !== "25006") throw refusal;
  const { rows } = await client.query<{ is_superuser: boolean }>(
    "select rolsuper as is_superuser from pg_catalog.pg_roles where rolname = current_user",
  );
  return rows[0]?.is_superuser === true
    ? "A write was refused. The role is a superuser: one that may only select is safer"
    : "A write was refused";
}

function writeLines({ details, failure }: Finding): TestLine[] {
  const failedAt = failure === null ? lineIds.length : lineIds.indexOf(failure.line);
  return lineIds.map((id, index): TestLine => {
    const label = labels[id];
    if (failure !== null && index === failedAt) {
      return { id, label, status: "failed", detail: failure.what, fix: failure.fix };
    }
    if (index > failedAt) return { id, label, status: "skipped", detail: "Not tried", fix: null };
    return { id, label, status: "passed", detail: details[id] ?? "", fix: null };
  });
}
