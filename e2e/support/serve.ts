import { rmSync, writeFileSync } from "node:fs";
import { factsFile } from "./facts";
import { startTestStack } from "./stack";

// The product that the journeys walk through: Playwright starts this before the first and ends it after the last.
const port = Number(process.argv[2]);
const { stack, warehouseUrl, stop } = await startTestStack(port);
const { sandboxAdminUrl: adminUrl, env } = stack;
const facts = { adminUrl, apiUrl: env.HUBSPOT_API_BASE_URL, warehouseUrl, databaseUrl: env.DATABASE_URL };
writeFileSync(factsFile(port), JSON.stringify(facts), { mode: 0o600 });
console.log("The product is ready.");
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, async () => {
    await stop();
    rmSync(factsFile(port), { force: true });
    process.exit(0);
  });
}
