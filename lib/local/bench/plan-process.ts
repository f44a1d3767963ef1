import { planRun } from "@/lib/runs/plan/plan-run";
import { prepareRun } from "@/lib/runs/prepare-run";
import { closeDb } from "../../db";
import { watchMemory } from "./watch-memory";

// One plan in a process of its own: its memory is the plan's and nobody else's.
const [runId = ""] = process.argv.slice(2);
await prepareRun(runId);
process.send?.(await watchMemory(() => planRun(runId)));
await closeDb();
process.disconnect?.();
