import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser } from "../browser";
import { ensureBuilt } from "../build";
import { DEMO_EMAIL, runDemo } from "../demo/run-demo";
import { loadWarehouse } from "../demo/warehouse";
import { findFreePort } from "../free-port";
import type { Person } from "../pictures/open-signed-in";
import { takePictures } from "../pictures/take-pictures";
import { takeWalks } from "../pictures/walkthroughs";
import { createDatabase } from "../postgres";
import { CommandError, endWith, say, step } from "../say";
import { readPlainVariables, readVariables, root } from "../settings";
import { type Stack, startStack } from "../stack";
import { listenForStop, requireGoingOn } from "../stopping";

const folder = path.join(root, "pictures");

const stopping = listenForStop();
try {
  const browser = await findBrowser(readVariables().PLAYWRIGHT_CHROMIUM_PATH);
  await ensureBuilt(readVariables());
  requireGoingOn(stopping);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await withStack((stack, dataDir) => showDemo(stack, dataDir, browser));
  requireGoingOn(stopping);
  await withStack((stack) => showWalks(stack, browser));
  say.line(`\nThe pictures are in ${path.relative(process.cwd(), folder)}${path.sep}`);
} catch (error) {
  if (!stopping.aborted) endWith(error);
  process.exit(130);
}
process.exit(0);

/** The demo, page by page. */
async function showDemo(stack: Stack, dataDir: string, browser: string): Promise<void> {
  await step("Running the demo", () => runDemo(stack, { dataDir, stopping, isSilent: true }));
  requireGoingOn(stopping);
  const taken = await step("Taking pictures of every page", () =>
    takePictures({ appUrl: stack.appUrl, browser, folder, person: demoPerson(stack) }),
  );
  say.line(`  ${taken} pictures`);
}

/** What docs/walkthroughs.md describes, by somebody whose instance is new. */
async function showWalks(stack: Stack, browser: string): Promise<void> {
  if (!stack.postgres) throw new CommandError("The walkthroughs run on their own PostgreSQL. Unset DATABASE_URL.");
  const warehouseUrl = stack.postgres.urlOf("warehouse");
  await createDatabase(warehouseUrl);
  await loadWarehouse(warehouseUrl);
  const clicks = await step("Walking through five tasks", () =>
    takeWalks({ appUrl: stack.appUrl, browser, folder, person: demoPerson(stack), warehouseUrl }),
  );
  for (const [name, count] of Object.entries(clicks)) say.line(`  ${name}: ${count} clicks`);
}

function demoPerson(stack: Stack): Person {
  return { email: DEMO_EMAIL, password: stack.secrets.demoPassword };
}

/** A stack in a folder of its own: what was clicked in another one before is in no picture. */
async function withStack(show: (stack: Stack, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "sluice-pictures-"));
  try {
    const stack = await startStack({
      mode: "start",
      dataDir,
      port: await findFreePort(),
      variables: { ...readPlainVariables(), LOG_LEVEL: "warn" },
      hasSandbox: true,
      stopping,
    });
    try {
      await show(stack, dataDir);
    } finally {
      await step("Stopping", () => stack.stop());
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
