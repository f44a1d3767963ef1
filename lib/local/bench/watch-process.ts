import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { thriftyFlags, thriftyVariables } from "../memory-thrift";
import { CommandError } from "../say";
import { root } from "../settings";
import { Watched } from "./watched";

// Beside the packages, which the bundle finds from there.
const bundles = path.join(root, "node_modules/.cache/sluice-bench");

/**
 * A run's plan, or its end with its report, in a process of its own: its memory is the work's and nobody else's. Its code
 * is bundled before, as the app's is by its build: what would translate it on its way takes 50 MB of that process.
 */
export async function watchProcess(work: "plan" | "report", runId: string): Promise<Watched> {
  mkdirSync(bundles, { recursive: true });
  const folder = mkdtempSync(path.join(bundles, `${work}-`));
  try {
    const bundle = path.join(folder, "process.mjs");
    await build({
      entryPoints: [path.join(import.meta.dirname, `${work}-process.ts`)],
      outfile: bundle,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
    return await watchBundle(bundle, work, runId);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watchBundle(bundle: string, work: string, runId: string): Promise<Watched> {
  // As the app is started, and not with what this process was started with, tsx for one.
  const child = fork(bundle, [runId], {
    execArgv: [...thriftyFlags],
    env: { ...process.env, ...thriftyVariables },
  });
  const ended = once(child, "exit");
  const failed = ended.then(() => {
    throw new CommandError(`The process of a ${work} ended before it had one.`);
  });
  const [message] = await Promise.race([once(child, "message"), failed]);
  // It may end now.
  failed.catch(() => {});
  await ended;
  return Watched.parse(message);
}
