import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { findFreePort, isPortFree } from "./free-port";
import { chooseAccount, type PostgresAccount } from "./postgres-account";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries";
import { withStartLock } from "./postgres-lock";
import { findRunning, removeStalePidFile } from "./postgres-process";

export interface StartPostgres {
  /** Where the cluster lives: its data, its password, its log. */
  dir: string;
  /** Created if it is missing. */
  database?: string;
  /** Must be free. Without it the cluster keeps the port it had, where that is free. */
  port?: number;
  /** For tests: nothing is forced to the disk, so a crash of the machine loses the data. */
  isFast?: boolean;
}

export interface PostgresServer {
  readonly url: string;
  readonly port: number;
  /** False if the server was running before: then whoever started it stops it. */
  readonly hasStarted: boolean;
  urlOf(database: string): string;
  /** Ends the server, whoever started it; open connections are cut. */
  stop(): Promise<void>;
}

/** The cluster's own facts, kept beside its data. */
const State = z.object({ password: z.string(), port: z.number().nullable() });
type State = z.infer<typeof State>;

interface Cluster {
  readonly dataDir: string;
  readonly stateFile: string;
  readonly logFile: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  readonly isFast: boolean;
}

/**
 * Starts a private PostgreSQL on loopback from npm's binaries, or joins the one that runs on the folder already.
 * Throws `AppError("not_configured")` where this machine can't run it.
 */
export async function startPostgres({
  dir,
  database = "sluice",
  port,
  isFast = false,
}: StartPostgres): Promise<PostgresServer> {
  mkdirSync(dir, { recursive: true });
  const cluster = openCluster(realpathSync(dir), isFast);
  const { state, hasStarted } = await withStartLock(realpathSync(dir), async () => {
    const joined = await joinRunning(cluster);
    if (joined) return { state: joined, hasStarted: false };
    return { state: await startServer(cluster, await initialize(cluster), port ?? null), hasStarted: true };
  });
  const urlOf = (name: string) => makeUrl(state, name);
  await createDatabase(urlOf(database));
  return { url: urlOf(database), urlOf, port: state.port, hasStarted, stop: () => stopServer(cluster) };
}

/** Creates the database that the URL names, as a copy of `template` where one is given. False if it exists already. */
export async function createDatabase(url: string, { template }: { template?: string } = {}): Promise<boolean> {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Copied as files, since a small database that goes through the log takes half as long again.
    const copied = template === undefined ? "" : ` template ${client.escapeIdentifier(template)} strategy file_copy`;
    await client.query(`create database ${client.escapeIdentifier(name)}${copied}`);
    return true;
  } catch (thrown) {
    // duplicate_database; or unique_violation, when two create it in the same moment
    if (thrown instanceof pg.DatabaseError && (thrown.code === "42P04" || thrown.code === "23505")) return false;
    throw thrown;
  } finally {
    await client.end();
  }
}

function openCluster(dir: string, isFast: boolean): Cluster {
  const binaries = findPostgresBinaries();
  const dataDir = path.join(dir, "data");
  const account = chooseAccount({ dataDir, mustReach: [path.dirname(dir), binaries.folder] });
  account.own(dir);
  return {
    dataDir,
    stateFile: path.join(dir, "state.json"),
    logFile: path.join(dir, "postgres.log"),
    binaries,
    account,
    isFast,
  };
}

/** Makes the cluster on its first start, with a password of its own. */
async function initialize({ dataDir, stateFile, binaries, account, isFast }: Cluster): Promise<State> {
  if (existsSync(dataDir)) return readState(stateFile);
  // Renamed when it is complete: a start that is killed half-way leaves nothing that looks like a cluster.
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const state: State = { password: randomBytes(24).toString("base64url"), port: null };
  writeState(stateFile, state);
  const passwordFile = `${stateFile}.password`;
  writeFileSync(passwordFile, `${state.password}\n`, { mode: 0o600 });
  account.own(passwordFile);
  try {
    const { exitCode, output } = await account.run(binaries.initdb, [
      ...["-D", unfinished, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale=C", ...(isFast ? ["--no-sync"] : [])],
    ]);
    if (exitCode !== 0) throw new Error(`initdb could not make a PostgreSQL cluster in ${dataDir}:\n${output}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, dataDir);
  return state;
}

async function startServer(cluster: Cluster, state: State, wantedPort: number | null) {
  if (wantedPort !== null && !(await isPortFree(wantedPort))) {
    throw new AppError("conflict", `Port ${wantedPort} is taken: PostgreSQL can't listen on it.`);
  }
  removeStalePidFile(cluster.dataDir);
  for (let triesLeft = 20; ; triesLeft--) {
    const port = wantedPort ?? (await findFreePort(state.port));
    const failure = await tryToStart(cluster, port);
    if (failure === null) {
      const started = { ...state, port };
      writeState(cluster.stateFile, started);
      return started;
    }
    if (triesLeft === 0 || !isPassing(failure)) {
      throw new Error(`PostgreSQL did not start in ${cluster.dataDir}:\n${failure}`);
    }
    await wait(250);
  }
}

/** After a crash the old server's last children hold its memory for a moment; and a free port can be lost to another. */
function isPassing(failure: string): boolean {
  return failure.includes("is still in use") || failure.includes("Address already in use");
}

/** Null if it runs now, else what PostgreSQL said. */
async function tryToStart({ dataDir, logFile, binaries, account, isFast }: Cluster, port: number) {
  const settings = [
    `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100`,
    ...(isFast ? ["-c fsync=off -c synchronous_commit=off -c full_page_writes=off"] : []),
  ];
  const sizeBefore = existsSync(logFile) ? statSync(logFile).size : 0;
  const { exitCode, output } = await account.run(binaries.pgCtl, [
    ...["-D", dataDir, "-l", logFile, "-w", "-t", "60", "-o", settings.join(" "), "start"],
  ]);
  if (exitCode === 0) return null;
  const lines = existsSync(logFile) ? readFileSync(logFile).subarray(sizeBefore).toString() : "";
  return `${output}\n${lines.slice(-2000)}`;
}

async function stopServer({ dataDir, binaries, account }: Cluster): Promise<void> {
  if (findRunning(dataDir) === null) return;
  const { output } = await account.run(binaries.pgCtl, ["-D", dataDir, "-m", "fast", "-w", "-t", "60", "stop"]);
  if (findRunning(dataDir) !== null) throw new Error(`PostgreSQL in ${dataDir} did not stop:\n${output}`);
}

/** The facts of the server that runs on the folder, once it answers; null if none runs. */
async function joinRunning({ dataDir, stateFile }: Cluster): Promise<(State & { port: number }) | null> {
  const giveUpAt = Date.now() + 60_000;
  for (let running = findRunning(dataDir); running; running = findRunning(dataDir)) {
    const state = { ...readState(stateFile), port: running.port };
    if (running.port > 0 && (await isAnswering(makeUrl(state, "postgres"), dataDir))) return state;
    if (Date.now() > giveUpAt) {
      throw new Error(`A PostgreSQL server (pid ${running.pid}) runs in ${dataDir}, but doesn't let us in.`);
    }
    await wait(200);
  }
  return null;
}

async function isAnswering(url: string, dataDir: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>("select current_setting('data_directory') as dir");
    return rows[0] !== undefined && realpathSync(rows[0].dir) === dataDir;
  } catch {
    return false; // still starting, or stopping
  } finally {
    await client.end().catch(() => {});
  }
}

function makeUrl({ password, port }: State & { port: number }, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

function readState(file: string): State {
  return State.parse(JSON.parse(readFileSync(file, "utf8")));
}

function writeState(file: string, state: State): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
