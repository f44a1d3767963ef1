import { say } from "../say";
import { readDataDir, readPort, readVariables } from "../settings";
import { startStack } from "../stack";
import { listenForStop } from "../stopping";
import { liveUntilStopped } from "../until-stopped";

const variables = readVariables();
const stopping = listenForStop();
await liveUntilStopped(stopping, async () => {
  const stack = await startStack({
    mode: "dev",
    dataDir: readDataDir(variables),
    port: readPort(variables),
    variables,
    hasSandbox: !variables.HUBSPOT_CLIENT_ID,
    hasAdminDoor: true,
    stopping,
  });
  say.line(`\nSluice is at ${stack.appUrl} and follows the sources.`);
  if (stack.sandboxAdminUrl) say.line(`The HubSpot sandbox's admin door is at ${stack.sandboxAdminUrl}`);
  return stack;
});
