import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/local/migrate";
import { startPostgres } from "@/lib/local/postgres";

declare module "vitest" {
  export interface ProvidedContext {
    templateDatabaseUrl: string;
  }
}

/** Starts a private PostgreSQL for the run, with a migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(tmpdir(), "sluice-test-"));
  const cleanUp = armCleanUp(dir);
  try {
    const server = await startPostgres({ dir, database: "template", isFast: true });
    await migrate({ url: server.url });
    project.provide("templateDatabaseUrl", server.url);
  } catch (thrown) {
    await cleanUp();
    throw thrown;
  }
  return cleanUp;
}

/**
 * A process of its own stops the server and removes the folder as soon as our end of the pipe closes: when we ask for
 * it, and also when the run is killed.
 */
function armCleanUp(dir: string): () => Promise<void> {
  const script = path.join(import.meta.dirname, "clean-up.mjs");
  const child = spawn(process.execPath, [script, dir], { detached: true, stdio: ["pipe", "ignore", "inherit"] });
  const ended = once(child, "exit");
  return async () => {
    child.stdin.end();
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
}
