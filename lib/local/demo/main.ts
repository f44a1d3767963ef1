import { closeDb } from "@/lib/db";
import { readEnv } from "@/lib/env";
import { endWith, say } from "../say";
import { readVariables } from "../settings";
import { printRun } from "./print-run";
import { runAndWait } from "./run-and-wait";
import { setUpDemo } from "./set-up-demo";

// A process of its own, started with the app's environment: it calls the verbs that the screens call.
const { DEMO_EMAIL = "", DEMO_PASSWORD = "", DEMO_WAREHOUSE_URL = "", DEMO_HUB_ID = "" } = readVariables();
try {
  const { NEXTAUTH_URL: appUrl } = readEnv();
  const demo = { warehouseUrl: DEMO_WAREHOUSE_URL, hubId: Number(DEMO_HUB_ID) };
  const { actor, syncs } = await setUpDemo({ email: DEMO_EMAIL, password: DEMO_PASSWORD }, demo);
  for (const sync of syncs) {
    say.step(`Running ${sync.name} …`);
    const run = await runAndWait(actor, sync.id);
    printRun(sync.name, run, appUrl);
  }
  await closeDb();
} catch (error) {
  endWith(error);
}
