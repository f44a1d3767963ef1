import { startHubSpotSandbox } from "../hubspot-sandbox/start-hubspot-sandbox";
import { demoPortals } from "../sandbox-seed";
import { hubspotLimit } from "./sandbox-door";

// A sandbox in a process of its own, so that its work and the adapter's don't hold each other up. It ends with the one
// that started it.
const [latencyMs = 0, burst = hubspotLimit.burst] = process.argv.slice(2).map(Number);
const sandbox = await startHubSpotSandbox({
  adminPort: 0,
  apps: [],
  portals: demoPortals,
  limits: { ...hubspotLimit, burst },
  latencyMs,
});
process.send?.({ apiUrl: sandbox.apiUrl, adminUrl: sandbox.adminUrl });
process.once("disconnect", () => process.exit(0));
