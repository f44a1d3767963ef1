import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** An executor in a process of its own, to be killed, and its address. */
export async function spawnExecutor(options: Record<string, unknown>): Promise<[ChildProcess, string]> {
  const script = path.join(import.meta.dirname, "executor-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return [child, String(line).trim()];
}
