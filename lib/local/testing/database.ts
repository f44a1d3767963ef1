import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { createDatabase } from "@/lib/local/postgres";

/**
 * The URL of a fresh, migrated database for the calling test file, dropped after its last test. Call it at the top of
 * the file; it takes some tens of milliseconds.
 */
export async function testDatabase(): Promise<string> {
  const template = new URL(inject("templateDatabaseUrl"));
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = new URL(template);
  url.pathname = `/${name}`;
  await createDatabase(url.href, { template: template.pathname.slice(1) });
  afterAll(() => dropDatabase(template, name));
  return url.href;
}

async function dropDatabase(server: URL, name: string): Promise<void> {
  const admin = new URL(server);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query(`drop database if exists ${name} with (force)`);
  } finally {
    await client.end();
  }
}
