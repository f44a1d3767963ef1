#!/usr/bin/env node
// Stands in for the schema engine that Prisma would download. It answers the CLI as the binary does (JSON-RPC over
// stdin and stdout), but runs the WebAssembly build of the same engine, an npm package, over node-postgres.
// prisma.config.ts points PRISMA_SCHEMA_ENGINE_BINARY at it.
import { randomInt, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { parse } from "pg-connection-string";

const argv = process.argv.slice(2);
const { url = "" } = JSON.parse(readArguments("--datasource")[0] ?? "{}");

async function main() {
  if (argv.includes("--version")) return printVersion();
  if (argv.includes("cli")) return runDatabaseCommand(argv[argv.indexOf("cli") + 1]);
  return serve();
}

function readArguments(name) {
  return argv.flatMap((argument, index) => (argument === name ? [argv[index + 1]] : []));
}

async function printVersion() {
  const wasm = await loadWasm();
  console.log(`schema-engine-cli ${wasm.version?.() ?? "wasm"}`);
}

// ---- `schema-engine cli can-connect-to-database | create-database | drop-database`

async function runDatabaseCommand(command) {
  process.stderr.write("\n"); // the CLI drops the first line
  const target = new URL(url);
  const server = new URL(url);
  server.pathname = "/postgres";
  const name = pg.escapeIdentifier(decodeURIComponent(target.pathname.slice(1)));
  try {
    if (command === "can-connect-to-database") await execute(target.href, "select 1");
    if (command === "create-database") await execute(server.href, `create database ${name}`);
    if (command === "drop-database") await execute(server.href, `drop database if exists ${name}`);
  } catch (error) {
    logError(error);
    process.exitCode = 1;
  }
}

async function execute(connectionString, sql) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The CLI reads the binary's log lines, and goes by Prisma's error code in them. */
function logError(error) {
  const codes = { "3D000": "P1003", "28P01": "P1000", "42P04": "P1009" };
  const message =
    error.code === "3D000" ? "Database does not exist" : `Can't reach database server: ${error.message || error.code}`;
  const line = {
    timestamp: new Date().toISOString(),
    level: "ERROR",
    fields: { message, error_code: codes[error.code] ?? "P1001", is_panic: false },
    target: "schema_engine::logger",
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

// ---- JSON-RPC

async function serve() {
  let panic = "";
  // The engine reports a panic through this object before it throws.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panic = message;
    },
  };
  const databases = bindMigrationAwareSqlAdapterFactory(makeDatabases());
  let engine; // started by the first call, so that its failure is that call's answer
  let last = Promise.resolve(); // one call after another, as the binary does
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, method, params } = line.trim() === "" ? {} : JSON.parse(line);
    if (!method) continue; // the answer to a `print` of ours
    last = last.then(async () => {
      try {
        engine ??= await startEngine(databases);
        write({ id, result: await call(engine, method, params) });
      } catch (thrown) {
        write({ id, error: describeError(databases.errorRegistry?.lookupError?.(thrown)?.error ?? thrown, panic) });
      }
    });
  }
  await last;
  process.exit(0);
}

function write(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

async function startEngine(databases) {
  const wasm = await loadWasm();
  const datamodels = readArguments("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  return wasm.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, databases);
}

async function loadWasm() {
  // Instantiated by hand, since the package's entry imports the .wasm file, which Node 20 can't.
  const name = "@prisma/schema-engine-wasm/schema_engine_bg";
  const glue = await import(name);
  const folder = path.dirname(createRequire(import.meta.url).resolve(name));
  const bytes = readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/** Where the WebAssembly engine answers nothing, the binary answers null to these and an empty object to the others. */
const answeredWithNull = new Set(["dbExecute", "reset"]);

async function call(engine, method, params) {
  if (method === "getDatabaseVersion") return engine.version(undefined);
  if (method === "createDatabase") return { databaseName: decodeURIComponent(new URL(url).pathname.slice(1)) };
  if (method === "diff") return diff(engine, params);
  if (typeof engine[method] !== "function") throw new Error(`The WebAssembly schema engine has no method ${method}.`);
  return (await engine[method](params)) ?? (answeredWithNull.has(method) ? null : {});
}

/** The binary sends what a diff prints by a call of its own, for the CLI to show. */
async function diff(engine, params) {
  const { stdout, ...answer } = await engine.diff({ exitCode: null, ...params });
  if (stdout) write({ id: randomInt(1e6, 2e6), method: "print", params: { content: stdout.replace(/\n$/, "") } });
  return answer;
}

function describeError(error, panic) {
  const message = panic || String(error?.cause?.message ?? error?.message ?? error);
  return {
    code: 4466,
    message: "An error happened. Check the data field for details.",
    data: { is_panic: false, message, meta: error?.meta ?? null, error_code: error?.code ?? null },
  };
}

// ---- The database, as the engine wants it: @prisma/adapter-pg serves queries well, migrations not quite

/** The factory of adapters that the engine asks for the database and for a shadow database. */
function makeDatabases() {
  const { database, schema, port, ...rest } = parse(url);
  const server = { ...rest, port: port ? Number(port) : 5432 };
  const connect = (name, afterwards) => openDatabase({ ...server, database: name }, schema, afterwards);
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(database || "postgres"),
    // The adapter's own takes the name from the connection string, if there is one, so that it would replay the
    // migrations into the real database; and it drops the shadow database before it lets go of it.
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      const admin = new URL(url);
      await execute(admin.href, `create database "${name}"`);
      return connect(name, () => execute(admin.href, `drop database if exists "${name}" with (force)`));
    },
  };
}

async function openDatabase(connection, schema, afterwards = async () => {}) {
  // One session, so that the advisory lock holds for all that is done under it.
  const pool = new pg.Pool({ ...connection, max: 1, Client: CharAwareClient });
  const adapter = await new PrismaPg(pool, { schema }).connect();
  relabelCharColumns(adapter);
  // The adapter's own splits at every semicolon, which breaks function bodies and half-applies what fails.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterwards();
  };
  return adapter;
}

// Columns of the catalog have the type "char", which the adapter refuses and the engine wants to see as Character.
// So they pass the adapter as text and are relabelled behind it.

const charOid = 18;
const textOid = 25;
/** The numbers of the "char" columns, by the array of rows of their result. */
const charColumns = new WeakMap();

class CharAwareClient extends pg.Client {
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback === "function") {
      args[args.length - 1] = (error, result) => callback(error, result && passCharAsText(result));
      return super.query(...args);
    }
    const pending = super.query(...args);
    return typeof pending?.then === "function" ? pending.then(passCharAsText) : pending;
  }
}

function passCharAsText(results) {
  for (const { fields = [], rows } of [results].flat()) {
    const chars = fields.flatMap((field, index) => (field.dataTypeID === charOid ? [index] : []));
    for (const index of chars) fields[index].dataTypeID = textOid;
    if (chars.length > 0) charColumns.set(rows, chars);
  }
  return results;
}

function relabelCharColumns(adapter) {
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(adapter)); // of connections and of transactions
  if (shared.relabelsChars) return;
  const queryRaw = shared.queryRaw;
  shared.relabelsChars = true;
  shared.queryRaw = async function relabelled(query) {
    const result = await queryRaw.call(this, query);
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

await main();
