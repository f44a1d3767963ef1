import { ensureBuilt } from "../build";
import { say } from "../say";
import { readDataDir, readPort, readVariables } from "../settings";
import { requireFreePort, startStack } from "../stack";
import { listenForStop } from "../stopping";
import { liveUntilStopped } from "../until-stopped";

const variables = readVariables();
const stopping = listenForStop();
await liveUntilStopped(stopping, async () => {
  const port = readPort(variables);
  await requireFreePort(port);
  await ensureBuilt(variables);
  const stack = await startStack({
    mode: "start",
    dataDir: readDataDir(variables),
    port,
    ...(variables.HOST ? { host: variables.HOST } : {}),
    variables,
    hasSandbox: false,
    stopping,
  });
  say.line(`\nSluice is at ${stack.appUrl}`);
  say.line("Ctrl-C stops it.");
  return stack;
});
