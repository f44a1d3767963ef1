import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { AppError, messageOf } from "@/lib/errors";

/** The advisory lock that Prisma Migrate takes, so that the two exclude each other. */
const prismaLock = 72707369;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Applies the migrations that the database lacks, in order, and returns their names. It keeps `_prisma_migrations` as
 * `prisma migrate deploy` does, so that the two can be used in turn, and needs a tenth of its time. Each file is applied
 * whole or not at all; throws `AppError("conflict")` at the first that fails, and from then on until it is resolved, and
 * `not_configured` where the database can't be reached.
 */
export async function migrate({
  url,
  dir = path.join(import.meta.dirname, "../../prisma/migrations"),
}: {
  url: string;
  dir?: string;
}): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "sluice migrate",
    connectionTimeoutMillis: 10_000,
  });
  await client.connect().catch((cause: unknown) => {
    const reason = messageOf(cause) || "nothing listens there";
    throw new AppError("not_configured", `The database can't be reached: ${reason}. Check DATABASE_URL.`, { cause });
  });
  try {
    await client.query("set lock_timeout = '60s'");
    await client.query("select pg_advisory_lock($1)", [prismaLock]); // goes with the connection
    await client.query("set lock_timeout = default");
    await createTable(client);
    const checksums = await readApplied(client);
    const names: string[] = [];
    for (const migration of readMigrations(dir)) {
      const applied = checksums.get(migration.name);
      if (applied === undefined) {
        await apply(client, migration);
        names.push(migration.name);
      } else if (applied !== migration.checksum) {
        process.emitWarning(`The migration ${migration.name} was changed after it was applied.`);
      }
    }
    return names;
  } finally {
    await client.end();
  }
}

function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const sql = readFileSync(path.join(dir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function createTable(client: pg.Client): Promise<void> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`);
}

/** Checksum by name. */
async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    throw new AppError(
      "conflict",
      `The migration ${failed.migration_name} failed earlier. Mend it, then run: npx prisma migrate resolve --rolled-back ${failed.migration_name}`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
    id,
    checksum,
    name,
  ]);
  try {
    // A query without parameters may hold many statements, and PostgreSQL runs them as one transaction.
    await client.query(sql);
  } catch (cause) {
    await client.query("update _prisma_migrations set logs = $2 where id = $1", [id, messageOf(cause)]);
    throw new AppError("conflict", `The migration ${name} failed${lineOf(cause, sql)}: ${messageOf(cause)}`, { cause });
  }
  await client.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [id]);
}

function lineOf(thrown: unknown, sql: string): string {
  if (!(thrown instanceof pg.DatabaseError) || thrown.position === undefined) return "";
  return ` at line ${sql.slice(0, Number(thrown.position)).split("\n").length}`;
}
