import { once } from "node:events";
import net from "node:net";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { type PostgresConfig, parsePostgresUrl } from "@/lib/sources/postgres/config";
import { openPostgresSource } from "@/lib/sources/postgres/open-postgres-source";
import { localhostCertificate } from "@/lib/sources/postgres/testing/certificate";
import { startTlsProxy } from "@/lib/sources/postgres/testing/proxies";
import type { TestLine } from "@/lib/sources/types";

const config = parsePostgresUrl(await testDatabase());

async function run(changes: Partial<PostgresConfig>): Promise<TestLine[]> {
  const lines = await openPostgresSource({ ...config, ...changes }).test();
  if (config.password !== "") expect(JSON.stringify(lines)).not.toContain(config.password);
  return lines;
}

function expectFailure(lines: readonly TestLine[], id: string, words: string): void {
  const at = lines.findIndex((line) => line.id === id);
  expect(lines.map(({ status }) => status)).toEqual(
    lines.map((_, index) => (index < at ? "passed" : index === at ? "failed" : "skipped")),
  );
  expect(lines[at]?.detail).toContain(words);
  expect(lines[at]?.fix).toMatch(/\w/);
}

test("a good connection passes line by line", async () => {
  const lines = await run({});
  expect(lines.map(({ id, status }) => `${id} ${status}`)).toEqual([
    "settings passed",
    "reach passed",
    "tls passed",
    "sign-in passed",
    "database passed",
    "read-only passed",
    "tables passed",
  ]);
  expect(lines.find(({ id }) => id === "read-only")?.detail).toContain("A write was refused");
  expect(lines.find(({ id }) => id === "tables")?.detail).toMatch(/^\d+ tables? /);
});

test("settings that can't be right are named", async () => {
  expectFailure(await run({ port: 70_000 }), "settings", "port");
});

test("a host that doesn't exist", async () => {
  expectFailure(await run({ host: "sluice-test.invalid" }), "reach", "No host named sluice-test.invalid");
});

test("a port where nothing listens", async () => {
  expectFailure(await run({ port: 1 }), "reach", "Nothing listens");
});

test("something else than Postgres on the port", async () => {
  const server = net.createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  try {
    expectFailure(await run({ port: address.port }), "reach", "broke off");
  } finally {
    server.close();
  }
});

test("a server without TLS where TLS is asked for", async () => {
  expectFailure(await run({ tls: "require" }), "tls", "offers no TLS");
});

test("a certificate that nobody known has signed is refused only when it is to be verified", async () => {
  const { host, port } = await startTlsProxy(config);
  expectFailure(await run({ host, port, tls: "verify-full" }), "tls", "not trusted");
  const lines = await run({ host, port, tls: "require" });
  expect(lines.every(({ status }) => status === "passed")).toBe(true);
});

test("a certificate is verified against the pasted authority and the host's name", async () => {
  const { host, port } = await startTlsProxy(config);
  const verified: Partial<PostgresConfig> = { port, tls: "verify-full", caCertificate: localhostCertificate };
  const lines = await run({ ...verified, host });
  expect(lines.every(({ status }) => status === "passed")).toBe(true);
  expectFailure(await run({ ...verified, host: "127.0.0.1" }), "tls", "not for 127.0.0.1");
});

test("a certificate that is no certificate", async () => {
  const { host, port } = await startTlsProxy(config);
  const caCertificate = "-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----\n";
  expectFailure(await run({ host, port, tls: "verify-full", caCertificate }), "tls", "certificate");
});

test("a wrong password", async () => {
  expectFailure(await run({ password: "wrong" }), "sign-in", "refused the password");
});

test("no password at all, whatever this machine's own settings hold", async () => {
  expectFailure(await run({ password: "" }), "sign-in", "password");
});

test("a database that doesn't exist", async () => {
  expectFailure(await run({ database: "nowhere" }), "database", "no database named nowhere");
});

test("reading reports the same as an error", async () => {
  const source = openPostgresSource({ ...config, password: "wrong" });
  await expect(source.listTables()).rejects.toMatchObject({
    code: "source_refused",
    message: `The server refused the password of ${config.user}. Enter the user's password again.`,
  });
  const nowhere = openPostgresSource({ ...config, port: 1 });
  await expect(nowhere.preview({ kind: "sql", sql: "select 1" }, 1)).rejects.toMatchObject({
    code: "source_unreachable",
  });
});
