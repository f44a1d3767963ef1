import pg from "pg";
import { CommandError } from "./say";

// Any number: it only has to be the same in every command.
const CLAIM = 735_112_005;

/**
 * Makes a data folder the caller's, by a lock in the PostgreSQL that runs on it: two commands on one folder would stop
 * each other's server and overwrite each other's files. The lock goes with its connection, so that a start after a
 * `kill -9` has what was left behind for its own.
 */
export async function claimDataFolder(databaseUrl: string, dataDir: string): Promise<{ end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "sluice command" });
  client.on("error", () => {}); // whoever claims the folder stops the server first
  await client.connect();
  const { rows } = await client.query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [CLAIM]);
  if (rows[0]?.isMine) return { end: () => client.end() };
  await client.end();
  throw new CommandError(
    `Sluice runs on ${dataDir} already. Stop it first (Ctrl-C where it was started), or give this one a folder of its own: SLUICE_DATA_DIR=…`,
  );
}
