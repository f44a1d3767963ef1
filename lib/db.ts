import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { readEnv } from "./env";
import { PrismaClient } from "./generated/prisma/client";

function createDb() {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: readEnv().DATABASE_URL, max: 10 }),
    // What is sealed is read only where it is opened, by asking for it by name.
    omit: {
      source: { sealedConfig: true },
      portal: { sealedTokens: true },
      oAuthAttempt: { sealedVerifier: true },
      storage: { sealedSecret: true },
    },
  });
}

/** A connection of the caller's own, for what lives as long as a connection does. The caller ends it. */
export async function openClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: readEnv().DATABASE_URL, application_name: "sluice" });
  // The query that is under way, or the next one, fails.
  client.on("error", () => {});
  await client.connect();
  return client;
}

export type Db = ReturnType<typeof createDb>;

function createPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: readEnv().DATABASE_URL, max: 10, application_name: "sluice" });
  // An idle connection that the server closed is no event of ours: the next query opens another.
  pool.on("error", () => {});
  // Nor is one that is closed while somebody holds it: the query that is under way, or the next one, fails.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

// Kept on the process, since hot reload loads this module again and each copy would open its own connections.
const kept = globalThis as typeof globalThis & { sluiceDb?: ReturnType<typeof createDb>; sluicePool?: pg.Pool };

/** The app's tables. Made at first use: a build has no database. */
export function getDb(): Db {
  kept.sluiceDb ??= createDb();
  return kept.sluiceDb;
}

/** Plain SQL, for the tables of bulk and for transactions over both. */
export function getPool(): pg.Pool {
  kept.sluicePool ??= createPool();
  return kept.sluicePool;
}

/** Runs `work` in one transaction of plain SQL. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await getPool().connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    const isBroken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    client.release(isBroken);
    throw error;
  }
}

/** Closes every connection, for processes that end and tests. */
export async function closeDb(): Promise<void> {
  await Promise.all([kept.sluiceDb?.$disconnect(), kept.sluicePool?.end()]);
  delete kept.sluiceDb;
  delete kept.sluicePool;
}

/** True when a write was refused since another row has the same unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "P2002" || error.code === "23505");
}
