import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { needsNoApp, readArguments } from "../bench/arguments";
import { ensureBuilt } from "../build";
import { findFreePort } from "../free-port";
import { createDatabase } from "../postgres";
import { CommandError, endWith, step } from "../say";
import { readPlainVariables, readVariables, root } from "../settings";
import { type Stack, startStack } from "../stack";
import { listenForStop, requireGoingOn } from "../stopping";

const stopping = listenForStop();
try {
  // A wrong one is told before anything is started.
  if (needsNoApp(readArguments(process.argv.slice(2)))) {
    await measure(chooseVariables());
  } else {
    await ensureBuilt(readVariables());
    requireGoingOn(stopping);
    await benchInTemporaryFolder();
  }
} catch (error) {
  if (!stopping.aborted) endWith(error);
  process.exit(130);
}
process.exit(0);

async function benchInTemporaryFolder(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "sluice-bench-"));
  try {
    const stack = await startStack({
      mode: "start",
      dataDir,
      port: await findFreePort(),
      variables: chooseVariables(),
      hasSandbox: true,
      hasAdminDoor: true,
      stopping,
    });
    try {
      await measureStack(stack);
    } finally {
      await step("Stopping", () => stack.stop());
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Nothing that the environment names is touched, and nothing is left to other apps: the sandbox has none. */
function chooseVariables(): Record<string, string> {
  return { ...readPlainVariables(), LOG_LEVEL: "warn", HUBSPOT_RESERVE_SHARE: "0" };
}

async function measureStack(stack: Stack): Promise<void> {
  if (!stack.postgres) throw new CommandError("The measurements run on their own PostgreSQL.");
  const warehouseUrl = stack.postgres.urlOf("warehouse");
  await createDatabase(warehouseUrl);
  const variables = {
    ...stack.env,
    BENCH_WAREHOUSE_URL: warehouseUrl,
    BENCH_ADMIN_URL: stack.sandboxAdminUrl ?? "",
    BENCH_APP_PID: String(stack.app.pid()),
  };
  await measure(variables, stack.app.gaveUp);
}

/** A process of its own, as the app is: what stands in for the rest of the world lives in this one. */
async function measure(env: Record<string, string>, gaveUp?: Promise<never>): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/local/bench/main.ts", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { NODE_ENV: "production", ...env },
  });
  const ended = once(child, "exit");
  const stop = () => child.kill();
  stopping.addEventListener("abort", stop, { once: true });
  try {
    requireGoingOn(stopping);
    const [code] = await Promise.race([ended, ...(gaveUp ? [gaveUp] : [])]);
    if (code !== 0) throw new CommandError("Not everything could be measured; what went wrong is said above.");
  } finally {
    stop();
    await ended;
  }
}
