import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ensureBuilt } from "../build";
import { createDatabase } from "../postgres";
import { demoPortals } from "../sandbox-seed";
import { CommandError, say } from "../say";
import { readDataDir, readPort, readVariables, root } from "../settings";
import { requireFreePort, type Stack, startStack } from "../stack";
import { listenForStop, requireGoingOn } from "../stopping";
import { liveUntilStopped } from "../until-stopped";

const EMAIL = "owner@example.com";

const given = readVariables();
// The demo is a world of its own: it never touches a database, a bucket or a portal that the environment names.
const variables = Object.fromEntries(
  Object.entries(given).filter(
    ([name]) => !/^(DATABASE_URL|S3_|INNGEST_|HUBSPOT_|NEXTAUTH_|ENCRYPTION_KEYS)/.test(name),
  ),
);
const dataDir = path.join(readDataDir(given), "demo");
const stopping = listenForStop();
await liveUntilStopped(stopping, async () => {
  const port = readPort(given);
  await requireFreePort(port);
  await ensureBuilt(variables);
  const stack = await startStack({ mode: "start", dataDir, port, variables, hasSandbox: true, stopping });
  try {
    await runDemo(stack);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  say.line(`\nThe console is at ${stack.appUrl}`);
  say.line(`Sign in with      ${EMAIL}   ${stack.secrets.demoPassword}`);
  say.line("Ctrl-C stops everything; the data is kept for the next time.");
  return stack;
});

async function runDemo(stack: Stack): Promise<void> {
  if (!stack.postgres) throw new CommandError("The demo runs on its own PostgreSQL. Unset DATABASE_URL.");
  const warehouseUrl = stack.postgres.urlOf("warehouse");
  await createDatabase(warehouseUrl);
  requireGoingOn(stopping);
  const child = spawn(process.execPath, ["--import", "tsx", "lib/local/demo/main.ts"], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...stack.env,
      LOG_LEVEL: "warn",
      SLUICE_DATA_DIR: dataDir,
      DEMO_EMAIL: EMAIL,
      DEMO_PASSWORD: stack.secrets.demoPassword,
      DEMO_WAREHOUSE_URL: warehouseUrl,
      DEMO_HUB_ID: String(demoPortals[0]?.hubId),
    },
  });
  stopping.addEventListener("abort", () => child.kill(), { once: true });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new CommandError("The demo could not be run to its end; what went wrong is said above.");
}
