import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findRunning } from "./postgres-process";
import { writeMigration } from "./write-migration";

const root = path.join(import.meta.dirname, "../..");
const projectDir = mkdtempSync(path.join(tmpdir(), "sluice-authoring-"));

function writeSchema(fields: string): void {
  const head = `generator client {
  provider = "prisma-client"
  output = "../generated"
}
datasource db {
  provider = "postgresql"
}
`;
  writeFileSync(path.join(projectDir, "prisma/schema.prisma"), `${head}model Probe {\n  id Int @id\n${fields}\n}\n`);
}

beforeAll(() => {
  mkdirSync(path.join(projectDir, "prisma"));
  for (const file of ["prisma.config.ts", "prisma/schema-engine.mjs"]) {
    cpSync(path.join(root, file), path.join(projectDir, file));
  }
  symlinkSync(path.join(root, "node_modules"), path.join(projectDir, "node_modules"));
});

afterAll(() => rmSync(projectDir, { recursive: true, force: true }));

test("each change of the schema becomes one migration, and the server is stopped again", async () => {
  writeSchema("");
  const first = await writeMigration({ name: "initial", projectDir });
  expect(first).toMatch(/^\d{14}_initial$/);
  writeSchema("  label String");
  const second = await writeMigration({ name: "add-label", projectDir });
  const folder = path.join(projectDir, "prisma/migrations");
  expect(readdirSync(folder)).toEqual([first, second, "migration_lock.toml"]);
  expect(readFileSync(path.join(folder, second, "migration.sql"), "utf8")).toContain('ADD COLUMN     "label" TEXT');
  expect(readdirSync(path.join(projectDir, "generated"))).toContain("client.ts");
  expect(findRunning(path.join(projectDir, ".data/authoring/data"))).toBeNull();
}, 60_000);

test("a migration without a name is refused with an example", async () => {
  await expect(writeMigration({ name: "", projectDir })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("npm run db:migrate -- "),
  });
});
