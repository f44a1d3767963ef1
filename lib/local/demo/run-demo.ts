import { spawn } from "node:child_process";
import { once } from "node:events";
import { createDatabase } from "../postgres";
import { demoPortals } from "../sandbox-seed";
import { CommandError } from "../say";
import { root } from "../settings";
import type { Stack } from "../stack";
import { requireGoingOn } from "../stopping";

/** Who owns the demo's workspace; the password is one of the stack's secrets. */
export const DEMO_EMAIL = "owner@example.com";

interface RunDemo {
  readonly dataDir: string;
  readonly stopping: AbortSignal;
  /** Without it the demo tells of its runs as they end. */
  readonly isSilent?: boolean;
}

/** Fills the stack with the demo's warehouse, connections and syncs, and runs each of them once. */
export async function runDemo(stack: Stack, { dataDir, stopping, isSilent = false }: RunDemo): Promise<void> {
  if (!stack.postgres) throw new CommandError("The demo runs on its own PostgreSQL. Unset DATABASE_URL.");
  const warehouseUrl = stack.postgres.urlOf("warehouse");
  await createDatabase(warehouseUrl);
  requireGoingOn(stopping);
  // A process of its own, with the app's environment.
  const child = spawn(process.execPath, ["--import", "tsx", "lib/local/demo/main.ts"], {
    cwd: root,
    stdio: isSilent ? ["ignore", "ignore", "inherit"] : "inherit",
    env: {
      ...stack.env,
      LOG_LEVEL: "warn",
      SLUICE_DATA_DIR: dataDir,
      DEMO_EMAIL,
      DEMO_PASSWORD: stack.secrets.demoPassword,
      DEMO_WAREHOUSE_URL: warehouseUrl,
      DEMO_HUB_ID: String(demoPortals[0]?.hubId),
    },
  });
  stopping.addEventListener("abort", () => child.kill(), { once: true });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new CommandError("The demo could not be run to its end; what went wrong is said above.");
}
