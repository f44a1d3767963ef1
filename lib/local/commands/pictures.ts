import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser } from "../browser";
import { ensureBuilt } from "../build";
import { DEMO_EMAIL, runDemo } from "../demo/run-demo";
import { findFreePort } from "../free-port";
import { takePictures } from "../pictures/take-pictures";
import { endWith, say, step } from "../say";
import { readPlainVariables, readVariables, root } from "../settings";
import { startStack } from "../stack";
import { listenForStop, requireGoingOn } from "../stopping";

const folder = path.join(root, "pictures");

const stopping = listenForStop();
try {
  const browser = await findBrowser(readVariables().PLAYWRIGHT_CHROMIUM_PATH);
  await ensureBuilt(readVariables());
  requireGoingOn(stopping);
  await showDemo(browser);
} catch (error) {
  if (!stopping.aborted) endWith(error);
  process.exit(130);
}
process.exit(0);

/** The demo in a folder of its own: what was clicked in another one before is in no picture. */
async function showDemo(browser: string): Promise<void> {
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
      await step("Running the demo", () => runDemo(stack, { dataDir, stopping, isSilent: true }));
      requireGoingOn(stopping);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const person = { email: DEMO_EMAIL, password: stack.secrets.demoPassword };
      const pictures = await step("Taking pictures", () =>
        takePictures({ appUrl: stack.appUrl, browser, folder, person }),
      );
      say.line(`\n${pictures} pictures are in ${path.relative(process.cwd(), folder)}${path.sep}`);
    } finally {
      await step("Stopping", () => stack.stop());
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
