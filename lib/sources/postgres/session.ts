import pg from "pg";
import type { PostgresConfig } from "@/lib/sources/postgres/config";

/** One connection inside one read-only transaction. */
export interface Session {
  readonly client: pg.Client;
  /** The server's process, to cancel what it is doing. */
  readonly backendId: number;
}

const connectTimeoutMs = 10_000;
const keepAliveAfterMs = 30_000;

/** Makes the text of every type the same on every server. */
const textSettings: Readonly<Record<string, string>> = {
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  IntervalStyle: "iso_8601",
  extra_float_digits: "3",
  bytea_output: "hex",
};

/**
 * Connects and begins a transaction that only reads. The caller ends it with `closeSession`. Throws what `pg` throws.
 *
 * Three things keep a query from writing: the transaction is `READ ONLY`, which binds functions as well; it can't be
 * made writable again, because its first query has run (a rule of Postgres's); and whatever comes after it on the same
 * connection is read-only by default.
 */
export async function openSession(
  config: PostgresConfig,
  isolation: "read committed" | "repeatable read",
): Promise<Session> {
  const client = await connect(config);
  try {
    await client.query(`begin transaction isolation level ${isolation} read only`);
    const settings = { ...textSettings, statement_timeout: String(config.statementTimeoutSeconds * 1000) };
    const { rows } = await client.query<{ backend_id: number }>(
      `select pg_backend_pid() as backend_id, set_config(name, value, true)
       from unnest($1::text[], $2::text[]) as setting (name, value)`,
      [Object.keys(settings), Object.values(settings)],
    );
    return { client, backendId: rows[0]?.backend_id ?? 0 };
  } catch (thrown) {
    await client.end();
    throw thrown;
  }
}

/** Ends the connection, and with it the transaction and whatever is still being read. */
export async function closeSession({ client }: Session): Promise<void> {
  await client.end();
}

/** Stops what the session is doing on the server, from a connection of its own: closing the socket alone would not. */
export async function cancelSession(config: PostgresConfig, { backendId }: Session): Promise<void> {
  const client = await connect(config);
  try {
    await client.query("select pg_cancel_backend($1)", [backendId]);
  } finally {
    await client.end();
  }
}

async function connect(config: PostgresConfig): Promise<pg.Client> {
  try {
    return await connectWith(config, { options: "-c default_transaction_read_only=on" });
  } catch (thrown) {
    if (!isStartupOptionRefused(thrown)) throw thrown;
    return connectWith(config, {});
  }
}

/** Poolers such as PgBouncer take no options at the start; the transaction alone has to do there, and it does. */
function isStartupOptionRefused(thrown: unknown): boolean {
  return thrown instanceof pg.DatabaseError && thrown.code === "08P01" && /startup parameter/.test(thrown.message);
}

async function connectWith(config: PostgresConfig, startup: { options?: string }): Promise<pg.Client> {
  const client = new pg.Client({
    host: config.host,
    port: config.port,
    database: config.database,
    user: config.user,
    // A function, since pg would replace an empty text by this machine's own PGPASSWORD or .pgpass.
    password: () => config.password,
    ssl: toTlsOptions(config),
    application_name: "sluice",
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    ...startup,
  });
  // A connection that breaks while nothing is asked of it emits an error; the next query reports it.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (thrown) {
    client.connection.stream.destroy();
    throw thrown;
  }
}

function toTlsOptions({ tls, caCertificate }: PostgresConfig): pg.ClientConfig["ssl"] {
  switch (tls) {
    case "disable":
      return false;
    case "require":
      return { rejectUnauthorized: false };
    case "verify-full":
      return { rejectUnauthorized: true, ...(caCertificate === null ? {} : { ca: caCertificate }) };
    default:
      return tls satisfies never;
  }
}
