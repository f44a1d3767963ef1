import { closeDb } from "@/lib/db";
import { finishRun } from "@/lib/runs/finish-run";
import { watchMemory } from "./watch-memory";

// The end of a run whose rows have all been delivered, in a process of its own, as plan-process.ts makes a plan.
const [runId = ""] = process.argv.slice(2);
process.send?.(await watchMemory(() => finishRun(runId, null)));
await closeDb();
process.disconnect?.();
