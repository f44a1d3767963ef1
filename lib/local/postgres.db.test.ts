import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createDatabase, type PostgresServer, startPostgres } from "./postgres";
import { findRunning } from "./postgres-process";

const folders: string[] = [];
const servers: PostgresServer[] = [];

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-postgres-"));
  folders.push(folder);
  return folder;
}

async function start(dir: string, options: { port?: number } = {}): Promise<PostgresServer> {
  const server = await startPostgres({ dir, isFast: true, ...options });
  servers.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // some tests cut the connection
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function occupyPort(port: number): Promise<() => Promise<void>> {
  const listener = net.createServer();
  await new Promise<void>((resolve) => listener.listen(port, "127.0.0.1", resolve));
  return () => new Promise((resolve) => listener.close(() => resolve()));
}

afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("a cluster", () => {
  const dir = makeFolder();
  const dataDir = path.join(dir, "data");
  let server: PostgresServer;

  beforeAll(async () => {
    server = await start(dir);
    await query(server.url, "create table kept (id int); insert into kept values (1), (2)");
  }, 30_000);

  afterEach(async () => {
    server = await start(dir);
  });

  test("keeps its data, password and port over a restart", async () => {
    await server.stop();
    expect(findRunning(dataDir)).toBeNull();
    const again = await start(dir);
    expect(again).toMatchObject({ url: server.url, hasStarted: true });
    expect(await query(again.url, "select id from kept")).toHaveLength(2);
  });

  test("is joined, not started again, while it runs", async () => {
    expect(await start(dir)).toMatchObject({ url: server.url, hasStarted: false });
  });

  test("is joined by a second process too", () => {
    const script = `import { startPostgres } from "@/lib/local/postgres";
      startPostgres({ dir: ${JSON.stringify(dir)} }).then(({ url, hasStarted }) => console.log(JSON.stringify({ url, hasStarted })));`;
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).toEqual({ url: server.url, hasStarted: false });
  }, 30_000);

  test("recovers from kill -9 with all that was committed", async () => {
    const pid = findRunning(dataDir)?.pid;
    if (pid === undefined) throw new Error("it doesn't run");
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(findRunning(dataDir)).toBeNull());
    expect(existsSync(path.join(dataDir, "postmaster.pid"))).toBe(true);
    const again = await start(dir);
    expect(again).toMatchObject({ url: server.url, hasStarted: true });
    expect(await query(again.url, "select id from kept")).toHaveLength(2);
  }, 30_000);

  test("starts though a live process has inherited the pid of its dead server", async () => {
    await server.stop();
    writeFileSync(path.join(dataDir, "postmaster.pid"), `${process.pid}\n${dataDir}\n0\n${server.port}\n`);
    expect(await start(dir)).toMatchObject({ hasStarted: true });
  });

  test("moves to another port when its own was taken meanwhile", async () => {
    await server.stop();
    const release = await occupyPort(server.port);
    try {
      const moved = await start(dir);
      expect(moved.port).not.toBe(server.port);
      expect(await query(moved.url, "select id from kept")).toHaveLength(2);
    } finally {
      await release();
    }
  });

  test("never moves from a port that was asked for", async () => {
    await server.stop();
    const release = await occupyPort(server.port);
    try {
      await expect(start(dir, { port: server.port })).rejects.toMatchObject({ code: "conflict" });
    } finally {
      await release();
    }
  });

  test("lets nobody in without its password, which only its owner can read", async () => {
    const wrong = new URL(server.url);
    wrong.password = "postgres";
    await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect(statSync(path.join(dir, "state.json")).mode & 0o077).toBe(0);
    expect(existsSync(path.join(dir, "state.json.password"))).toBe(false);
  });

  test("listens on loopback only", async () => {
    expect(await query(server.url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    expect(await query(server.url, "show unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  });

  test("creates a database once, however many ask at the same time", async () => {
    const url = server.urlOf("it's new");
    const created = await Promise.all([createDatabase(url), createDatabase(url), createDatabase(url)]);
    expect(created.filter(Boolean)).toHaveLength(1);
    expect(await query(url, "select current_database() as name")).toEqual([{ name: "it's new" }]);
  });
});

test("two starts at once on an empty folder make one cluster", async () => {
  const dir = makeFolder();
  const [first, second] = await Promise.all([start(dir), start(dir)]);
  expect(first.url).toBe(second.url);
  expect([first.hasStarted, second.hasStarted].filter(Boolean)).toHaveLength(1);
}, 30_000);

test("a start that was killed half-way is made good by the next one", async () => {
  const dir = makeFolder();
  writeFileSync(path.join(dir, "state.json"), JSON.stringify({ password: "of the dead start", port: null }));
  writeFileSync(path.join(dir, "data.unfinished"), "");
  writeFileSync(path.join(dir, "starting.lock"), String(process.pid));
  const { url } = await start(dir);
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
}, 30_000);

const isRoot = process.getuid?.() === 0;
const hasNamespaces = spawnSync("unshare", ["--user", "true"]).status === 0;

test.runIf(isRoot && hasNamespaces)(
  "root's private folder holds a cluster whose files stay root's",
  async () => {
    const dir = path.join(makeFolder(), "pg"); // mkdtemp's folder is open to root alone
    const { url } = await start(dir);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(statSync(path.join(dir, "data")).uid).toBe(0);
    expect(readFileSync(path.join(dir, "postgres.log"), "utf8")).toContain("ready to accept connections");
  },
  30_000,
);
