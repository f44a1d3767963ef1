import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import { AppError } from "@/lib/errors";
import { migrate } from "./migrate";
import { createDatabase, startPostgres } from "./postgres";

/**
 * Writes the migration from the last one to prisma/schema.prisma (an empty one, to fill in by hand, if they agree),
 * applies all migrations to an empty database to see that they work, and generates the client. `projectDir` holds
 * prisma.config.ts. Returns the new migration's name.
 */
export async function writeMigration({ name, projectDir }: { name: string; projectDir: string }): Promise<string> {
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    throw new AppError(
      "invalid_input",
      "Name the migration for what it does, in lower case: npm run db:migrate -- add-run-heartbeat",
    );
  }
  const dir = path.join(projectDir, "prisma/migrations");
  const server = await startPostgres({ dir: path.join(projectDir, ".data/authoring"), isFast: true });
  try {
    // On an empty database Prisma never has to ask about drift or about data that would be lost.
    const url = await makeEmptyDatabase(server.urlOf("authoring"));
    await migrate({ url, dir });
    await runPrisma(projectDir, ["migrate", "dev", "--create-only", "--name", name, "--url", url]);
    const [written] = await migrate({ url, dir });
    if (written === undefined) throw new Error("Prisma wrote no migration.");
    await runPrisma(projectDir, ["generate"]);
    return written;
  } finally {
    if (server.hasStarted) await server.stop();
  }
}

async function makeEmptyDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url.replace(/[^/]*$/, "postgres") });
  await client.connect();
  try {
    await client.query("drop database if exists authoring with (force)");
  } finally {
    await client.end();
  }
  await createDatabase(url);
  return url;
}

async function runPrisma(projectDir: string, args: readonly string[]): Promise<void> {
  const cli = path.join(projectDir, "node_modules/prisma/build/index.js");
  const child = spawn(process.execPath, [cli, ...args], { cwd: projectDir, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new AppError("conflict", `prisma ${args[0]} failed:\n${output.trim()}`);
}
