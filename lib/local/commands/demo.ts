import path from "node:path";
import { ensureBuilt } from "../build";
import { DEMO_EMAIL, runDemo } from "../demo/run-demo";
import { say } from "../say";
import { readDataDir, readPort, readVariables } from "../settings";
import { requireFreePort, startStack } from "../stack";
import { listenForStop } from "../stopping";
import { liveUntilStopped } from "../until-stopped";

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
    await runDemo(stack, { dataDir, stopping });
  } catch (error) {
    await stack.stop();
    throw error;
  }
  say.line(`\nThe console is at ${stack.appUrl}`);
  say.line(`Sign in with      ${DEMO_EMAIL}   ${stack.secrets.demoPassword}`);
  say.line("Ctrl-C stops everything; the data is kept for the next time.");
  return stack;
});
