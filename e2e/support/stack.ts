import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadWarehouse } from "@/lib/local/demo/warehouse";
import { findLaterPort } from "@/lib/local/free-port";
import { createDatabase } from "@/lib/local/postgres";
import { readPlainVariables } from "@/lib/local/settings";
import { type Stack, startStack } from "@/lib/local/stack";
import { SandboxAdmin } from "./sandbox-admin";

export interface TestStack {
  readonly stack: Stack;
  readonly admin: SandboxAdmin;
  readonly warehouseUrl: string;
  stop(): Promise<void>;
}

/** The whole product in a folder of its own: the built app, all that it stands on, and the demo's warehouse. */
export async function startTestStack(port?: number): Promise<TestStack> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "sluice-e2e-"));
  try {
    const stack = await startStack({
      mode: "start",
      dataDir,
      port: port ?? (await findLaterPort()),
      variables: readPlainVariables(),
      hasSandbox: true,
      hasAdminDoor: true,
      isFast: true,
    });
    const stop = async () => {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    if (!stack.postgres || !stack.sandboxAdminUrl) {
      await stop();
      throw new Error("The test stack brings its own database and sandbox.");
    }
    const warehouseUrl = stack.postgres.urlOf("warehouse");
    await createDatabase(warehouseUrl);
    await loadWarehouse(warehouseUrl);
    return { stack, admin: new SandboxAdmin(stack.sandboxAdminUrl), warehouseUrl, stop };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}
