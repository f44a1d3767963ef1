import { planRun } from "@/lib/runs/plan/plan-run";
import { prepareRun } from "@/lib/runs/prepare-run";
import { closeDb } from "../../db";
import { time } from "./bench";
import { readPeakMemory } from "./machine";

// One plan in a process of its own: its memory is the plan's and nobody else's.
const [runId = ""] = process.argv.slice(2);
await prepareRun(runId);
const before = readPeakMemory(process.pid);
const { seconds } = await time(() => planRun(runId));
process.send?.({ seconds, before, memory: readPeakMemory(process.pid) });
await closeDb();
process.disconnect?.();
